import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { countsSchema, hex, manifestSchema } from '../manifest.ts';

export const MANIFEST_FILE = 'manifest.json';
/** Everything of the articles but their texts, in reading order. */
export const ARTICLES_FILE = 'articles.json';

const shardSchema = z.object({
  /** See `Shard.key`. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  counts: countsSchema,
  /** SHA-256 of `databaseFile` and `vectorsFile`. */
  database: hex,
  vectors: hex,
});

export const folderManifestSchema = manifestSchema.extend({
  /** SHA-256 of `ARTICLES_FILE`. */
  articles: hex,
  shards: z.array(shardSchema),
});

export type FolderManifest = z.infer<typeof folderManifestSchema>;
export type ShardEntry = z.infer<typeof shardSchema>;

/** SQLite: texts, passages and keywords of a shard. */
export function databaseFile(key: string): string {
  return `footnote-${key}.sqlite`;
}

/** HNSW: the vectors of a shard's passages. */
export function vectorsFile(key: string): string {
  return `vectors-${key}.hnsw`;
}

/** Every file of a version but the manifest, with its SHA-256. */
export function filesOf({
  articles,
  shards,
}: Pick<FolderManifest, 'articles' | 'shards'>): [string, string][] {
  return [[ARTICLES_FILE, articles], ...shards.flatMap(filesOfShard)];
}

export function filesOfShard({ key, database, vectors }: ShardEntry): [file: string, checksum: string][] {
  return [
    [databaseFile(key), database],
    [vectorsFile(key), vectors],
  ];
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
