import type { Article, Sentence, Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { figureBlanks, nameBlanks, type Blank, type KnownNames } from './find-blanks.ts';
import { shownSentence, type StudyQuestion } from './question.ts';
import { markerLength, sentenceFit } from './sentence-fit.ts';
import { studyParts, type StudyPart } from './study-parts.ts';
import { findTwoFormNames } from './two-form-names.ts';
import { isVisible, readText, type ReadText } from './visible.ts';

/** Most questions of one step. */
export const MOST_QUESTIONS = 3;
/** Longest quotation of more than one sentence, in UTF-16 code units: a minute's reading, and room in a message. */
export const QUOTATION_LIMIT = 600;

/** Worth of an answer and fit of its sentence, added; below this a question is not asked. */
const LEAST_SCORE = 3;
/** From this on a question is as good as any. */
const GOOD_SCORE = 6;
/** By how much a second question from one paragraph stands back, so that questions spread over the section. */
const SAME_PARAGRAPH = 2;
/** A name in more than this share of the sentences is what the article is about, and tells nothing. */
const TOPIC_SHARE = 0.1;
/** Below this many uses no name is the topic, however short the article. */
const TOPIC_USES = 5;
/** What the first, second and third question are worth against a quotation that ends with its paragraph or is longer. */
const QUESTION_GAINS = [3, 2, 1];
const PARAGRAPH_END_GAIN = 1;
/** Under this many characters a quotation says too little. */
const SHORT_QUOTATION = 60;

interface Candidate {
  question: StudyQuestion;
  score: number;
  /** Index of its sentence in the part. */
  sentence: number;
  /** What is shown of the question. */
  shown: ReadText;
}

/** A step's quotation, with the questions that it does not answer, in reading order. */
export interface QuotedPart {
  quotation: Span;
  questions: StudyQuestion[];
}

/**
 * Questions made from the article's own sentences by leaving out a figure or a name: in reading order, at most
 * `MOST_QUESTIONS` a step of the walk (see `studySteps`), none where nothing suits. The same article gives the same
 * questions. An answer is never visible in its own sentence, in the title, in the heading, in the step's quotation or in
 * another question of the step.
 */
export function makeQuestions(article: Article): StudyQuestion[] {
  return quoteParts(article).flatMap(({ questions }) => questions);
}

/** The parts of an article (`studyParts`), each with its quotation and questions. */
export function quoteParts(article: Article): (StudyPart & QuotedPart)[] {
  const known = knownNames(article);
  return studyParts(article).map((part) => ({ ...part, ...quotePart(article, part, known) }));
}

/**
 * Quotes the beginning of a part, and asks about the rest. Where the quotation ends is a bargain: the end of a paragraph
 * reads best, and an early end leaves more to ask. With nothing to ask it is as long as it may be.
 */
function quotePart(article: Article, part: StudyPart, known: KnownNames): QuotedPart {
  const { sentences } = part;
  const start = sentences[0]?.start ?? 0;
  const title = readText(article.title + '\n' + (article.sections[part.section]?.heading ?? ''));
  const candidates = findCandidates(article, sentences, known).filter(
    ({ question }) => !isVisible(question, title),
  );
  const read = sentences.map((sentence) => readText(article.text.slice(sentence.start, sentence.end)));
  let best: QuotedPart = { quotation: { start, end: sentences[0]?.end ?? start }, questions: [] };
  let bestGain = -Infinity;
  let asked = candidates;
  for (const [i, { end, paragraph }] of sentences.entries()) {
    if (i > 0 && end - start > QUOTATION_LIMIT) break;
    const quoted = read[i];
    asked = asked.filter(
      (each) => each.sentence > i && quoted !== undefined && !isVisible(each.question, quoted),
    );
    const chosen = chooseQuestions(asked);
    const gain =
      chosen.reduce(
        (sum, { score }, rank) => sum + (QUESTION_GAINS[rank] ?? 0) * Math.min(1, score / GOOD_SCORE),
        0,
      ) +
      (sentences[i + 1]?.paragraph === paragraph ? 0 : PARAGRAPH_END_GAIN) +
      Math.min(1, (end - start) / SHORT_QUOTATION) +
      (end - start) / QUOTATION_LIMIT;
    if (gain <= bestGain) continue;
    bestGain = gain;
    best = { quotation: { start, end }, questions: inReadingOrder(chosen) };
  }
  return best;
}

/** The best questions, one a sentence, that do not answer one another; ties go to the earlier one. */
function chooseQuestions(candidates: Candidate[]): Candidate[] {
  const chosen: Candidate[] = [];
  while (chosen.length < MOST_QUESTIONS) {
    let best: Candidate | undefined;
    let bestScore = -Infinity;
    for (const each of candidates) {
      const score = scoreAmong(each, chosen);
      if (score <= bestScore) continue;
      best = each;
      bestScore = score;
    }
    if (best === undefined) break;
    chosen.push(best);
  }
  return chosen;
}

function inReadingOrder(chosen: Candidate[]): StudyQuestion[] {
  return chosen.map(({ question }) => question).sort((a, b) => a.blank.start - b.blank.start);
}

function scoreAmong(candidate: Candidate, chosen: Candidate[]): number {
  let { score } = candidate;
  for (const other of chosen) {
    const isSpent =
      other.sentence === candidate.sentence ||
      isVisible(candidate.question, other.shown) ||
      isVisible(other.question, candidate.shown) ||
      isVisible(candidate.question, readText(other.question.answer));
    if (isSpent) return -Infinity;
    if (other.question.paragraph === candidate.question.paragraph) score -= SAME_PARAGRAPH;
  }
  return score;
}

function findCandidates(article: Article, sentences: Sentence[], known: KnownNames): Candidate[] {
  return sentences.flatMap((sentence, index) => {
    const whole = article.text.slice(sentence.start, sentence.end);
    const start = sentence.start + markerLength(whole);
    const text = article.text.slice(start, sentence.end);
    const fit = sentenceFit(text);
    if (fit === null) return [];
    const span = { start, end: sentence.end };
    return [...nameBlanks(text, start, known), ...figureBlanks(text)].flatMap((blank) => {
      const question = toQuestion(article, sentence, span, blank);
      const shown = readText(shownSentence(article, question));
      const score = blank.worth + fit;
      return score < LEAST_SCORE || isVisible(question, shown)
        ? []
        : [{ question, score, sentence: index, shown }];
    });
  });
}

function toQuestion(
  article: Article,
  { section, paragraph }: Sentence,
  sentence: Span,
  blank: Blank,
): StudyQuestion {
  const { kind, also } = blank;
  const span = { start: sentence.start + blank.start, end: sentence.start + blank.end };
  const answer = article.text.slice(span.start, span.end);
  return { id: `${span.start}-${span.end}`, section, paragraph, sentence, blank: span, answer, kind, also };
}

function knownNames(article: Article): KnownNames {
  const folded = fold(article.text);
  const uses = (name: string): number => folded.split(fold(name)).length - 1;
  const inside = new Set(
    [...article.text.matchAll(/(?<=[\p{Ll}\d,;] )\p{Lu}[\p{L}\d&'’.-]*/gu)].map(([word]) =>
      word.replace(/['’.-]+s?$/, ''),
    ),
  );
  const sentenceCount = article.text.split(/[。｡.！!？?]/).length;
  return {
    twoForms: findTwoFormNames(article),
    recurs: (name) => uses(name) > 1,
    isTopic: (name) => uses(name) >= Math.max(TOPIC_USES, TOPIC_SHARE * sentenceCount),
    isCapitalised: (word) => inside.has(word),
  };
}
