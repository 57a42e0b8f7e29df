import { join } from 'node:path';
import { readRanker } from './answering/ranker.ts';
import type { Learned } from './local-engine.ts';
import { Lexicon } from './retrieval/lexicon.ts';

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
