import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { messageOf } from '../errors.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { damaged, explain, unwritable } from './state-errors.ts';

type Connection = InstanceType<typeof Database>;

/** What a statement takes. No BLOB is stored: libsql takes a lone `Buffer` for a list of named values, and aborts. */
export type SqlValue = string | number | null;

/** Marks the file as ours ("FNST" in ASCII), so that no other program's database is migrated. */
const APPLICATION_ID = 0x464e5354;
/** Milliseconds to wait for another process that is writing; a write takes some milliseconds, and the caller stands still. */
const BUSY_TIMEOUT = 5000;

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

/**
 * Opens the state file, makes it and its folders when there is none, and brings it up to date.
 * @throws FootnoteError `state-unwritable`, `state-damaged`, or `state-newer` when a newer version of Footnote wrote it
 */
export function openStateDatabase(
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): StateDatabase {
  const database = new StateDatabase(file, connect(file));
  try {
    check(database);
    database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
    database.all('PRAGMA journal_mode = WAL');
    migrate(database, migrations, APPLICATION_ID);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function connect(file: string): Connection {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return new Database(file, { timeout: BUSY_TIMEOUT });
  } catch (cause) {
    throw unwritable(file, messageOf(cause), cause);
  }
}

/** Before anything is written: a sound database, and ours or empty. */
function check(database: StateDatabase): void {
  const [fault] = database
    .all<{ quick_check: string }>('PRAGMA quick_check(1)')
    .filter(({ quick_check }) => quick_check !== 'ok');
  if (fault !== undefined) throw damaged(database.file, fault.quick_check.replace(/\s*\n\s*/g, ', '));
  // One statement: another process may be making the file now, its tables and its mark appearing together.
  const [strange] = database.all<{ tables: number }>(
    `SELECT count(*) AS tables FROM sqlite_master
     WHERE (SELECT application_id FROM pragma_application_id) <> ?`,
    APPLICATION_ID,
  );
  if (strange?.tables !== 0) throw damaged(database.file, "it is another program's database");
}
