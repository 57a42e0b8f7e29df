import { buildFromCorpus } from './build-from-corpus.ts';
import type { Config } from './config.ts';
import { WorkerEmbeddings } from './embedding/worker-embeddings.ts';
import type { LiveEngine } from './engine.ts';
import { modelIdentity } from './index/model-identity.ts';
import { SwappingEngine } from './live-engine.ts';
import { readLearned } from './learned.ts';
import { LocalEngine } from './local-engine.ts';
import { openStore } from './open-store.ts';

export { modelIdentity } from './index/model-identity.ts';
export { ALIASES_FILE, LEXICON_FILE, THESAURUS_FILE, TRANSLITERATION_FILE, readLearned } from './learned.ts';
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
  const learned = await readLearned(config.modelsDir);
  const store = await openStore(config);
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir).catch(
    async (error: unknown) => {
      await store.close();
      throw error;
    },
  );
  const close = async (): Promise<void> => {
    await embeddings.close();
    await store.close();
  };
  try {
    const model = modelIdentity(embeddings);
    if ((await store.current()) === null) await buildFromCorpus(config, store, embeddings, options);
    const open = async () => new LocalEngine(await store.open(model), embeddings, learned);
    return new SwappingEngine(await open(), { current: () => store.current(), open, close });
  } catch (error) {
    await close();
    throw error;
  }
}
