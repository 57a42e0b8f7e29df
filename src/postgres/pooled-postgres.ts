import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { databaseError, isConflict, isConnectionLost, isConnectionSpoilt } from './database-error.ts';
import type { Postgres, Queries } from './postgres.ts';

/** A transaction that others get in the way of is tried at least this often, ... */
const LEAST_TRIES = 5;
/** ... and until this many milliseconds have passed. */
const PATIENCE = 5000;
/** Most milliseconds to wait before the second try; twice as many before each next, up to the second number. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [10, 320];
/** Milliseconds that connections get to say goodbye. */
const FAREWELL = 2000;

/** See `Postgres`. */
export class PooledPostgres implements Postgres {
  readonly place: string;
  readonly #pool: Pool;
  /** Connections that have not been used yet: one of these cannot have died while it lay idle. */
  readonly #fresh = new WeakSet<PoolClient>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #inside = new AsyncLocalStorage<boolean>();
  #closed: Promise<void> | null = null;

  constructor(place: string, pool: Pool) {
    this.place = place;
    this.#pool = pool;
    pool.on('connect', (client) => this.#fresh.add(client));
    // An idle connection that breaks has left the pool by now; whoever comes next gets another, or hears why not.
    pool.on('error', () => undefined);
  }

  all<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.#track(() => this.#once(isRead(sql), (queries) => queries.all<Row>(sql, values)));
  }

  run(sql: string, values: readonly unknown[] = []): Promise<number> {
    return this.#track(() => this.#once(false, (queries) => queries.run(sql, values)));
  }

  transaction<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result> {
    return this.#track(() => this.#inside.run(true, () => this.#untilDone(work)));
  }

  close(): Promise<void> {
    this.#closed ??= (async () => {
      await Promise.allSettled(this.#underWay);
      // A server that does not answer any more does not say goodbye either.
      await Promise.race([this.#pool.end(), pause(FAREWELL, undefined, { ref: false })]);
    })();
    return this.#closed;
  }

  async #track<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside.getStore() === true) throw new Error('inside a transaction, use the one that is open');
    if (this.#closed !== null) throw new Error(`the database ${this.place} is closed`);
    const result = work();
    this.#underWay.add(result);
    try {
      return await result;
    } catch (error) {
      throw databaseError(this.place, error);
    } finally {
      this.#underWay.delete(result);
    }
  }

  /**
   * A connection may have died while it lay idle, which shows only in use. What was sent then may have been done all the
   * same, so only reads are tried again, until it is a new connection that fails.
   */
  async #once<Result>(isRepeatable: boolean, work: (queries: Queries) => Promise<Result>): Promise<Result> {
    for (;;) {
      const { client, isFresh } = await this.#connect();
      let fault: unknown;
      try {
        return await work(new ClientQueries(client));
      } catch (error) {
        fault = error;
        if (isFresh || !isRepeatable || !isConnectionLost(error)) throw error;
      } finally {
        release(client, fault);
      }
    }
  }

  async #untilDone<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result> {
    const end = Date.now() + PATIENCE;
    for (let tries = 1; ; tries++) {
      const { client, isFresh } = await this.#connect();
      const transaction = new Transaction(client);
      let fault: unknown;
      try {
        return await transaction.do(work);
      } catch (error) {
        fault = error;
        const isAgain = isConflict(error) && (tries < LEAST_TRIES || Date.now() < end);
        // Lost before COMMIT was sent, the database has undone it.
        const isStale = isConnectionLost(error) && !isFresh && !transaction.isCommitting;
        if (!isAgain && !isStale) throw error;
      } finally {
        release(client, fault);
      }
      await pause(Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1)));
    }
  }

  async #connect(): Promise<{ client: PoolClient; isFresh: boolean }> {
    const client = await this.#pool.connect();
    client.on('error', ignore);
    const isFresh = this.#fresh.delete(client);
    return { client, isFresh };
  }
}

/** A connection that breaks between two statements says so with the next one; without a listener it would end the process. */
function ignore(): void {
  // Heard with the next statement.
}

function release(client: PoolClient, fault: unknown): void {
  client.off('error', ignore);
  client.release(isConnectionSpoilt(fault));
}

/** Whether a statement changes nothing. `WITH` may hold one that does. */
function isRead(sql: string): boolean {
  return /^\s*SELECT\b/i.test(sql);
}

/** Statements on one connection. */
class ClientQueries implements Queries {
  readonly #client: PoolClient;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async all<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.#client.query<Row & Record<string, unknown>>(sql, [...values]);
    return rows;
  }

  async run(sql: string, values: readonly unknown[] = []): Promise<number> {
    // Without values several statements may stand in one text; their results come as a list then, whatever the types say.
    const result: unknown = await (values.length === 0
      ? this.#client.query(sql)
      : this.#client.query(sql, [...values]));
    return [result]
      .flat()
      .reduce((sum: number, each) => sum + ((each as { rowCount?: number }).rowCount ?? 0), 0);
  }
}

/** One try of a transaction. */
class Transaction {
  readonly #client: PoolClient;
  #isOpen = true;
  /** Whether `COMMIT` has been sent: when the connection is lost then, nobody knows whether it was done. */
  isCommitting = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async do<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result> {
    const queries = new ClientQueries(this.#client);
    await queries.run('BEGIN ISOLATION LEVEL SERIALIZABLE');
    try {
      const result = await work({
        all: async <Row>(sql: string, values?: readonly unknown[]) =>
          this.#open(queries).all<Row>(sql, values),
        run: async (sql, values) => this.#open(queries).run(sql, values),
      });
      this.isCommitting = true;
      const { command } = await this.#client.query('COMMIT');
      // The database does not commit after a failed statement, and does not call that an error.
      if (command !== 'COMMIT')
        throw new Error('a statement failed, and the work of the transaction went on');
      return result;
    } catch (error) {
      if (!this.isCommitting && !isConnectionSpoilt(error)) await queries.run('ROLLBACK');
      throw error;
    } finally {
      this.#isOpen = false;
    }
  }

  #open(queries: Queries): Queries {
    if (!this.#isOpen) throw new Error('the transaction has ended');
    return queries;
  }
}
