import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embeddings } from '@langchain/core/embeddings';
import { embedArticles } from './embed-articles.ts';
import { withIndexLock } from './index-lock.ts';
import { DATABASE_FILE, hashFile, MANIFEST_FILE, VECTORS_FILE, type Manifest } from './manifest.ts';
import { prepareBuild, type IndexPlan, type PlanOptions, type PreparedBuild } from './plan-index.ts';
import { createVectorIndex } from './vector-index.ts';
import * as folder from './version-folder.ts';
import { DatabaseWriter } from './write-database.ts';

/** Articles embedded together, so that the model gets full batches from short articles too. */
const ARTICLES_A_STEP = 16;

export interface BuildOptions extends PlanOptions {
  embeddings: Embeddings;
  /** Called as passages are done. */
  onProgress?: (done: number, total: number) => void;
  /** Gives the build up at its next step, with the signal's reason thrown. */
  signal?: AbortSignal;
}

export interface BuildSummary extends Omit<IndexPlan, 'rebuild'> {
  /** Whether a new version was written; not when the corpus and the model are those of the version in use. */
  rebuilt: boolean;
}

/**
 * Builds a new version of the index beside the one in use and then puts it in its place. Whatever fails before that, the
 * old one goes on answering.
 * @throws FootnoteError `index-unwritable`, or `index-locked` when another process is changing this index
 */
export async function buildIndex(options: BuildOptions): Promise<BuildSummary> {
  const { indexDir } = options;
  const first = await prepareBuild(options);
  if (first.plan.rebuild === null) return summarize(first.plan);
  return withIndexLock(indexDir, async (assertHeld) => {
    // Another build may have finished between the plan and the lock.
    const isFresh = (await folder.currentName(indexDir)) === first.current;
    const prepared = isFresh ? first : await prepareBuild(options);
    if (prepared.plan.rebuild !== null) await writeVersion(options, prepared, assertHeld);
    return summarize(prepared.plan);
  });
}

function summarize({ rebuild, ...plan }: IndexPlan): BuildSummary {
  return { ...plan, rebuilt: rebuild !== null };
}

async function writeVersion(
  options: BuildOptions,
  prepared: PreparedBuild,
  assertHeld: () => void,
): Promise<void> {
  const { indexDir, signal } = options;
  const now = new Date();
  await folder.removeRemains(indexDir);
  const [newest] = await folder.versionNames(indexDir);
  const version = folder.newVersion(now, newest);
  const building = await folder.makeBuildFolder(indexDir, version);
  const database = join(building, DATABASE_FILE);
  const vectors = join(building, VECTORS_FILE);
  try {
    await writeFiles(options, prepared, database, vectors);
    const checksums = {
      [DATABASE_FILE]: await hashFile(database),
      [VECTORS_FILE]: await hashFile(vectors),
    };
    const complete: Manifest = { ...prepared.manifest, createdAt: now.toISOString(), checksums };
    await writeFile(join(building, MANIFEST_FILE), `${JSON.stringify(complete, null, 2)}\n`);
    signal?.throwIfAborted();
    assertHeld();
    await folder.publishVersion(indexDir, building, version);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function writeFiles(
  { corpus, embeddings, model, onProgress, signal }: BuildOptions,
  { passages, hashes, manifest }: PreparedBuild,
  database: string,
  vectorFile: string,
): Promise<void> {
  const total = manifest.counts.passages;
  const vectorIndex = createVectorIndex(model.dimensions, total);
  const writer = new DatabaseWriter(database);
  let done = 0;
  try {
    for (let at = 0; at < corpus.articles.length; at += ARTICLES_A_STEP) {
      signal?.throwIfAborted();
      const articles = corpus.articles.slice(at, at + ARTICLES_A_STEP);
      const lists = articles.map((_, i) => passages[at + i] ?? []);
      const embedded = await embedArticles(articles, lists, embeddings);
      articles.forEach((article, i) => {
        const list = lists[i] ?? [];
        const { ofPassages, ofSentences } = embedded[i] ?? { ofPassages: [], ofSentences: [] };
        writer.add(article, hashes[at + i] ?? '', list, ofSentences);
        for (const vector of ofPassages) vectorIndex.addPoint(vector, done++);
      });
      onProgress?.(done, total);
    }
  } finally {
    writer.close();
  }
  await vectorIndex.writeIndex(vectorFile);
}
