import { setImmediate as breathe } from 'node:timers/promises';
import type { Article } from '../../corpus/article.ts';
import { ArticleCache } from '../article-cache.ts';
import type { PassageVectors } from '../embed-articles.ts';
import type { ArticleHeader, Candidate, IndexReader, KeywordTerm, StoredPassage } from '../index-reader.ts';
import { formsOf, scoreKeywords, type Postings } from '../keyword-search.ts';
import type { Manifest } from '../manifest.ts';
import type { ArticleEntry } from './articles-file.ts';
import { PassagePlaces } from './passage-places.ts';
import type { LabelRange, ShardReader } from './shard-reader.ts';

/** Articles read at once while going through many; between two steps the event loop has its turn. */
const ARTICLES_A_STEP = 64;
const WHOLE: LabelRange = { first: 0, last: Number.MAX_SAFE_INTEGER };

/** The engine on this machine: shards of SQLite and HNSW, searched one after the other. */
export class EmbeddedIndex implements IndexReader {
  readonly version: string;
  readonly manifest: Manifest;
  readonly #shards: ShardReader[];
  readonly #release: () => Promise<void>;
  readonly #headers: ArticleHeader[];
  readonly #places: PassagePlaces;
  readonly #averageLength: number;
  readonly #cache = new ArticleCache();

  /**
   * @param entries in reading order
   * @param release gives the shards back
   */
  constructor(
    version: string,
    manifest: Manifest,
    entries: ArticleEntry[],
    shards: ShardReader[],
    release: () => Promise<void>,
  ) {
    this.version = version;
    this.manifest = manifest;
    this.#shards = shards;
    this.#release = release;
    this.#headers = entries.map(({ header }) => header);
    this.#places = new PassagePlaces(entries);
    const all = shards.reduce((sum, { lengths }) => sum + lengths.reduce((a, b) => a + b, 0), 0);
    this.#averageLength = all / manifest.counts.passages;
  }

  articles(): ArticleHeader[] {
    return this.#headers;
  }

  article(id: string): Promise<Article> {
    const cached = this.#cache.get(id);
    if (cached) return Promise.resolve(cached);
    const article = this.#read(id);
    if (!article) return Promise.reject(new Error(`the index holds no article with ID "${id}"`));
    this.#cache.add(article);
    return Promise.resolve(article);
  }

  passages(ordinals: number[]): Promise<StoredPassage[]> {
    const found = new Map<number, StoredPassage>();
    for (const [shard, labels] of this.#places.labelsOf(ordinals)) {
      for (const { article, ...passage } of this.#shards[shard]?.passages(labels) ?? []) {
        const ordinal = this.#places.ordinalOf(shard, passage.ordinal);
        found.set(ordinal, { ...passage, ordinal, articleId: this.#places.articleAt(shard, article) });
      }
    }
    return Promise.resolve(ordinals.flatMap((ordinal) => found.get(ordinal) ?? []));
  }

  passageVectors(ordinals: number[]): Promise<PassageVectors[]> {
    const found = new Map<number, PassageVectors>();
    for (const [shard, labels] of this.#places.labelsOf(ordinals)) {
      this.#shards[shard]?.vectors(labels).forEach((vectors, i) => {
        found.set(this.#places.ordinalOf(shard, labels[i] ?? -1), vectors);
      });
    }
    return Promise.resolve(ordinals.flatMap((ordinal) => found.get(ordinal) ?? []));
  }

  searchKeywords(
    terms: KeywordTerm[],
    frequencies: ReadonlyMap<string, number>,
    limit: number,
    articleId?: string,
  ): Promise<Candidate[]> {
    const tokens = formsOf(terms);
    const collection = {
      passages: this.manifest.counts.passages,
      lengthOf: (ordinal: number) => this.#lengthOf(ordinal),
      averageLength: this.#averageLength,
    };
    const postings = this.#postings(tokens, articleId);
    return Promise.resolve(scoreKeywords(terms, postings, frequencies, collection).slice(0, limit));
  }

  searchVectors(vector: number[], limit: number, articleId?: string): Promise<Candidate[]> {
    const candidates = this.#ranges(articleId).flatMap(({ shard, range }) =>
      (this.#shards[shard]?.nearest(vector, limit, range) ?? []).map(({ ordinal, score }) => ({
        ordinal: this.#places.ordinalOf(shard, ordinal),
        score,
      })),
    );
    return Promise.resolve(
      candidates.sort((a, b) => b.score - a.score || a.ordinal - b.ordinal).slice(0, limit),
    );
  }

  cosines(vector: number[], ordinals: number[]): Promise<number[]> {
    return Promise.resolve(
      ordinals.map((ordinal) => {
        const { shard, label } = this.#places.placeOf(ordinal);
        return this.#shards[shard]?.cosine(vector, label) ?? 0;
      }),
    );
  }

  documentFrequencies(tokens: string[]): Promise<Map<string, number>> {
    const unique = [...new Set(tokens)];
    const found = new Map(tokens.map((token) => [token, 0]));
    for (const shard of this.#shards) {
      for (const { term, doc } of shard.documentFrequencies(unique)) {
        found.set(term, (found.get(term) ?? 0) + doc);
      }
    }
    return Promise.resolve(found);
  }

  async *articlesWith(alternatives: string[][]): AsyncGenerator<Article> {
    const found = new Set(this.#shards.flatMap((shard) => shard.articlesWith(alternatives)));
    let step = 0;
    for (const { id } of this.#headers) {
      if (!found.has(id)) continue;
      const article = this.#read(id);
      if (article) yield article;
      if (++step % ARTICLES_A_STEP === 0) await breathe();
    }
  }

  close(): Promise<void> {
    return this.#release();
  }

  #read(id: string): Article | undefined {
    const place = this.#places.articleOf(id);
    if (!place) return undefined;
    const header = this.#headers[place.article];
    const content = this.#shards[place.shard]?.article(id);
    if (!header || !content) throw new Error(`the article "${id}" is not in its shard`);
    const { title, sections, file, source, url, published, language } = header;
    return {
      id,
      title,
      text: content.text,
      sections,
      blocks: content.blocks,
      file,
      source,
      url,
      published,
      language,
    };
  }

  #lengthOf(ordinal: number): number {
    const { shard, label } = this.#places.placeOf(ordinal);
    return this.#shards[shard]?.lengths[label] ?? 0;
  }

  /** Every shard, or the place of one article. */
  #ranges(articleId: string | undefined): { shard: number; range?: LabelRange }[] {
    if (articleId === undefined) return this.#shards.map((_, shard) => ({ shard }));
    const place = this.#places.articleOf(articleId);
    return place ? [{ shard: place.shard, range: place.labels }] : [];
  }

  /** By ordinals. */
  #postings(tokens: string[], articleId: string | undefined): Map<string, Postings> {
    const merged = new Map<string, Postings>();
    for (const { shard, range = WHOLE } of this.#ranges(articleId)) {
      for (const [token, postings] of this.#shards[shard]?.postings(tokens, range) ?? []) {
        const all = merged.get(token) ?? new Map<number, number>();
        merged.set(token, all);
        for (const [label, count] of postings) all.set(this.#places.ordinalOf(shard, label), count);
      }
    }
    return merged;
  }
}
