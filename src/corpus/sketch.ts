import { fold } from './fold.ts';
import { addUnit, finishHash, HASH_START, LOOKED_AT, SHINGLE } from './shingle-hash.ts';

/** Hashes kept of a text: the share that two texts have in common is then known within some 2 in 100. */
const SIZE = 512;

/**
 * What is left of a text for comparing it with many others: the smallest hashes of its shingles (runs of five letters and
 * digits of the folded text), ascending, and its numbers. A bottom-k sketch, after Broder, "On the resemblance and
 * containment of documents", 1997.
 */
export interface Sketch {
  hashes: Uint32Array;
  /** Whether all its shingles are in `hashes`. */
  whole: boolean;
  /** Distinct runs of digits. */
  numbers: Set<string>;
}

export function sketchOf(text: string): Sketch {
  const folded = fold(text.slice(0, LOOKED_AT));
  const letters = folded.replace(/[^\p{L}\p{N}]+/gu, '');
  const count = Math.max(0, letters.length - SHINGLE + 1);
  const all = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) all[at] = hashAt(letters, at);
  all.sort();
  const distinct = all.filter((hash, at) => at === 0 || hash !== all[at - 1]);
  return {
    hashes: distinct.slice(0, SIZE),
    whole: distinct.length <= SIZE,
    numbers: new Set(folded.match(/\d+/g) ?? []),
  };
}

function hashAt(letters: string, at: number): number {
  let hash = HASH_START;
  for (let next = at; next < at + SHINGLE; next += 1) hash = addUnit(hash, letters.charCodeAt(next));
  return finishHash(hash);
}

export interface Likeness {
  /** 0..1: shingles of both among those of either (Jaccard). */
  resemblance: number;
  /** 0..1: shingles of the first that the second has, and the other way round. */
  inSecond: number;
  inFirst: number;
}

/** How alike two texts are, estimated from the hashes below the largest that both sketches are complete up to. */
export function compareSketches(first: Sketch, second: Sketch): Likeness {
  const limit = Math.min(reach(first), reach(second));
  let a = 0;
  let b = 0;
  let both = 0;
  const next = (hashes: Uint32Array, at: number): number => hashes[at] ?? Infinity;
  for (;;) {
    const one = next(first.hashes, a);
    const two = next(second.hashes, b);
    const least = Math.min(one, two);
    if (least === Infinity || least > limit) break;
    if (one === two) both += 1;
    if (one === least) a += 1;
    if (two === least) b += 1;
  }
  return {
    resemblance: both / Math.max(1, a + b - both),
    inSecond: both / Math.max(1, a),
    inFirst: both / Math.max(1, b),
  };
}

function reach({ hashes, whole }: Sketch): number {
  return whole ? Infinity : (hashes.at(-1) ?? 0);
}
