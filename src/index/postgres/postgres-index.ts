import type { Article, Sentence } from '../../corpus/article.ts';
import type { Postgres } from '../../postgres/postgres.ts';
import { ArticleCache } from '../article-cache.ts';
import type { PassageVectors } from '../embed-articles.ts';
import type { ArticleHeader, Candidate, IndexReader, KeywordTerm, StoredPassage } from '../index-reader.ts';
import { formsOf, scoreKeywords } from '../keyword-search.ts';
import type { Manifest } from '../manifest.ts';
import { unpackVectors } from '../sentence-vectors.ts';
import { KeywordRows } from './keyword-rows.ts';
import { nearestPassages } from './nearest-passages.ts';
import { assertKept, outdated, readArticle, type VersionRows } from './version-rows.ts';
import { readVector, writeVector } from './vector-text.ts';
import { VersionPlaces } from './version-places.ts';

/** Articles read at once while going through many. */
const ARTICLES_A_STEP = 64;

interface PassageRow {
  id: number;
  section: number;
  starts: number;
  ends: number;
  sentences: string;
  vectors: Buffer;
}

/** The engine in a PostgreSQL database: pgvector for vectors, a GIN index for keywords. */
export class PostgresIndex implements IndexReader {
  readonly version: string;
  readonly manifest: Manifest;
  readonly #postgres: Postgres;
  readonly #isIterative: boolean;
  readonly #headers: ArticleHeader[];
  /** Row of each article, by ID. */
  readonly #rows: Map<string, number>;
  /** File of each article, by its row. */
  readonly #files: Map<number, string>;
  readonly #places: VersionPlaces;
  readonly #keywords: KeywordRows;
  readonly #cache = new ArticleCache();

  /** @param isIterative see `hasIterativeScan` */
  constructor(postgres: Postgres, { version, manifest, articles }: VersionRows, isIterative: boolean) {
    this.version = version;
    this.manifest = manifest;
    this.#postgres = postgres;
    this.#isIterative = isIterative;
    this.#headers = articles.map(({ header }) => header);
    this.#rows = new Map(articles.map(({ header, row }) => [header.id, row]));
    this.#files = new Map(articles.map(({ header, row }) => [row, header.file]));
    this.#places = new VersionPlaces(articles);
    this.#keywords = new KeywordRows(postgres, version);
  }

  articles(): ArticleHeader[] {
    return this.#headers;
  }

  async article(id: string): Promise<Article> {
    const cached = this.#cache.get(id);
    if (cached) return cached;
    const [article] = await this.#read([this.#rowOf(id)]);
    if (!article) throw outdated(this.version);
    this.#cache.add(article);
    return article;
  }

  async passages(ordinals: number[]): Promise<StoredPassage[]> {
    const rows = await this.#passageRows<PassageRow>(ordinals, 'section, starts, ends, sentences, vectors');
    return rows.map(({ section, starts, ends, sentences, vectors }, i) => {
      const ordinal = ordinals[i] ?? -1;
      return {
        ordinal,
        articleId: this.#headers[this.#places.articleOf(ordinal)]?.id ?? '',
        section,
        start: starts,
        end: ends,
        sentences: JSON.parse(sentences) as Sentence[],
        vectors: unpackVectors(copyOf(vectors), this.manifest.model.dimensions),
      };
    });
  }

