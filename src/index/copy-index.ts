import type { Embeddings } from '@langchain/core/embeddings';
import type { Article, Passage } from '../corpus/article.ts';
import { splitPassages } from '../corpus/passages.ts';
import { buildIndex, type BuildOptions, type BuildSummary } from './build-index.ts';
import type { KnownVectors, PassageOf, PassageVectors } from './embed-articles.ts';
import type { IndexReader } from './index-reader.ts';
import type { IndexStore } from './index-store.ts';
import type { ModelIdentity } from './model-identity.ts';

export interface CopyOptions extends Pick<BuildOptions, 'onProgress' | 'signal'> {
  from: IndexStore;
  to: IndexStore;
  /** Asked for vectors only if the passages are cut in another way than when the index was built. */
  embeddings: Embeddings;
  model: ModelIdentity;
}

/**
 * Builds, in one store, the version that is in use in another: the same articles with the same vectors, and so the same
 * answers. As with every build, the version that was in use there before is kept, and a second run changes nothing.
 * @throws FootnoteError `index-missing` and others of `IndexStore.open`, and those of `buildIndex`
 */
export async function copyIndex({ from, to, ...options }: CopyOptions): Promise<BuildSummary> {
  const index = await from.open(options.model);
  try {
    const articles: Article[] = [];
    for (const { id } of index.articles()) articles.push(await index.article(id));
    const known = new VectorsOfIndex(index, articles);
    return await buildIndex({ ...options, corpus: { articles, skipped: [] }, store: to, known });
  } finally {
    await index.close();
  }
}

/** The vectors of an open index, for passages of its own articles. */
class VectorsOfIndex implements KnownVectors {
  readonly #index: IndexReader;
  /** By `placeOf`. */
  readonly #ordinals = new Map<string, number>();

  /** @param articles all of the index, in reading order */
  constructor(index: IndexReader, articles: Article[]) {
    this.#index = index;
    articles
      .flatMap((article) => splitPassages(article))
      .forEach((passage, ordinal) => {
        this.#ordinals.set(placeOf(passage), ordinal);
      });
  }

  async find(passages: PassageOf[]): Promise<(PassageVectors | null)[]> {
    const ordinals = passages.flatMap(({ passage }) => this.#ordinals.get(placeOf(passage)) ?? []);
    const stored = await this.#index.passages(ordinals);
    const vectors = await this.#index.passageVectors(ordinals);
    const known = new Map(stored.map((passage, i) => [placeOf(passage), vectors[i]]));
    return passages.map(({ passage }) => known.get(placeOf(passage)) ?? null);
  }
}

/** Where a passage is, and where each of its sentences is. */
function placeOf({ articleId, section, sentences }: Passage): string {
  return JSON.stringify([articleId, section, ...sentences.map(({ start, end }) => [start, end])]);
}
