/** An article of a version, with the rows of its passages. */
export interface ArticleRow {
  /** Its row. */
  row: number;
  /** IDs of its passages' rows, in reading order. */
  passages: number[];
  /** Tokens of each of these, title and section included. */
  lengths: number[];
}

/** Which row a passage of a version is, and which passage a row is. */
export class VersionPlaces {
  /** By ordinal. */
  readonly rows: Float64Array;
  /** By ordinal: tokens of the passage. */
  readonly lengths: Uint32Array;
  readonly averageLength: number;
  /** By ordinal: place of the passage's article in reading order. */
  readonly #articles: Uint32Array;
  readonly #ordinals = new Map<number, number>();

  /** @param articles in reading order */
  constructor(articles: ArticleRow[]) {
    this.rows = Float64Array.from(articles.flatMap(({ passages }) => passages));
    this.lengths = Uint32Array.from(articles.flatMap(({ lengths }) => lengths));
    this.#articles = Uint32Array.from(articles.flatMap(({ passages }, place) => passages.map(() => place)));
    this.averageLength = this.lengths.reduce((sum, length) => sum + length, 0) / this.lengths.length;
    this.rows.forEach((row, ordinal) => this.#ordinals.set(row, ordinal));
  }

  /** @throws Error when there is no such passage: a caller has its ordinal from this version */
  rowOf(ordinal: number): number {
    const row = this.rows[ordinal];
    if (row === undefined) throw new Error(`there is no passage ${ordinal}`);
    return row;
  }

  /** `undefined` for a row of another version. */
  ordinalOf(row: number): number | undefined {
    return this.#ordinals.get(row);
  }

  /** Place of a passage's article in reading order. */
  articleOf(ordinal: number): number {
    return this.#articles[ordinal] ?? -1;
  }
}
