import { join } from 'node:path';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import {
  ALIASES_FILE,
  LEXICON_FILE,
  modelIdentity,
  THESAURUS_FILE,
  TRANSLITERATION_FILE,
} from '../../src/open-engine.ts';
import { Aliases } from '../../src/retrieval/aliases.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import type { Wordings } from '../../src/retrieval/terms.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { Transliteration } from '../../src/retrieval/transliteration.ts';
import { toArticle } from '../paragraph-corpus.ts';
import type { AskedArticle, AskedParagraph } from './asked-article.ts';
import { DIRECTIONS, drawQuestion, toExample, type Example } from './ranker-examples.ts';

/** Options of the scripts that ask, for `parseArgs`. */
export const ASKING_OPTIONS = {
  data: { type: 'string', default: '../shared/data/train' },
  work: { type: 'string', default: '.cache/train' },
  /** Folder of a model, a lexicon and a transliteration that have not been trained on what is asked about. */
  models: { type: 'string', default: '.cache/train/cross/models' },
  model: { type: 'string', default: 'footnote-bilingual' },
} as const;

/** One article in this many is not in a large index, so that there are questions whose article is elsewhere. */
const LEFT_OUT = 4;

export interface Asking {
  embeddings: WorkerEmbeddings;
  wordings: Wordings;
  /** Folder for the indexes. */
  indexes: string;
  /** Every paragraph that questions may be taken from; those that a corpus lacks are asked of it, too. */
  everything: AskedParagraph[];
  random: () => number;
}

/** What questions are asked with: the model, lexicon and transliteration of a folder, and the thesaurus and the aliases that ship. */
export async function loadModels(
  folder: string,
  model: string,
): Promise<Pick<Asking, 'embeddings' | 'wordings'>> {
  const embeddings = await WorkerEmbeddings.load(model, folder);
  const wordings = {
    lexicon: await Lexicon.read(join(folder, LEXICON_FILE)),
    transliteration: await Transliteration.read(join(folder, TRANSLITERATION_FILE)),
    thesaurus: await Thesaurus.read(join('models', THESAURUS_FILE)),
    aliases: await Aliases.read(join('models', ALIASES_FILE)),
  };
  return { embeddings, wordings };
}

/** Builds an index of some articles and asks `count` questions in each language, answerable and not. */
export async function askCorpus(
  name: string,
  corpus: AskedArticle[],
  count: number,
  { embeddings, wordings, indexes, everything, random }: Asking,
): Promise<Example[]> {
  const model = modelIdentity(embeddings);
  const store = new FolderStore(join(indexes, name));
  await buildIndex({ corpus: { articles: corpus.map(toArticle), skipped: [] }, embeddings, model, store });
  const index = await store.open(model);
  const inside = askedParagraphs(corpus);
  const here = new Set(inside);
  const outside = everything.filter((paragraph) => !here.has(paragraph));
  const examples: Example[] = [];
  for (const direction of DIRECTIONS) {
    for (let i = 0; i < count; i++) {
      const drawn = drawQuestion(inside, outside, direction, random);
      if (!drawn) continue;
      const example = await toExample(drawn, index, embeddings, wordings);
      // A question made of names alone is in no language, or in the other one.
      if (example.direction === direction && example.windows.length > 1) examples.push(example);
    }
  }
  await index.close();
  return examples;
}

/** All but some of the articles. */
export function mostOf(articles: AskedArticle[]): AskedArticle[] {
  return articles.filter((_, i) => i % LEFT_OUT !== 0);
}

/** The paragraphs that questions are about. */
export function askedParagraphs(articles: AskedArticle[]): AskedParagraph[] {
  return articles.flatMap(({ paragraphs }) => paragraphs).filter(({ questions }) => questions.length > 0);
}
