import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError } from '../errors.ts';
import { hashFile, INDEX_FORMAT, MANIFEST_FILE, manifestSchema, type Manifest } from './manifest.ts';

/** The cure for every index that cannot be used. */
export const REBUILD = 'Build the index again: npm run index.';

/**
 * @throws FootnoteError `index-damaged` when it cannot be read, `index-format` when another version of Footnote wrote it
 */
export async function readManifest(folder: string): Promise<Manifest> {
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
  const manifest = manifestSchema.safeParse(content);
  if (!manifest.success) throw damaged(folder, 'has an incomplete manifest.json', manifest.error);
  return manifest.data;
}

/** @throws FootnoteError `index-damaged` when a file is absent or not the one that was written */
export async function checkFiles(folder: string, manifest: Manifest): Promise<void> {
  for (const [file, checksum] of Object.entries(manifest.checksums)) {
    const path = join(folder, file);
    if (!existsSync(path)) throw damaged(folder, `lacks ${file}`);
    if ((await hashFile(path)) !== checksum) throw damaged(folder, `has a damaged ${file}`);
  }
}

/** The error for a version folder that cannot be trusted; `what` completes "The index in FOLDER ...". */
export function damaged(folder: string, what: string, cause?: unknown): FootnoteError {
  return new FootnoteError('index-damaged', `The index in ${folder} ${what}. ${REBUILD}`, { cause });
}
