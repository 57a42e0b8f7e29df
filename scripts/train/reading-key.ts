import { crc32 } from 'node:zlib';

/** Names a question (with its paragraph) or a paragraph in `wordings.tsv` and `digests.tsv`. @param texts folded */
export function keyOf(...texts: string[]): string {
  return crc32(texts.join('\n')).toString(16).padStart(8, '0');
}

/** Whether a folded reading paragraph is among the `percent` that a model has not been trained on; as `held_out` in `pairs.py`. */
export function isHeldOut(paragraph: string, percent: number): boolean {
  return crc32(paragraph) % 10_000 < percent * 100;
}
