import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { hex, manifestSchema } from '../manifest.ts';

export const DATABASE_FILE = 'footnote.sqlite';
export const VECTORS_FILE = 'vectors.hnsw';
export const MANIFEST_FILE = 'manifest.json';

export const folderManifestSchema = manifestSchema.extend({
  /** SHA-256 of each file. */
  checksums: z.object({ [DATABASE_FILE]: hex, [VECTORS_FILE]: hex }),
});

export type FolderManifest = z.infer<typeof folderManifestSchema>;

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
