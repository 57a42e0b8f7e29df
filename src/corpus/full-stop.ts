import type { Span } from './article.ts';

/** Never the end of a sentence: a name or a number follows. */
const BEFORE_A_NAME = new Set(
  'mr mrs ms mx dr prof st gen sen rep gov lt col capt sgt rev hon messrs mt vs e.g i.e cf fig figs eq vol pp ch approx dept'.split(
    ' ',
  ),
);
/** The end of a sentence only when the next word commonly begins one. */
const EITHER = new Set(
  'inc ltd co corp jr sr etc bros al jan feb mar apr jun jul aug sep sept oct nov dec a.m p.m ph.d ed'.split(
    ' ',
  ),
);
const BEGINNERS = new Set(
  'the this that these those it its he she his her they their we our you your i in on at by for from to with as if when while where what who why how but and or so yet however there here then after before since although though because some many most all no not one another according meanwhile'.split(
    ' ',
  ),
);

/**
 * Whether the `.` at `at` ends an English sentence: not in 1.4, v2.0, U.S., e.g. or Emily M. Bender.
 * @param block the block that the sentence may not leave
 * @param spaced whether white space follows the stop and its closing quotes
 * @param next the first visible character after it
 */
export function isFullStop(text: string, at: number, block: Span, spaced: boolean, next: string): boolean {
  if (!spaced) return false;
  const word = wordBefore(text, at, block.start);
  const before = text.charAt(at - word.length - 1);
  const window = text.slice(Math.max(block.start, at - 40), at - word.length);
  // Looked for only as far back as an indented list marker can reach: a line may be a megabyte long.
  const startsLine =
    /(^|\n)[>\s]*$/.test(window) && (window.length < 40 - word.length || window.includes('\n'));
  // "1." and "A." at the head of a line number a list item.
  if (startsLine && /^(\d{1,3}|[A-Za-z])$/.test(word)) return false;
  const lower = word.toLowerCase();
  if (BEFORE_A_NAME.has(lower)) return false;
  if (lower === 'no' || lower === 'nos' || lower === 'p') return !/\d/.test(next);
  const initial = /^[A-Z]$/.test(word) && before !== "'";
  const dotted = /^([A-Za-z]\.)+[A-Za-z]$/.test(word);
  if (initial || dotted || EITHER.has(lower)) return BEGINNERS.has(wordAfter(text, at, block.end));
  return true;
}

/** Letters, digits and inner stops directly before `at`, at most 12 of them: `U.S`, `Prof`, `2015`. */
function wordBefore(text: string, at: number, limit: number): string {
  let from = at;
  while (from > limit && at - from < 12 && /[A-Za-z0-9.]/.test(text.charAt(from - 1))) from -= 1;
  return text.slice(from, at);
}

function wordAfter(text: string, at: number, limit: number): string {
  return (/[A-Za-z]+/.exec(text.slice(at, Math.min(limit, at + 40))) ?? [''])[0].toLowerCase();
}
