import type { Article, Passage } from '../corpus/article.ts';
import { embedPassages, type KnownVectors, type PassageVectors } from './embed-articles.ts';
import type { WriteOptions } from './index-store.ts';

/**
 * Passages embedded together: enough for the embedding thread, whatever the articles are like, and few enough that their
 * vectors take some megabytes. An article is handed on whole, however many it has.
 */
export const PASSAGES_A_STEP = 256;

export interface EmbedStepsOptions extends Pick<WriteOptions, 'embeddings'> {
  signal: AbortSignal | undefined;
  /** See `embedPassages`. */
  known: readonly KnownVectors[];
  /** Called before passages are embedded, and after with how many there were. */
  onEmbed: () => void;
  onDone: (passages: number) => void;
}

/** Articles with the vectors of all their passages. */
export interface EmbeddedArticles<Item> {
  items: Item[];
  /** Of the passages of the first article, then of the second, ... */
  vectors: PassageVectors[];
  /** How many of the passages had to be embedded. */
  embedded: number;
}

/** Embeds the passages of articles, some articles at a time, in order. */
export async function* embedSteps<Item extends { article: Article; passages: Passage[] }>(
  articles: Item[],
  { embeddings, signal, known, onEmbed, onDone }: EmbedStepsOptions,
): AsyncGenerator<EmbeddedArticles<Item>> {
  for (const items of stepsOf(articles)) {
    const all = items.flatMap(({ article, passages }) => passages.map((passage) => ({ article, passage })));
    const step: EmbeddedArticles<Item> = { items, vectors: [], embedded: 0 };
    // Once for articles without passages, too: a build can be given up there as well.
    for (let at = 0; at < Math.max(1, all.length); at += PASSAGES_A_STEP) {
      signal?.throwIfAborted();
      onEmbed();
      const part = all.slice(at, at + PASSAGES_A_STEP);
      const { vectors, embedded } = await embedPassages(part, embeddings, known);
      step.vectors.push(...vectors);
      step.embedded += embedded;
      onDone(part.length);
    }
    yield step;
  }
}

/** Articles in groups, each with enough passages for a step; one that has more stands alone or last. */
function stepsOf<Item extends { passages: Passage[] }>(articles: Item[]): Item[][] {
  const steps: Item[][] = [];
  let passages = PASSAGES_A_STEP;
  for (const article of articles) {
    if (passages >= PASSAGES_A_STEP) {
      steps.push([]);
      passages = 0;
    }
    steps.at(-1)?.push(article);
    passages += article.passages.length;
  }
  return steps;
}
