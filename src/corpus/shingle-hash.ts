/** Characters of a shingle: a run of letters and digits by which texts are compared. */
export const SHINGLE = 5;
/** Characters of a text that are looked at; a longer one with the same beginning is the same. */
export const LOOKED_AT = 1_000_000;

/**
 * FNV-1a over UTF-16 code units, with a last mixing so that small hashes are a fair sample: begin with `HASH_START`, add each
 * unit, and finish.
 */
export const HASH_START = 0x811c9dc5;

export function addUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** @returns 32 bits, unsigned */
export function finishHash(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
