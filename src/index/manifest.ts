import { z } from 'zod';

/** Raised whenever what an engine keeps of the articles, its tokens, sentences, passages or vectors change in meaning. */
export const INDEX_FORMAT = 4;

/** A SHA-256. */
export const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What a version, or a part of one, holds. */
export const countsSchema = z.object({
  articles: z.int().nonnegative(),
  passages: z.int().nonnegative(),
  sentences: z.int().nonnegative(),
});

export type Counts = z.infer<typeof countsSchema>;

/** What every engine keeps of a version. */
export const manifestSchema = z.object({
  format: z.literal(INDEX_FORMAT),
  /** ISO time of the build. */
  createdAt: z.string(),
  model: z.object({ name: z.string(), hash: hex, dimensions: z.int().positive() }),
  /** Vectors have length 1, so the distance is 1 - cosine. */
  metric: z.literal('cosine'),
  counts: countsSchema,
  /** The script of most passages: a question in another one shares few keywords with them. */
  script: z.enum(['cjk', 'latin']),
  /** SHA-256 over all articles: the same corpus gives the same hash. */
  corpusHash: hex,
});

export type Manifest = z.infer<typeof manifestSchema>;
