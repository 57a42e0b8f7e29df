import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError } from '../../errors.ts';
import { damaged, REBUILD } from '../index-errors.ts';
import { INDEX_FORMAT } from '../manifest.ts';
import {
  filesOf,
  filesOfShard,
  folderManifestSchema,
  hashFile,
  MANIFEST_FILE,
  type FolderManifest,
  type ShardEntry,
} from './folder-manifest.ts';

/**
 * @throws FootnoteError `index-damaged` when it cannot be read, `index-format` when another version of Footnote wrote it
 */
export async function readManifest(folder: string): Promise<FolderManifest> {
  const path = join(folder, MANIFEST_FILE);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw damaged(folder, 'has no readable manifest.json', cause);
  }
  const format = (content as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format !== INDEX_FORMAT) {
    throw new FootnoteError(
      'index-format',
      `The index in ${folder} has format ${format}; this version of Footnote reads ${INDEX_FORMAT}. ${REBUILD}`,
    );
  }
  const manifest = folderManifestSchema.safeParse(content);
  if (!manifest.success) throw damaged(folder, 'has an incomplete manifest.json', manifest.error);
  return manifest.data;
}

/** @throws FootnoteError `index-damaged` when a file is absent or not the one that was written */
export function checkFiles(
  folder: string,
  manifest: Pick<FolderManifest, 'articles' | 'shards'>,
): Promise<void> {
  return check(folder, filesOf(manifest));
}

/** The same for one shard. */
export function checkShard(folder: string, entry: ShardEntry): Promise<void> {
  return check(folder, filesOfShard(entry));
}

async function check(folder: string, files: [file: string, checksum: string][]): Promise<void> {
  for (const [file, checksum] of files) {
    const path = join(folder, file);
    if (!existsSync(path)) throw damaged(folder, `lacks ${file}`);
    if ((await hashFile(path)) !== checksum) throw damaged(folder, `has a damaged ${file}`);
  }
}
