import { FootnoteError } from '../errors.ts';
import type { StateDatabase } from './database.ts';
import type { Migration } from './migrations.ts';

/**
 * Brings a state file up to date: each migration that it has not had, in order, each in a transaction of its own.
 * `PRAGMA user_version` counts those it has had, and is part of the same transaction: a migration that stops half-way
 * leaves nothing behind. Two processes may do this at once; each migration is run by one of them.
 * @param applicationId written with the first migration, see SQLite's `PRAGMA application_id`
 * @throws FootnoteError `state-newer` when the file has had more migrations than there are
 */
export function migrate(
  database: StateDatabase,
  migrations: readonly Migration[],
  applicationId: number,
): void {
  while (versionOf(database, migrations) < migrations.length) {
    database.transaction(() => {
      // Read again: another process may have been faster.
      const version = versionOf(database, migrations);
      const migration = migrations[version];
      if (migration === undefined) return;
      database.exec(migration.sql);
      database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1};`);
    });
  }
}

function versionOf(database: StateDatabase, migrations: readonly Migration[]): number {
  const [{ user_version: version } = { user_version: 0 }] = database.all<{ user_version: number }>(
    'PRAGMA user_version',
  );
  if (version <= migrations.length) return version;
  throw new FootnoteError(
    'state-newer',
    `The state file ${database.file} has version ${version}; this version of Footnote knows ${migrations.length}. Update Footnote, or name another file with STATE_FILE.`,
  );
}
