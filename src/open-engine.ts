import { join } from 'node:path';
import { readRanker } from './answering/ranker.ts';
import type { Config } from './config.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { WorkerEmbeddings } from './embedding/worker-embeddings.ts';
import type { LiveEngine } from './engine.ts';
import { buildIndex } from './index/build-index.ts';
import { openIndex, type ModelIdentity } from './index/open-index.ts';
import { currentName } from './index/version-folder.ts';
import { SwappingEngine } from './live-engine.ts';
import { LocalEngine, type Learned } from './local-engine.ts';
import { Lexicon } from './retrieval/lexicon.ts';

export type { Learned } from './local-engine.ts';

const RANKER_FILE = 'ranker.json';
export const LEXICON_FILE = 'lexicon.tsv.gz';

/** @throws FootnoteError `model-damaged` */
export async function readLearned(modelsDir: string): Promise<Learned> {
  const [lexicon, ranker] = await Promise.all([
    Lexicon.read(join(modelsDir, LEXICON_FILE)),
    readRanker(join(modelsDir, RANKER_FILE)),
  ]);
  return { lexicon, ranker };
}

export interface OpenOptions {
  /** Called while a first index is built, in passages. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Loads the model and opens the index; builds the index from `corpusDir` first when there is none.
 * @throws FootnoteError of the model (`model-...`), the index (`index-...`) or, while building, the corpus (`corpus-...`)
 */
export async function openEngine(config: Config, options: OpenOptions = {}): Promise<LiveEngine> {
  const { indexDir } = config;
  const learned = await readLearned(config.modelsDir);
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  try {
    const model = modelIdentity(embeddings);
    if ((await currentName(indexDir)) === null) {
      const corpus = await readCorpus(config.corpusDir);
      await buildIndex({ corpus, embeddings, model, indexDir, ...options });
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

/** What an index is marked with, so that it is never searched with another model's vectors. */
export function modelIdentity({ model, hash, dimensions }: WorkerEmbeddings): ModelIdentity {
  return { name: model.name, hash, dimensions };
}
