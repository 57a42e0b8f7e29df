import type { Article, Span } from '../corpus/article.ts';
import { scriptOf } from '../corpus/script.ts';

/** What was left out: a figure, a date, or the name of a person, a thing or a work. */
export type BlankKind = 'number' | 'date' | 'name';

/** What `checkAnswer` needs to know of a question. */
export interface ExpectedAnswer {
  /** As the article writes it, such as `6個月` or `馬斯克（Elon Musk）`. */
  answer: string;
  kind: BlankKind;
  /** Other forms of a name that are as good: the other script, the short form, a surname nobody else has. */
  also?: readonly string[];
}

/** A sentence of the article with one thing left out. All offsets point into `Article.text`. */
export interface StudyQuestion extends ExpectedAnswer {
  /** Stable for one text of the article: the offsets of the blank. */
  id: string;
  /** Index into `Article.sections`. */
  section: number;
  /** 1-based, as a reader counts. */
  paragraph: number;
  /** What is shown, without its list marker. */
  sentence: Span;
  /** What is left out; it lies in `sentence`. */
  blank: Span;
  also: readonly string[];
}

/** Stands for what is left out of a Chinese sentence. */
export const WIDE_BLANK = '＿＿＿＿';
/** The same in text that is written in Latin letters. */
export const NARROW_BLANK = '____';

/** The sentence of a question as it is shown: the article's own words with a line where the answer was. */
export function shownSentence(
  article: Pick<Article, 'text'>,
  question: Pick<StudyQuestion, 'sentence' | 'blank'>,
): string {
  const { sentence, blank } = question;
  const before = article.text.slice(sentence.start, blank.start);
  const after = article.text.slice(blank.end, sentence.end);
  return before + (scriptOf(before + after) === 'cjk' ? WIDE_BLANK : NARROW_BLANK) + after;
}
