import { setImmediate as breathe } from 'node:timers/promises';
import type { Article, Block, Section, Sentence } from '../../corpus/article.ts';
import { openDatabase, type Connection } from './database.ts';
import type { ArticleHeader, Candidate, IndexReader, KeywordTerm, StoredPassage } from '../index-reader.ts';
import { scoreKeywords, type Postings } from '../keyword-search.ts';
import type { Manifest } from '../manifest.ts';
import { unpackVectors } from '../sentence-vectors.ts';
import { cosine } from '../vectors.ts';
import { searchVectorIndex, type VectorIndex } from './vector-index.ts';

/** Articles kept in memory; a question touches at most a few dozen. */
const CACHED_ARTICLES = 256;
/** Articles read at once while going through many; between two steps the event loop has its turn. */
const ARTICLES_A_STEP = 64;
/** What an occurrence in each column of the keyword index counts. */
const COLUMN_WEIGHTS = { title: 0.6, section: 0.8, body: 1 };
/** From this many passages on, a token that is in more than the share below says too little to be worth its time. */
const LARGE_INDEX = 2000;
const COMMON_SHARE = 0.2;

interface ArticleRow {
  ordinal: number;
  id: string;
  hash: string;
  file: string;
  title: string;
  source: string | null;
  url: string | null;
  published: string | null;
  language: string | null;
  paragraphs: number;
  sections: string;
  blocks: string;
  text: string;
}

interface PassageRow {
  ordinal: number;
  article: number;
  section: number;
  start: number;
  end: number;
  sentences: string;
  vectors: ArrayBuffer;
}

/** The engine on this machine: SQLite for text and keywords, HNSW for vectors. */
export class EmbeddedIndex implements IndexReader {
  readonly version: string;
  readonly manifest: Manifest;
  readonly #database: Connection;
  readonly #vectors: VectorIndex;
  readonly #headers: ArticleHeader[];
  readonly #ordinals: Map<string, number>;
  /** Tokens of each passage, title and section included. */
  readonly #lengths: number[];
  readonly #averageLength: number;
  readonly #cache = new Map<string, Article>();

