import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { messageOf } from '../errors.ts';
import { StateDatabase, type Connection } from './database.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, type Migration } from './migrations.ts';
import { damaged, unwritable } from './state-errors.ts';

/** Marks the file as ours ("FNST" in ASCII), so that no other program's database is migrated. */
const APPLICATION_ID = 0x464e5354;
/** Milliseconds to wait for another process that is writing; a write takes some milliseconds, and the caller stands still. */
const BUSY_TIMEOUT = 5000;
/** Milliseconds between two tries of what does not wait by itself. */
const RETRY = 10;

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
    useWriteAheadLog(database);
    migrate(database, migrations, APPLICATION_ID);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Unlike every other statement, this change of mode does not wait for another process that is making it: SQLite answers
 * at once that the file is locked (found by three processes that opened one new file).
 */
function useWriteAheadLog(database: StateDatabase): void {
  const patience = Date.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      database.all('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isLocked(error) || Date.now() > patience) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY);
  }
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && /^SQLITE_(?:BUSY|LOCKED)/.test(String(cause.code));
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
