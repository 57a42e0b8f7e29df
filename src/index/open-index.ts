import { basename, join } from 'node:path';
import { FootnoteError, messageOf } from '../errors.ts';
import { checkFiles, damaged, readManifest, REBUILD } from './check-version.ts';
import { EmbeddedIndex } from './embedded-index.ts';
import type { IndexReader } from './index-reader.ts';
import { DATABASE_FILE, VECTORS_FILE, type Manifest } from './manifest.ts';
import { readVectorIndex } from './vector-index.ts';
import { currentName, currentVersion } from './version-folder.ts';

/** What an index must have been built with. */
export interface ModelIdentity {
  name: string;
  hash: string;
  dimensions: number;
}

/** What an index is marked with, so that it is never searched with another model's vectors. */
export function modelIdentity(embeddings: {
  model: { name: string };
  hash: string;
  dimensions: number;
}): ModelIdentity {
  return { name: embeddings.model.name, hash: embeddings.hash, dimensions: embeddings.dimensions };
}

/** Times that opening is tried when builds put newer versions in the place of the one being opened. */
const ATTEMPTS = 5;

/**
 * Opens the version in use, after checking everything in it.
 * @throws FootnoteError `index-missing`, `index-damaged`, `index-format`, or `index-model` when it holds another model's
 * vectors; nothing stays open then.
 */
export async function openIndex(indexDir: string, model: ModelIdentity): Promise<IndexReader> {
  for (let attempt = 1; ; attempt++) {
    const folder = await currentVersion(indexDir);
    if (folder === null) throw missingIndex(indexDir);
    try {
      return await openVersion(folder, model);
    } catch (error) {
      // Several builds in a row may have removed the version while it was being opened.
      const isOutdated = (await currentName(indexDir)) !== basename(folder);
      if (!isOutdated || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The error for a folder in which nothing was built yet. */
export function missingIndex(indexDir: string): FootnoteError {
  return new FootnoteError('index-missing', `There is no index in ${indexDir}. Build it: npm run index.`);
}

/**
 * Opens the version in a folder, in use or not, after checking everything in it.
 * @throws FootnoteError as `openIndex`, but for `index-missing`
 */
export async function openVersion(folder: string, model: ModelIdentity): Promise<IndexReader> {
  const manifest = await readManifest(folder);
  checkModel(folder, manifest, model);
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

/** @throws FootnoteError `index-model` when a version holds another model's vectors */
export function checkModel(folder: string, manifest: Manifest, model: ModelIdentity): void {
  const built = manifest.model;
  if (built.hash === model.hash && built.dimensions === model.dimensions) return;
  const difference =
    built.name === model.name
      ? `an earlier version of the embedding model "${built.name}"`
      : `the embedding model "${built.name}", but EMBEDDING_MODEL is "${model.name}"`;
  throw new FootnoteError(
    'index-model',
    `The index in ${folder} was built with ${difference} (${built.dimensions} and ${model.dimensions} dimensions). ${REBUILD}`,
  );
}
