import type Database from 'libsql';
import { explain } from './state-errors.ts';

export type Connection = InstanceType<typeof Database>;

/** What a statement takes. No BLOB is stored: libsql takes a lone `Buffer` for a list of named values, and aborts. */
export type SqlValue = string | number | null;

/**
 * The state file's one connection. Each write outside `transaction` is a transaction of its own, and is on disk
 * (`synchronous = FULL`) when the method returns. Other processes may have the file open too.
 * Every method throws FootnoteError `state-unwritable` when the disk or another process does not let it write, and
 * `state-damaged` when the file turns out to be damaged.
 */
export class StateDatabase {
  readonly file: string;
  readonly #connection: Connection;

  constructor(file: string, connection: Connection) {
    this.file = file;
    this.#connection = connection;
  }

  /** Runs statements that take no values. */
  exec(sql: string): void {
    this.#attempt(() => this.#connection.exec(sql));
  }

  /** @returns how many rows the statement changed */
  run(sql: string, ...values: SqlValue[]): number {
    return this.#attempt(() => this.#connection.prepare(sql).run(...values).changes);
  }

  /** The rows, each with the columns that the statement names; `Row` is the caller's word for them. */
  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#attempt(() => this.#connection.prepare(sql).all(...values)) as Row[];
  }

  /**
   * All of `work` or nothing of it. It takes the right to write at once, so what `work` reads stays true until it is
   * done. Not to be nested.
   */
  transaction<Result>(work: () => Result): Result {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (this.#connection.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }

  /** Moves what was written into the file itself; what was deleted is gone from the disk then, as far as no reader needs it. */
  settle(): void {
    this.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#connection.close();
  }

  #attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw explain(this.file, error);
    }
  }
}
