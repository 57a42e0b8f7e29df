import { fold } from './fold.ts';
import { addUnit, finishHash, HASH_START, LOOKED_AT, SHINGLE } from './shingle-hash.ts';

/** Hashes kept of a text. */
const SIZE = 16;

/** By UTF-16 code unit: the unit that it folds to, 0 for what is no letter or digit, -1 for what was not asked yet. */
const folded = new Int32Array(0x10000).fill(-1);

/**
 * The smallest hashes of a text's shingles (runs of five letters and digits), ascending and distinct: texts that are much
 * alike have some in common. Characters are folded one by one, which costs a tenth of folding the text, and makes a few
 * shingles differ from those of a text in the other script with other words.
 * @returns at most 16; none of a text that is too short to be found by them
 */
export function probesOf(text: string): number[] {
  const smallest: number[] = [];
  const window = new Int32Array(SHINGLE);
  let letters = 0;
  const end = Math.min(text.length, LOOKED_AT);
  for (let at = 0; at < end; at += 1) {
    const unit = foldUnit(text.charCodeAt(at));
    if (unit === 0) continue;
    window.copyWithin(0, 1);
    window[SHINGLE - 1] = unit;
    if (++letters >= SHINGLE) keep(smallest, hashOf(window));
  }
  return smallest;
}

function foldUnit(unit: number): number {
  const known = folded[unit] ?? 0;
  if (known >= 0) return known;
  // Half of a rare character stands for itself.
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const character = isHalf ? String.fromCharCode(unit) : fold(String.fromCharCode(unit));
  const result = isHalf || /^[\p{L}\p{N}]/u.test(character) ? character.charCodeAt(0) : 0;
  folded[unit] = result;
  return result;
}

function hashOf(window: Int32Array): number {
  let hash = HASH_START;
  for (const unit of window) hash = addUnit(hash, unit);
  return finishHash(hash);
}

/** Keeps a hash among the smallest, if it is one of them. */
function keep(smallest: number[], hash: number): void {
  if (smallest.length === SIZE && hash >= (smallest[SIZE - 1] ?? 0)) return;
  let place = smallest.length;
  while (place > 0 && (smallest[place - 1] ?? 0) > hash) place -= 1;
  if (smallest[place - 1] === hash) return;
  smallest.splice(place, 0, hash);
  if (smallest.length > SIZE) smallest.pop();
}
