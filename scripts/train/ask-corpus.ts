import { join } from 'node:path';
import type { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { modelIdentity } from '../../src/open-engine.ts';
import type { Wordings } from '../../src/retrieval/terms.ts';
import { toArticle } from '../paragraph-corpus.ts';
import type { AskedArticle, AskedParagraph } from './asked-article.ts';
import { DIRECTIONS, drawQuestion, toExample, type Example } from './ranker-examples.ts';

export interface Asking {
  embeddings: WorkerEmbeddings;
  wordings: Wordings;
  /** Folder for the indexes. */
  indexes: string;
  /** Every paragraph that questions may be taken from; those that a corpus lacks are asked of it, too. */
  everything: AskedParagraph[];
  random: () => number;
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

/** The paragraphs that questions are about. */
export function askedParagraphs(articles: AskedArticle[]): AskedParagraph[] {
  return articles.flatMap(({ paragraphs }) => paragraphs).filter(({ questions }) => questions.length > 0);
}
