import type { Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { withoutOverlaps } from '../corpus/span.ts';
import { timesIn } from '../corpus/times-in.ts';
import type { Lexicon } from './lexicon.ts';
import { latinWords, type LatinWord, type NameInCharacters } from './names-in-characters.ts';

/** 執行長沈嘉禾（Jiahe Shen，CEO）: characters, and the first of what stands in brackets after them. */
const BRACKETS =
  /([\p{Script=Han}·‧・•]{2,40})[」』》〉”"]? ?[（(] ?([\p{Script=Latin}\p{M}\d .'’&-]{2,60}?) ?[)）,，、;；:：]/gu;
/** Nothing says where a name before a bracket begins; so many characters of it are looked at. */
const LONGEST_NAME = 12;

/** A name of a question as an article has it. */
interface Found extends NameInCharacters {
  /** How often the article has it in characters. */
  times: number;
}

/**
 * Names of a question that an article has in brackets after their characters, and more often in these: 禾曜 for Heyora. Part of what is
 * in the brackets is a name if the lexicon does not know it. None share a word.
 * @param texts of articles
 */
export function namesInBrackets(
  question: string,
  lexicon: Lexicon,
  texts: readonly string[],
): NameInCharacters[] {
  const words = latinWords(question);
  const found = texts.flatMap((text) =>
    Array.from(text.matchAll(BRACKETS)).flatMap(([, before = '', spelling = '']): Found[] => {
      const said = longestShared(question, words, spelling);
      if (!said || !isName(said, spelling, lexicon)) return [];
      const name = recurringEnd(before, text);
      const spelled = timesIn(text.toLowerCase(), textOf(said, question));
      return name && name.times > spelled ? [{ ...said, ...name }] : [];
    }),
  );
  return withoutOverlaps(found.sort((a, b) => b.words.length - a.words.length || b.times - a.times));
}

type Said = Pick<NameInCharacters, 'words' | keyof Span>;

/** The most of a question's words in a row that a spelling has, too. */
function longestShared(question: string, words: readonly LatinWord[], spelling: string): Said | null {
  const spelled = ` ${spelling.toLowerCase()} `;
  let longest: Said | null = null;
  for (const [from, { start }] of words.entries())
    for (const [more, { end }] of words.slice(from).entries()) {
      const said = { words: words.slice(from, from + more + 1).map(({ word }) => word), start, end };
      if (!spelled.includes(` ${textOf(said, question)} `)) break;
      if (said.words.length > (longest?.words.length ?? 0)) longest = said;
    }
  return longest;
}

function isName(said: Said, spelling: string, lexicon: Lexicon): boolean {
  return said.end - said.start === spelling.length || said.words.some((word) => !lexicon.knows(fold(word)));
}

/** The longest string that a text ends a run of characters with and has elsewhere, too; `null` when there is none of two. */
function recurringEnd(run: string, text: string): Pick<Found, 'characters' | 'times'> | null {
  for (let length = Math.min(run.length, LONGEST_NAME); length >= 2; length--) {
    const end = run.slice(-length);
    const times = timesIn(text, end);
    if (times > 1) return { characters: fold(end), times };
  }
  return null;
}

function textOf({ start, end }: Span, question: string): string {
  return question.slice(start, end).toLowerCase();
}
