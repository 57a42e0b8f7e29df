/** Statements on a PostgreSQL database. Values are numbered `$1`, `$2`, ...; an int8 comes back as a number. */
export interface Queries {
  /** The rows, each with the columns that the statement names; `Row` is the caller's word for them. */
  all<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** @returns how many rows the statement changed; 0 for statements that change none */
  run(sql: string, values?: readonly unknown[]): Promise<number>;
}

/**
 * A PostgreSQL database, or one that speaks its protocol and SQL. Each statement outside `transaction` is a transaction
 * of its own, and committed when the method returns. Many may run at once, each on a connection of its own.
 *
 * Every method throws FootnoteError: `database-unreachable`, `database-refused`, `database-full`, `database-slow` or
 * `database-conflict`, see `databaseError`. An error of the statement itself is a bug and stays as it is.
 */
export interface Postgres extends Queries {
  /** Its address without user and password, for sentences: `postgres://host:5432/name`. */
  readonly place: string;
  /**
   * All of `work` or nothing of it, as if no other transaction ran meanwhile (SERIALIZABLE). Where the database finds
   * that two got in each other's way it undoes one, and `work` is run again from its start: it must do nothing that
   * outlasts an undone transaction, and must not catch what `tx` throws.
   * Inside, only `tx` is used: what asks this database itself is refused, because with every connection in a transaction
   * that waits for one more, none would ever come. `tx` is of no use once `work` has ended.
   */
  transaction<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result>;
  /** Does what was asked for before, then ends every connection. Nothing can be read or written any more. */
  close(): Promise<void>;
}
