/** What a statement takes. No BLOB is stored: libsql takes a lone `Buffer` for a list of named values, and aborts. */
export type SqlValue = string | number | null;

/**
 * A value as every database keeps it. A text with the character NUL is refused by PostgreSQL and cut there by libsql; it becomes
 * the character for what cannot be shown.
 */
export function storable(value: SqlValue): SqlValue {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}

/**
 * Statements in the SQL that SQLite and PostgreSQL have in common. Values are numbered: `?1`, `?2`, ... One that may be
 * `null` is tested as `CAST(?1 AS TEXT) IS NULL`: PostgreSQL wants to know its type.
 */
export interface StateQueries {
  /** @returns how many rows the statement changed */
  run(sql: string, ...values: SqlValue[]): Promise<number>;
  /** The rows, each with the columns that the statement names; `Row` is the caller's word for them. */
  all<Row>(sql: string, ...values: SqlValue[]): Promise<Row[]>;
}

/**
 * Where the state is kept. Each write outside `transaction` is a transaction of its own, and lasts once its promise
 * resolves: a process that is killed after that loses nothing of it. Other processes may use the same database.
 */
export interface StateDatabase extends StateQueries {
  /** The file, or the database's address without its password: for sentences. */
  readonly place: string;
  /**
   * All of `work` or nothing of it; what `work` reads stays true until it is done. It may be run again when another
   * process got in its way, so it does nothing that outlasts an undone transaction. Inside, only `tx` is used: not to be
   * nested.
   */
  transaction<Result>(work: (tx: StateQueries) => Promise<Result>): Promise<Result>;
  /** After something was deleted: its text is gone from the disk then, as far as no reader needs it. */
  settle(): Promise<void>;
  /** Does what was asked for before; nothing can be read or written any more after that. */
  close(): Promise<void>;
}
