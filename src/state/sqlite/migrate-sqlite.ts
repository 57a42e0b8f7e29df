import { FootnoteError } from '../../errors.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import type { SqliteMigration } from './sqlite-migrations.ts';
import type { SqliteQueries } from './sqlite-statements.ts';

/**
 * Brings a state file up to date: each migration that it has not had, in order, each in a transaction of its own.
 * `PRAGMA user_version` counts those it has had, and is part of the same transaction: a migration that stops half-way
 * leaves nothing behind. Two processes may do this at once; each migration is run by one of them.
 * @param applicationId written with the first migration, see SQLite's `PRAGMA application_id`
 * @throws FootnoteError `state-newer` when the file has had more migrations than there are
 */
export async function migrateSqlite(
  database: SqliteDatabase,
  migrations: readonly SqliteMigration[],
  applicationId: number,
): Promise<void> {
  const versionIn = (queries: SqliteQueries): Promise<number> =>
    versionOf(queries, database.place, migrations.length);
  while ((await versionIn(database)) < migrations.length) {
    await database.transaction(async (tx) => {
      // Read again: another process may have been faster.
      const version = await versionIn(tx);
      const migration = migrations[version];
      if (migration === undefined) return;
      await tx.exec(migration.sql);
      await migration.fill?.(tx);
      await tx.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1};`);
    });
  }
}

async function versionOf(queries: SqliteQueries, file: string, known: number): Promise<number> {
  const [row] = await queries.all<{ user_version: number }>('PRAGMA user_version');
  const version = row?.user_version ?? 0;
  if (version <= known) return version;
  throw new FootnoteError(
    'state-newer',
    `The state file ${file} has version ${version}; this version of Footnote knows ${known}. Update Footnote, or name another file with STATE_FILE.`,
  );
}
