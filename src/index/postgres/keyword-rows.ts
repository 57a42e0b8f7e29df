import type { Postgres } from '../../postgres/postgres.ts';
import type { Postings } from '../keyword-search.ts';
import { readOnly } from './read-only.ts';
import { frequencyOf, isInBody, lexemeOf } from './lexemes.ts';

/** The keyword index of a version. */
export class KeywordRows {
  readonly #postgres: Postgres;
  readonly #version: string;

  constructor(postgres: Postgres, version: string) {
    this.#postgres = postgres;
    this.#version = version;
  }

  /** See `IndexReader.documentFrequencies`. */
  async documentFrequencies(tokens: string[]): Promise<Map<string, number>> {
    const rows = await this.#postgres.all<{ token: string; passages: number }>(
      `SELECT token, sum(passages)::int8 AS passages FROM footnote_vocabulary
       WHERE token = ANY($1::text[]) AND ${IN_VERSION} GROUP BY token`,
      [[...new Set(tokens)], this.#version],
    );
    const found = new Map(rows.map(({ token, passages }) => [token, passages]));
    return new Map(tokens.map((token) => [token, found.get(token) ?? 0]));
  }

  /**
   * How often tokens occur in passages.
   * @param ordinalOf a passage by its row; `undefined` for one of another version
   * @param article only in passages of this row
   */
  async postings(
    tokens: string[],
    ordinalOf: (row: number) => number | undefined,
    article?: number,
  ): Promise<Map<string, Postings>> {
    const lexemes = await this.#lexemes(tokens);
    const postings = new Map<string, Postings>();
    if (lexemes.length === 0) return postings;
    const rows = await this.#search<{ place: number; ids: string }>(
      `SELECT wanted.place, string_agg(footnote_passages.id::text, ',') AS ids
       FROM unnest($1::tsquery[]) WITH ORDINALITY AS wanted (query, place)
       JOIN footnote_passages ON footnote_passages.lexemes @@ wanted.query
       ${article === undefined ? '' : 'WHERE footnote_passages.article = $2'} GROUP BY wanted.place`,
      [
        lexemes.map(({ token, counts }) => lexemeOf(token, counts)),
        ...(article === undefined ? [] : [article]),
      ],
    );
    for (const { place, ids } of rows) {
      const { token = '', counts = '' } = lexemes[place - 1] ?? {};
      const found = postings.get(token) ?? new Map<number, number>();
      postings.set(token, found);
      const frequency = frequencyOf(counts);
      for (const id of JSON.parse(`[${ids}]`) as number[]) {
        const ordinal = ordinalOf(id);
        if (ordinal !== undefined) found.set(ordinal, frequency);
      }
    }
    return postings;
  }

  /** Rows of articles with a passage whose own text has all tokens of one of the alternatives; also of other versions. */
  async articlesWith(alternatives: string[][]): Promise<number[]> {
    const inBody = (await this.#lexemes(alternatives.flat())).filter(({ counts }) => isInBody(counts));
    const queryOf = (token: string): string => {
      const forms = inBody.filter((lexeme) => lexeme.token === token);
      return forms.map(({ counts }) => lexemeOf(token, counts)).join(' | ');
    };
    const queries = alternatives.flatMap((tokens) => {
      const parts = tokens.map(queryOf);
      return parts.length === 0 || parts.includes('') ? [] : [`(${parts.join(') & (')})`];
    });
    if (queries.length === 0) return [];
    const rows = await this.#search<{ article: number }>(
      'SELECT DISTINCT article FROM footnote_passages WHERE lexemes @@ $1::tsquery',
      [`(${queries.join(') | (')})`],
    );
    return rows.map(({ article }) => article);
  }

  /** Searches the GIN index: the planner does not know that reading a `tsvector` costs far more than reading a number. */
  #search<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return readOnly(this.#postgres, ['enable_seqscan = off', 'jit = off'], (tx) => tx.all<Row>(sql, values));
  }

  /** The lexemes of some tokens that occur in the version. */
  #lexemes(tokens: string[]): Promise<{ token: string; counts: string }[]> {
    return this.#postgres.all(
      `SELECT DISTINCT token, counts FROM footnote_vocabulary
       WHERE token = ANY($1::text[]) AND ${IN_VERSION} ORDER BY token, counts`,
      [[...new Set(tokens)], this.#version],
    );
  }
}

/** An array rather than a subquery: with it, each token is one look into the primary key for each shard. */
const IN_VERSION =
  'shard = ANY(ARRAY(SELECT listed.shard FROM footnote_version_shards AS listed WHERE listed.version = $2))';
