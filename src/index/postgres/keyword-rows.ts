import type { Postgres } from '../../postgres/postgres.ts';
import type { Postings } from '../keyword-search.ts';
import { readOnly } from './read-only.ts';
import { frequencyOf, isInBody, lexemeOf } from './lexemes.ts';

/** Tokens kept in memory with what the vocabulary says of them: those of a few hundred questions. */
const CACHED_TOKENS = 20_000;

/** A token in a version. */
interface Word {
  /** In how many passages it occurs. */
  passages: number;
  /** How often it may occur in one, each once; see `countsOf`. */
  counts: ReadonlySet<string>;
}

/** The keyword index of a version. */
export class KeywordRows {
  readonly #postgres: Postgres;
  readonly #version: string;
  readonly #cache = new Map<string, Word>();

  constructor(postgres: Postgres, version: string) {
    this.#postgres = postgres;
    this.#version = version;
  }

  /** See `IndexReader.documentFrequencies`. */
  async documentFrequencies(tokens: string[]): Promise<Map<string, number>> {
    const words = await this.#words(tokens);
    return new Map(tokens.map((token) => [token, words.get(token)?.passages ?? 0]));
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
    const lexemes = [...(await this.#words(tokens))].flatMap(([token, word]) =>
      [...word.counts].map((counts) => ({ token, counts })),
    );
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
    const words = await this.#words(alternatives.flat());
    const queryOf = (token: string): string =>
      [...(words.get(token)?.counts ?? [])]
        .filter(isInBody)
        .map((counts) => lexemeOf(token, counts))
        .join(' | ');
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

  /** What the version's vocabulary says of some tokens; nothing changes in it, so it is asked once for each. */
  async #words(tokens: string[]): Promise<Map<string, Word>> {
    const unique = [...new Set(tokens)];
    const unknown = unique.filter((token) => !this.#cache.has(token));
    const found = unknown.length === 0 ? new Map<string, Word>() : await this.#lookUp(unknown);
    const words = new Map(
      unique.map((token) => [
        token,
        this.#cache.get(token) ?? found.get(token) ?? { passages: 0, counts: new Set<string>() },
      ]),
    );
    if (this.#cache.size + unknown.length > CACHED_TOKENS) this.#cache.clear();
    for (const [token, word] of words) this.#cache.set(token, word);
    return words;
  }

  async #lookUp(tokens: string[]): Promise<Map<string, Word>> {
    const rows = await this.#postgres.all<{ token: string; passages: number; counts: string }>(
      `SELECT token, sum(passages)::int8 AS passages, string_agg(counts, ' ') AS counts FROM footnote_vocabulary
       WHERE token = ANY($1::text[]) AND shard IN (
         SELECT listed.shard FROM footnote_version_shards AS listed WHERE listed.version = $2) GROUP BY token`,
      [tokens, this.#version],
    );
    return new Map(
      rows.map(({ token, passages, counts }) => [token, { passages, counts: new Set(counts.split(' ')) }]),
    );
  }
}