  async passageVectors(ordinals: number[]): Promise<PassageVectors[]> {
    const rows = await this.#passageRows<{ id: number; embedding: string; vectors: Buffer }>(
      ordinals,
      'embedding::text AS embedding, vectors',
    );
    return rows.map(({ embedding, vectors }) => ({
      ofPassage: readVector(embedding),
      ofSentences: new Uint8Array(copyOf(vectors)),
    }));
  }

  async searchKeywords(
    terms: KeywordTerm[],
    frequencies: ReadonlyMap<string, number>,
    limit: number,
    articleId?: string,
  ): Promise<Candidate[]> {
    const tokens = formsOf(terms);
    const article = articleId === undefined ? undefined : this.#rows.get(articleId);
    if (articleId !== undefined && article === undefined) return [];
    const postings = await this.#whole(
      this.#keywords.postings(tokens, (row) => this.#places.ordinalOf(row), article),
    );
    const collection = {
      passages: this.manifest.counts.passages,
      lengthOf: (ordinal: number) => this.#places.lengths[ordinal] ?? 0,
      averageLength: this.#places.averageLength,
    };
    return scoreKeywords(terms, postings, frequencies, collection).slice(0, limit);
  }

  async searchVectors(vector: number[], limit: number, articleId?: string): Promise<Candidate[]> {
    const article = articleId === undefined ? undefined : this.#rows.get(articleId);
    if (articleId !== undefined && article === undefined) return [];
    const found = await this.#whole(
      nearestPassages(this.#postgres, {
        model: this.manifest.model,
        version: this.version,
        vector,
        limit,
        ...(article !== undefined && { article }),
        isIterative: this.#isIterative,
      }),
    );
    return found
      .flatMap(({ id, score }) => {
        const ordinal = this.#places.ordinalOf(id);
        return ordinal === undefined ? [] : [{ ordinal, score }];
      })
      .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
  }

  async cosines(vector: number[], ordinals: number[]): Promise<number[]> {
    const { dimensions } = this.manifest.model;
    const rows = await this.#passageRows<{ id: number; cosine: number }>(
      ordinals,
      `-(embedding <#> $2::vector(${dimensions})) AS cosine`,
      [writeVector(vector)],
    );
    return rows.map(({ cosine }) => cosine);
  }

  documentFrequencies(tokens: string[]): Promise<Map<string, number>> {
    return this.#whole(this.#keywords.documentFrequencies(tokens));
  }

  async *articlesWith(alternatives: string[][]): AsyncGenerator<Article> {
    const found = new Set(await this.#whole(this.#keywords.articlesWith(alternatives)));
    const rows = this.#headers.flatMap(({ id }) => {
      const row = this.#rowOf(id);
      return found.has(row) ? [row] : [];
    });
    for (let at = 0; at < rows.length; at += ARTICLES_A_STEP)
      yield* await this.#read(rows.slice(at, at + ARTICLES_A_STEP));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What a search finds, when the version was there throughout: of one that is gone it finds nothing, or a part. */
  async #whole<Found>(search: Promise<Found>): Promise<Found> {
    const found = await search;
    await assertKept(this.#postgres, this.version);
    return found;
  }

  #rowOf(id: string): number {
    const row = this.#rows.get(id);
    if (row === undefined) throw new Error(`the index holds no article with ID "${id}"`);
    return row;
  }

  /** Articles by their rows, in the order asked for. */
  async #read(rows: number[]): Promise<Article[]> {
    const found = await this.#postgres.all<{ id: number; content: string }>(
      'SELECT id, content FROM footnote_articles WHERE id = ANY($1::int8[])',
      [rows],
    );
    const contents = new Map(found.map(({ id, content }) => [id, content]));
    return rows.map((row) => {
      const content = contents.get(row);
      if (content === undefined) throw outdated(this.version);
      return readArticle(content, this.#files.get(row) ?? '');
    });
  }

  /** Columns of passages, in the order asked for. */
  async #passageRows<Row extends { id: number }>(
    ordinals: number[],
    columns: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    if (ordinals.length === 0) return [];
    const ids = ordinals.map((ordinal) => this.#places.rowOf(ordinal));
    const rows = await this.#postgres.all<Row>(
      `SELECT id, ${columns} FROM footnote_passages WHERE id = ANY($1::int8[])`,
      [ids, ...values],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (!row) throw outdated(this.version);
      return row;
    });
  }
}

/** `pg` hands out parts of a larger buffer. */
function copyOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
