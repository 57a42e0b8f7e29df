import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { messageOf } from '../../errors.ts';
import { embedPassages } from '../embed-articles.ts';
import type { WriteOptions } from '../index-store.ts';
import type { PreparedBuild } from '../plan-index.ts';
import {
  DATABASE_FILE,
  hashFile,
  MANIFEST_FILE,
  VECTORS_FILE,
  type FolderManifest,
} from './folder-manifest.ts';
import { FolderVectors } from './known-vectors.ts';
import { createVectorIndex, type VectorIndex } from './vector-index.ts';
import { verifyVersion } from './verify-version.ts';
import { diskFull } from './write-failure.ts';
import { DatabaseWriter } from './write-database.ts';

/** Articles embedded together, so that the embedding thread gets full requests from short articles too. */
const ARTICLES_A_STEP = 16;

/**
 * Writes a version's three files into an empty folder and reads them back: a full disk must be noticed here, and the
 * library that writes the vectors does not say so.
 * @param now the time that the manifest tells
 * @returns how many passages were embedded; the vectors of the others are those of the version in use
 * @throws FootnoteError `index-unwritable` when the files do not hold what was written; what Node.js and SQLite throw
 */
export async function writeVersion(
  indexDir: string,
  folder: string,
  now: Date,
  prepared: PreparedBuild,
  options: WriteOptions,
): Promise<number> {
  const { model, onStep } = options;
  const vectors = createVectorIndex(model.dimensions, prepared.manifest.counts.passages);
  const embedded = await writeDatabase(indexDir, join(folder, DATABASE_FILE), vectors, prepared, options);
  onStep?.('write-vectors');
  await vectors.writeIndex(join(folder, VECTORS_FILE));
  onStep?.('write-manifest');
  const checksums = {
    [DATABASE_FILE]: await hashFile(join(folder, DATABASE_FILE)),
    [VECTORS_FILE]: await hashFile(join(folder, VECTORS_FILE)),
  };
  const manifest: FolderManifest = { ...prepared.manifest, createdAt: now.toISOString(), checksums };
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  onStep?.('verify');
  for (const file of [DATABASE_FILE, VECTORS_FILE, MANIFEST_FILE]) await flush(join(folder, file));
  try {
    await verifyVersion(folder, manifest);
  } catch (cause) {
    throw diskFull(indexDir, new Error(`what was written cannot be read: ${messageOf(cause)}`, { cause }));
  }
  return embedded;
}

/** Fills the database and the vector index, passage by passage. */
async function writeDatabase(
  indexDir: string,
  path: string,
  vectorIndex: VectorIndex,
  { passages, hashes, manifest, reusable }: PreparedBuild,
  { corpus, embeddings, model, onProgress, signal, onStep }: WriteOptions,
): Promise<number> {
  const known =
    reusable === null ? null : await FolderVectors.open(join(indexDir, reusable), model.dimensions);
  const writer = new DatabaseWriter(path);
  let done = 0;
  let embedded = 0;
  try {
    for (let at = 0; at < corpus.articles.length; at += ARTICLES_A_STEP) {
      signal?.throwIfAborted();
      onStep?.('embed');
      const articles = corpus.articles.slice(at, at + ARTICLES_A_STEP);
      const lists = articles.map((_, i) => passages[at + i] ?? []);
      const all = articles.flatMap((article, i) => (lists[i] ?? []).map((passage) => ({ article, passage })));
      const step = await embedPassages(all, embeddings, known);
      let next = 0;
      articles.forEach((article, i) => {
        const list = lists[i] ?? [];
        const vectors = step.vectors.slice(next, (next += list.length));
        const ofSentences = vectors.map((each) => each.ofSentences);
        writer.add(article, hashes[at + i] ?? '', list, ofSentences);
        for (const { ofPassage } of vectors) vectorIndex.addPoint(ofPassage, done++);
      });
      embedded += step.embedded;
      onProgress?.(done, manifest.counts.passages);
      // Without anything to embed nothing else lets the event loop run, and the lock needs its signs of life.
      await breathe();
    }
    onStep?.('finish-database');
    writer.finish();
  } finally {
    known?.close();
    writer.close();
  }
  return embedded;
}

/** Makes sure that a file is on the disk and not only on its way there. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
