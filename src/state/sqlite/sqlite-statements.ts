import { setTimeout as pause } from 'node:timers/promises';
import type Database from 'libsql';
import { storable, type SqlValue, type StateQueries } from '../database.ts';
import { explain, isBusy } from './sqlite-errors.ts';

export type Connection = InstanceType<typeof Database>;

/** What SQLite offers beside what the state's SQL has in common with PostgreSQL. */
export interface SqliteQueries extends StateQueries {
  /** Runs statements that take no values. */
  exec(sql: string): Promise<void>;
}

/** Milliseconds to wait for another process that is writing; a write takes some milliseconds. */
export const PATIENCE = 5000;
/** Most milliseconds between two tries, the least being 1: chance keeps two processes from trying in step. */
export const RETRY = 10;

/**
 * Statements on a connection, each at once. libsql works within the call; only waiting for another process leaves the
 * event loop free, which is why SQLite's own waiting (`busy_timeout`) is not used: Discord's heartbeat must go on.
 */
export class SqliteStatements implements SqliteQueries {
  readonly #file: string;
  readonly #connection: Connection;

  constructor(file: string, connection: Connection) {
    this.#file = file;
    this.#connection = connection;
  }

  async exec(sql: string): Promise<void> {
    await this.#attempt(() => this.#connection.exec(sql));
  }

  /**
   * Only after `BEGIN IMMEDIATE`, which nothing can stand in the way of any more. libsql cannot finalize a statement, and
   * one that writes and has found the file locked keeps every later transaction from being committed.
   */
  async run(sql: string, ...values: SqlValue[]): Promise<number> {
    const statement = await this.#attempt(() => this.#connection.prepare(sql));
    return this.#attempt(() => statement.run(...values.map(storable)).changes);
  }

  async all<Row>(sql: string, ...values: SqlValue[]): Promise<Row[]> {
    const statement = await this.#attempt(() => this.#connection.prepare(sql));
    return this.#attempt(() => statement.all(...values.map(storable)) as Row[]);
  }

  /** What finds the file locked has done nothing, so it may be tried again; a statement starts over then. */
  async #attempt<Result>(work: () => Result): Promise<Result> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || Date.now() > end) throw explain(this.#file, error);
      }
      await pause(1 + Math.random() * (RETRY - 1));
    }
  }
}
