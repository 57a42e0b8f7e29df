import { join } from 'node:path';
import type { Block, Sentence, Span } from '../../corpus/article.ts';
import type { PassageVectors } from '../embed-articles.ts';
import { COLUMN_WEIGHTS, type Postings } from '../keyword-search.ts';
import { unpackVectors } from '../sentence-vectors.ts';
import { cosine } from '../vectors.ts';
import { openDatabase, type Connection } from './database.ts';
import { databaseFile, vectorsFile, type ShardEntry } from './folder-manifest.ts';
import { readVectorIndex, searchVectorIndex, type VectorIndex } from './vector-index.ts';

/** A passage as a shard keeps it. */
export interface ShardPassage extends Span {
  /** Its label, see the schema. */
  ordinal: number;
  /** Place of its article in the order of IDs. */
  article: number;
  section: number;
  sentences: Sentence[];
  /** One vector of length 1 a sentence, in order. */
  vectors: Float32Array[];
}

/** A range of labels, both ends included. */
export interface LabelRange {
  first: number;
  last: number;
}

/** An open shard: SQLite for text and keywords, HNSW for vectors. Passages go by their labels in it. */
export class ShardReader {
  /** Tokens of each passage, title and section included, by label. */
  readonly lengths: Uint32Array;
  readonly #database: Connection;
  readonly #vectors: VectorIndex;
  readonly #dimensions: number;

  private constructor(database: Connection, vectors: VectorIndex, dimensions: number) {
    this.#database = database;
    this.#vectors = vectors;
    this.#dimensions = dimensions;
    const rows = this.#all<{ tokens: number }>('SELECT tokens FROM passages ORDER BY ordinal');
    this.lengths = Uint32Array.from(rows, ({ tokens }) => tokens);
  }

  /** @param folder of a version whose files have passed their checks */
  static async open(
    folder: string,
    { key }: Pick<ShardEntry, 'key'>,
    dimensions: number,
  ): Promise<ShardReader> {
    const vectors = await readVectorIndex(join(folder, vectorsFile(key)), dimensions);
    const database = openDatabase(join(folder, databaseFile(key)));
    try {
      return new ShardReader(database, vectors, dimensions);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** How many vectors it has: one a passage, if it is whole. */
  get vectorCount(): number {
    return this.#vectors.getCurrentCount();
  }

  /** Text and blocks of an article; `undefined` when it is not here. */
  article(id: string): { text: string; blocks: Block[] } | undefined {
    const [row] = this.#all<{ text: string; blocks: string }>(
      'SELECT text, blocks FROM articles WHERE id = ?',
      id,
    );
    return row && { text: JSON.parse(row.text) as string, blocks: JSON.parse(row.blocks) as Block[] };
  }

  /** In the order asked for. */
  passages(labels: number[]): ShardPassage[] {
    const rows = this.#all<ShardPassage & { sentences: string; vectors: ArrayBuffer }>(
      'SELECT passages.* FROM json_each(?) AS wanted JOIN passages ON passages.ordinal = wanted.value ORDER BY wanted.key',
      JSON.stringify(labels),
    );
    return rows.map(({ ordinal, article, section, start, end, sentences, vectors }) => ({
      ordinal,
      article,
      section,
      start,
      end,
      sentences: JSON.parse(sentences) as Sentence[],
      vectors: unpackVectors(vectors, this.#dimensions),
    }));
  }

  /** Vectors as they are kept, of passages in the order asked for. */
  vectors(labels: number[]): PassageVectors[] {
    const rows = this.#all<{ ordinal: number; vectors: ArrayBuffer }>(
      'SELECT ordinal, vectors FROM json_each(?) AS wanted JOIN passages ON passages.ordinal = wanted.value ORDER BY wanted.key',
      JSON.stringify(labels),
    );
    return rows.map(({ ordinal, vectors }) => ({
      ofPassage: this.#vectors.getPoint(ordinal),
      ofSentences: new Uint8Array(vectors),
    }));
  }

  /** In how many passages each of these tokens occurs; those that occur in none are left out. */
  documentFrequencies(tokens: string[]): { term: string; doc: number }[] {
    return this.#all(
      'SELECT term, doc FROM json_each(?) AS wanted JOIN vocabulary ON vocabulary.term = wanted.value',
      JSON.stringify(tokens),
    );
  }

  /** How often each of these tokens occurs in each passage of a range that has it, by label. */
  postings(tokens: string[], { first, last }: LabelRange): Map<string, Postings> {
    const rows = this.#all<{ term: string; col: keyof typeof COLUMN_WEIGHTS; labels: string }>(
      `SELECT term, col, json_group_array(doc) AS labels
       FROM json_each(?) AS wanted JOIN occurrences ON occurrences.term = wanted.value GROUP BY term, col`,
      JSON.stringify(tokens),
    );
    const postings = new Map<string, Postings>();
    for (const { term, col, labels } of rows) {
      const counts = postings.get(term) ?? new Map<number, number>();
      postings.set(term, counts);
      const weight = COLUMN_WEIGHTS[col];
      for (const label of JSON.parse(labels) as number[]) {
        if (label >= first && label <= last) counts.set(label, (counts.get(label) ?? 0) + weight);
      }
    }
    return postings;
  }

  /** The passages of a range that are nearest to a vector, nearest first, by label; `score` is the cosine. */
  nearest(vector: number[], limit: number, range?: LabelRange): { ordinal: number; score: number }[] {
    const filter = range && ((label: number) => label >= range.first && label <= range.last);
    return searchVectorIndex(this.#vectors, vector, limit, filter);
  }

  /** The cosine of a passage to a vector of length 1. */
  cosine(vector: number[], label: number): number {
    return cosine(vector, this.#vectors.getPoint(label));
  }

  /** IDs of articles with a passage whose own text has all tokens of one of the alternatives. */
  articlesWith(alternatives: string[][]): string[] {
    const query = matchAll(alternatives);
    if (query === '') return [];
    return this.#all<{ id: string }>(
      `SELECT id FROM articles WHERE ordinal IN (SELECT article FROM passages
         WHERE ordinal IN (SELECT rowid FROM keywords WHERE keywords MATCH ?))`,
      query,
    ).map(({ id }) => id);
  }

  close(): void {
    this.#database.close();
  }

  #all<Row>(sql: string, ...values: string[]): Row[] {
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
