import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Corpus } from '../src/corpus/article.ts';
import type { WorkerEmbeddings } from '../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../src/index/build-index.ts';
import type { IndexReader } from '../src/index/index-reader.ts';
import { FolderStore } from '../src/index/folder/folder-store.ts';
import { modelIdentity } from '../src/open-engine.ts';
import { progressBar } from './progress-bar.ts';

/** Builds an index of `corpus` in a temporary folder, hands it over, and removes it. */
export async function withIndex<T>(
  corpus: Corpus,
  embeddings: WorkerEmbeddings,
  use: (index: IndexReader) => Promise<T>,
): Promise<T> {
  const indexDir = await mkdtemp(join(tmpdir(), 'footnote-measure-'));
  const bar = progressBar('Embedding passages');
  try {
    const model = modelIdentity(embeddings);
    await buildIndex({ corpus, embeddings, model, store: new FolderStore(indexDir), onProgress: bar.update });
    bar.stop();
    const index = await new FolderStore(indexDir).open(model);
    try {
      return await use(index);
    } finally {
      await index.close();
    }
  } finally {
    bar.stop();
    await rm(indexDir, { recursive: true, force: true });
  }
}
