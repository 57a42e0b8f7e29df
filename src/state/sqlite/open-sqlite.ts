import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'libsql';
import { messageOf } from '../../errors.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { damaged, unwritable } from './sqlite-errors.ts';
import { SQLITE_MIGRATIONS, type SqliteMigration } from './sqlite-migrations.ts';
import type { Connection } from './sqlite-statements.ts';

/** Marks the file as ours ("FNST" in ASCII), so that no other program's database is migrated. */
const APPLICATION_ID = 0x464e5354;

/**
 * Opens the state file, makes it and its folders when there is none, and brings it up to date.
 * @throws FootnoteError `state-unwritable`, `state-damaged`, or `state-newer` when a newer version of Footnote wrote it
 */
export async function openSqlite(
  file: string,
  migrations: readonly SqliteMigration[] = SQLITE_MIGRATIONS,
): Promise<SqliteDatabase> {
  const database = new SqliteDatabase(file, await connect(file));
  try {
    await check(database);
    await database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;');
    await database.exec('PRAGMA journal_mode = WAL');
    await migrateSqlite(database, migrations, APPLICATION_ID);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function connect(file: string): Promise<Connection> {
  try {
    await mkdir(dirname(file), { recursive: true });
    return new Database(file);
  } catch (cause) {
    throw unwritable(file, messageOf(cause), cause);
  }
}

/** Before anything is written: a sound database, and ours or empty. */
async function check(database: SqliteDatabase): Promise<void> {
  const checked = await database.all<{ quick_check: string }>('PRAGMA quick_check(1)');
  const fault = checked.find(({ quick_check }) => quick_check !== 'ok');
  if (fault !== undefined) throw damaged(database.place, fault.quick_check.replace(/\s*\n\s*/g, ', '));
  // One statement: another process may be making the file now, its tables and its mark appearing together.
  const [strange] = await database.all<{ tables: number }>(
    `SELECT count(*) AS tables FROM sqlite_master
     WHERE (SELECT application_id FROM pragma_application_id) <> ?1`,
    APPLICATION_ID,
  );
  if (strange?.tables !== 0) throw damaged(database.place, "it is another program's database");
}
