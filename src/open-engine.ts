import { buildFromCorpus } from './build-from-corpus.ts';
import type { Config } from './config.ts';
import { WorkerEmbeddings } from './embedding/worker-embeddings.ts';
import type { LiveEngine } from './engine.ts';
import { modelIdentity, openIndex } from './index/open-index.ts';
import { currentName } from './index/version-folder.ts';
import { SwappingEngine } from './live-engine.ts';
import { readLearned } from './learned.ts';
import { LocalEngine } from './local-engine.ts';

export { modelIdentity } from './index/open-index.ts';
export { LEXICON_FILE, readLearned } from './learned.ts';
export type { Learned } from './local-engine.ts';

export interface OpenOptions {
  /** Called while a first index is built, in passages. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Loads the model and opens the index; builds the index from `corpusDir` first when there is none.
 * @throws FootnoteError of the model (`model-...`), the index (`index-...`) or, while building, of the corpus (`corpus-...`,
 * `questions-invalid`)
 */
export async function openEngine(config: Config, options: OpenOptions = {}): Promise<LiveEngine> {
  const { indexDir } = config;
  const learned = await readLearned(config.modelsDir);
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  try {
    const model = modelIdentity(embeddings);
    if ((await currentName(indexDir)) === null) {
      await buildFromCorpus(config, embeddings, options);
    }
    const open = async () => new LocalEngine(await openIndex(indexDir, model), embeddings, learned);
    return new SwappingEngine(await open(), {
      current: () => currentName(indexDir),
      open,
      close: () => embeddings.close(),
    });
  } catch (error) {
    await embeddings.close();
    throw error;
  }
}
