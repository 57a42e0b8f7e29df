import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** Raised whenever a file of the index, its tokens, sentences, passages or vectors change in meaning. */
export const INDEX_FORMAT = 3;
export const DATABASE_FILE = 'footnote.sqlite';
export const VECTORS_FILE = 'vectors.hnsw';
export const MANIFEST_FILE = 'manifest.json';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.object({
  format: z.literal(INDEX_FORMAT),
  /** ISO time of the build. */
  createdAt: z.string(),
  model: z.object({ name: z.string(), hash: hex, dimensions: z.int().positive() }),
  /** Vectors have length 1, so the distance is 1 - cosine. */
  metric: z.literal('cosine'),
  counts: z.object({
    articles: z.int().nonnegative(),
    passages: z.int().nonnegative(),
    sentences: z.int().nonnegative(),
  }),
  /** The script of most passages: a question in another one shares few keywords with them. */
  script: z.enum(['cjk', 'latin']),
  /** SHA-256 over all articles: the same corpus gives the same hash. */
  corpusHash: hex,
  /** SHA-256 of each file. */
  checksums: z.object({ [DATABASE_FILE]: hex, [VECTORS_FILE]: hex }),
});

export type Manifest = z.infer<typeof manifestSchema>;

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
