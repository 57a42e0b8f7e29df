import { plainLine } from '../escape.ts';

/**
 * Characters of packed words in a custom id: of its 100, the longest action (`phrase:`) and a page of up to 9 digits take 17.
 */
const ROOM = 80;

/** A person's words without the colon that parts a custom id. */
export function packWords(words: string): string {
  return words.replaceAll('~', '~0').replaceAll(':', '~1');
}

export function unpackWords(packed: string): string {
  return packed.replaceAll('~1', ':').replaceAll('~0', '~');
}

export function fitsInId(words: string): boolean {
  return packWords(words).length <= ROOM;
}

/** As much of somebody's words as a custom id takes, on one plain line. */
export function fittingWords(words: string): string {
  let fitting = '';
  for (const character of plainLine(words)) {
    if (!fitsInId(fitting + character)) break;
    fitting += character;
  }
  return fitting.trimEnd();
}
