import { join } from 'node:path';
import { readRanker } from './answering/ranker.ts';
import type { Learned } from './local-engine.ts';
import { Aliases } from './retrieval/aliases.ts';
import { Lexicon } from './retrieval/lexicon.ts';
import { Thesaurus } from './retrieval/thesaurus.ts';
import { Transliteration } from './retrieval/transliteration.ts';

const RANKER_FILE = 'ranker.json';
export const LEXICON_FILE = 'lexicon.tsv.gz';
export const ALIASES_FILE = 'aliases.tsv';
export const THESAURUS_FILE = 'thesaurus.tsv';
export const TRANSLITERATION_FILE = 'transliteration.json';

/** @throws FootnoteError `model-damaged` */
export async function readLearned(modelsDir: string): Promise<Learned> {
  const [lexicon, thesaurus, aliases, transliteration, ranker] = await Promise.all([
    Lexicon.read(join(modelsDir, LEXICON_FILE)),
    Thesaurus.read(join(modelsDir, THESAURUS_FILE)),
    Aliases.read(join(modelsDir, ALIASES_FILE)),
    Transliteration.read(join(modelsDir, TRANSLITERATION_FILE)),
    readRanker(join(modelsDir, RANKER_FILE)),
  ]);
  return { lexicon, thesaurus, aliases, transliteration, ranker };
}