  /** @param database path of the SQLite file, already checked */
  constructor(version: string, manifest: Manifest, database: string, vectors: VectorIndex) {
    this.version = version;
    this.manifest = manifest;
    this.#database = openDatabase(database);
    this.#vectors = vectors;
    const rows = this.#all<ArticleRow>(
      "SELECT ordinal, id, hash, file, title, source, url, published, language, paragraphs, sections, '[]' AS blocks, '' AS text FROM articles ORDER BY ordinal",
    );
    this.#headers = rows.map(toHeader);
    this.#ordinals = new Map(rows.map((row) => [row.id, row.ordinal]));
    const lengths = this.#all<{ tokens: number }>('SELECT tokens FROM passages ORDER BY ordinal');
    this.#lengths = lengths.map(({ tokens }) => tokens);
    this.#averageLength = this.#lengths.reduce((sum, length) => sum + length, 0) / this.#lengths.length;
  }

  articles(): ArticleHeader[] {
    return this.#headers;
  }

  article(id: string): Promise<Article> {
    const cached = this.#cache.get(id);
    if (cached) return Promise.resolve(cached);
    const [row] = this.#all<ArticleRow>('SELECT * FROM articles WHERE id = ?', id);
    if (!row) return Promise.reject(new Error(`the index holds no article with ID "${id}"`));
    const article = toArticle(row);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size >= CACHED_ARTICLES && oldest !== undefined) this.#cache.delete(oldest);
    this.#cache.set(id, article);
    return Promise.resolve(article);
  }

  passages(ordinals: number[]): Promise<StoredPassage[]> {
    const rows = this.#all<PassageRow>(
      'SELECT passages.* FROM json_each(?) AS wanted JOIN passages ON passages.ordinal = wanted.value ORDER BY wanted.key',
      JSON.stringify(ordinals),
    );
    return Promise.resolve(rows.map((row) => this.#toPassage(row)));
  }

  async searchKeywords(terms: KeywordTerm[], limit: number, articleId?: string): Promise<Candidate[]> {
    const searched = await this.#worthSearching(terms);
    const tokens = [...new Set(searched.flatMap(({ forms }) => forms.map(({ token }) => token)))];
    const collection = {
      passages: this.manifest.counts.passages,
      lengthOf: (ordinal: number) => this.#lengths[ordinal] ?? 0,
      averageLength: this.#averageLength,
    };
    const found = scoreKeywords(searched, this.#postings(tokens), collection);
    const { first, last } = this.#passageRange(articleId);
    return found.filter(({ ordinal }) => ordinal >= first && ordinal <= last).slice(0, limit);
  }

  searchVectors(vector: number[], limit: number, articleId?: string): Promise<Candidate[]> {
    const range = this.#passageRange(articleId);
    const filter =
      articleId === undefined
        ? undefined
        : (ordinal: number) => ordinal >= range.first && ordinal <= range.last;
    return Promise.resolve(searchVectorIndex(this.#vectors, vector, limit, filter));
  }

  cosines(vector: number[], ordinals: number[]): Promise<number[]> {
    return Promise.resolve(ordinals.map((ordinal) => cosine(vector, this.#vectors.getPoint(ordinal))));
  }

  documentFrequencies(tokens: string[]): Promise<Map<string, number>> {
    const rows = this.#all<{ term: string; doc: number }>(
      'SELECT term, doc FROM json_each(?) AS wanted JOIN vocabulary ON vocabulary.term = wanted.value',
      JSON.stringify([...new Set(tokens)]),
    );
    const found = new Map(rows.map((row) => [row.term, row.doc]));
    return Promise.resolve(new Map(tokens.map((token) => [token, found.get(token) ?? 0])));
  }

  async *articlesWith(alternatives: string[][]): AsyncGenerator<Article> {
    const query = matchAll(alternatives);
    if (query === '') return;
    const found = this.#all<{ article: number }>(
      `SELECT DISTINCT article FROM passages
       WHERE ordinal IN (SELECT rowid FROM keywords WHERE keywords MATCH ?) ORDER BY article`,
      query,
    );
    for (let at = 0; at < found.length; at += ARTICLES_A_STEP) {
      const step = found.slice(at, at + ARTICLES_A_STEP).map(({ article }) => article);
      const rows = this.#all<ArticleRow>(
        'SELECT articles.* FROM json_each(?) AS wanted JOIN articles ON articles.ordinal = wanted.value ORDER BY wanted.key',
        JSON.stringify(step),
      );
      yield* rows.map(toArticle);
      await breathe();
    }
  }

  close(): Promise<void> {
    this.#database.close();
    return Promise.resolve();
  }

  async #worthSearching(terms: KeywordTerm[]): Promise<KeywordTerm[]> {
    const passages = this.manifest.counts.passages;
    if (passages < LARGE_INDEX) return terms;
    const frequencies = await this.documentFrequencies(
      terms.flatMap(({ forms }) => forms.map(({ token }) => token)),
    );
    return terms.map(({ forms }) => ({
      forms: forms.filter(({ token }) => (frequencies.get(token) ?? 0) <= passages * COMMON_SHARE),
    }));
  }

  #postings(tokens: string[]): Map<string, Postings> {
    const rows = this.#all<{ term: string; col: keyof typeof COLUMN_WEIGHTS; ordinals: string }>(
      `SELECT term, col, json_group_array(doc) AS ordinals
       FROM json_each(?) AS wanted JOIN occurrences ON occurrences.term = wanted.value GROUP BY term, col`,
      JSON.stringify(tokens),
    );
    const postings = new Map<string, Postings>();
    for (const { term, col, ordinals } of rows) {
      const counts = postings.get(term) ?? new Map<number, number>();
      postings.set(term, counts);
      const weight = COLUMN_WEIGHTS[col];
      for (const ordinal of JSON.parse(ordinals) as number[])
        counts.set(ordinal, (counts.get(ordinal) ?? 0) + weight);
    }
    return postings;
  }

  /** Passages of one article are neighbours, so an article is a range. */
  #passageRange(articleId: string | undefined): { first: number; last: number } {
    if (articleId === undefined) return { first: 0, last: Number.MAX_SAFE_INTEGER };
    const [range] = this.#all<{ first: number | null; last: number | null }>(
      'SELECT min(ordinal) AS first, max(ordinal) AS last FROM passages WHERE article = ?',
      this.#ordinals.get(articleId) ?? -1,
    );
    return { first: range?.first ?? 0, last: range?.last ?? -1 };
  }

  #toPassage(row: PassageRow): StoredPassage {
    const header = this.#headers[row.article];
    if (!header) throw new Error(`passage ${row.ordinal} belongs to no article`);
    return {
      ordinal: row.ordinal,
      articleId: header.id,
      section: row.section,
      start: row.start,
      end: row.end,
      sentences: JSON.parse(row.sentences) as Sentence[],
      vectors: unpackVectors(row.vectors, this.manifest.model.dimensions),
    };
  }

  #all<Row>(sql: string, ...values: (string | number)[]): Row[] {
    return this.#database.prepare(sql).all(...values) as Row[];
  }
}

/** An FTS5 query for passages with all tokens of one of the alternatives in their text; empty when there are none. */
function matchAll(alternatives: string[][]): string {
  const groups = alternatives
    .filter((tokens) => tokens.length > 0)
    .map((tokens) => `(${tokens.map((token) => `"${token.replaceAll('"', '""')}"`).join(' AND ')})`);
  return groups.length === 0 ? '' : `body : (${groups.join(' OR ')})`;
}

function toHeader(row: ArticleRow): ArticleHeader {
  const { id, title, sections, file, source, url, published, language } = toArticle(row);
  const { hash, paragraphs } = row;
  return { id, title, hash, sections, file, source, url, published, language, paragraphs };
}

function toArticle(row: ArticleRow): Article {
  const { id, title, text, file, source, url, published, language } = row;
  const sections = JSON.parse(row.sections) as Section[];
  const blocks = JSON.parse(row.blocks) as Block[];
  return { id, title, text, sections, blocks, file, source, url, published, language };
}
