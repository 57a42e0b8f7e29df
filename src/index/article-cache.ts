import type { Article } from '../corpus/article.ts';

/** Articles kept in memory; a question touches at most a few dozen. */
const CACHED_ARTICLES = 256;

/** The articles of an open index that were read last. */
export class ArticleCache {
  readonly #articles = new Map<string, Article>();

  get(id: string): Article | undefined {
    return this.#articles.get(id);
  }

  /** Keeps an article in the place of the one that was read first. */
  add(article: Article): void {
    const [oldest] = this.#articles.keys();
    if (this.#articles.size >= CACHED_ARTICLES && oldest !== undefined) this.#articles.delete(oldest);
    this.#articles.set(article.id, article);
  }
}
