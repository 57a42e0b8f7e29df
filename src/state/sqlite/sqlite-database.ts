import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { SqlValue, StateDatabase } from '../database.ts';
import {
  PATIENCE,
  RETRY,
  SqliteStatements,
  type Connection,
  type SqliteQueries,
} from './sqlite-statements.ts';

/**
 * A state file, through one connection: statements and transactions take turns on it, in the order that they were asked
 * for. What is written is on disk (`synchronous = FULL`) when the promise resolves. Other processes may have the file open
 * too.
 * Every method throws FootnoteError `state-unwritable` when the disk or another process does not let it write, and
 * `state-damaged` when the file turns out to be damaged.
 */
export class SqliteDatabase implements StateDatabase, SqliteQueries {
  readonly place: string;
  readonly #connection: Connection;
  readonly #statements: SqliteStatements;
  readonly #turns = new PQueue({ concurrency: 1 });
  /** Whether the caller is inside `transaction`, where waiting for a turn would be waiting for itself. */
  readonly #inside = new AsyncLocalStorage<boolean>();
  #closed: Promise<void> | null = null;

  constructor(file: string, connection: Connection) {
    this.place = file;
    this.#connection = connection;
    this.#statements = new SqliteStatements(file, connection);
  }

  exec(sql: string): Promise<void> {
    return this.#inTurn(() => this.#statements.exec(sql));
  }

  run(sql: string, ...values: SqlValue[]): Promise<number> {
    return this.transaction((tx) => tx.run(sql, ...values));
  }

  all<Row>(sql: string, ...values: SqlValue[]): Promise<Row[]> {
    return this.#inTurn(() => this.#statements.all<Row>(sql, ...values));
  }

  /** See `StateDatabase`. It takes the right to write at once, so `work` runs once. */
  transaction<Result>(work: (tx: SqliteQueries) => Promise<Result>): Promise<Result> {
    return this.#inTurn(() => this.#inside.run(true, () => this.#transact(work)));
  }

  /**
   * Moves what was written into the file itself, where `secure_delete` overwrites what was deleted. Gives up without an
   * error while another process reads what is older for long: it is moved some time later.
   */
  async settle(): Promise<void> {
    const end = Date.now() + PATIENCE;
    const isBusy = async (): Promise<boolean> =>
      (await this.all<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)'))[0]?.busy === 1;
    while ((await isBusy()) && Date.now() < end) await pause(RETRY);
  }

  close(): Promise<void> {
    this.#closed ??= this.#inTurn(() => {
      this.#connection.close();
      return Promise.resolve();
    });
    return this.#closed;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside.getStore() === true) throw new Error('inside a transaction, use the one that is open');
    return this.#turns.add(work);
  }

  async #transact<Result>(work: (tx: SqliteQueries) => Promise<Result>): Promise<Result> {
    const statements = this.#statements;
    let isOpen = true;
    const open = (): SqliteStatements => {
      if (!isOpen) throw new Error('the transaction has ended');
      return statements;
    };
    await statements.exec('BEGIN IMMEDIATE');
    try {
      const result = await work({
        exec: async (sql) => open().exec(sql),
        run: async (sql, ...values) => open().run(sql, ...values),
        all: async <Row>(sql: string, ...values: SqlValue[]) => open().all<Row>(sql, ...values),
      });
      await statements.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (this.#connection.inTransaction) await statements.exec('ROLLBACK');
      throw error;
    } finally {
      isOpen = false;
    }
  }
}
