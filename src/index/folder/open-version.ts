import { basename, join } from 'node:path';
import { messageOf } from '../../errors.ts';
import { damaged, otherModel } from '../index-errors.ts';
import type { IndexReader } from '../index-reader.ts';
import { isSameModel, type ModelIdentity } from '../model-identity.ts';
import { checkFiles, readManifest } from './check-version.ts';
import { EmbeddedIndex } from './embedded-index.ts';
import { DATABASE_FILE, VECTORS_FILE } from './folder-manifest.ts';
import { readVectorIndex } from './vector-index.ts';

/**
 * Opens the version in a folder, in use or not, after checking everything in it.
 * @throws FootnoteError `index-damaged`, `index-format`, or `index-model` when it holds another model's vectors; nothing
 * stays open then
 */
export async function openVersion(folder: string, model: ModelIdentity): Promise<IndexReader> {
  const manifest = await readManifest(folder);
  if (!isSameModel(manifest.model, model)) throw otherModel(folder, manifest.model, model);
  await checkFiles(folder, manifest);
  const vectors = await readVectorIndex(join(folder, VECTORS_FILE), manifest.model.dimensions);
  if (vectors.getCurrentCount() !== manifest.counts.passages) {
    throw damaged(
      folder,
      `has ${vectors.getCurrentCount()} vectors for ${manifest.counts.passages} passages`,
    );
  }
  try {
    return new EmbeddedIndex(basename(folder), manifest, join(folder, DATABASE_FILE), vectors);
  } catch (cause) {
    throw damaged(folder, `has an unreadable database (${messageOf(cause)})`, cause);
  }
}
