import type { StateDatabase } from './database.ts';
import { openPostgresState } from './postgres/open-postgres-state.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import { readVoterSalt } from './voter-salt.ts';

/** Where the state is kept; the part of the settings that says so. */
export interface StatePlace {
  /** SQLite file, used when there is no database. */
  stateFile: string;
  /** PostgreSQL database, password included. */
  databaseUrl?: string | undefined;
}

/**
 * Opens the state of a place, brings it up to date, and makes it when there is none.
 * @throws FootnoteError of a file `state-unwritable` when it cannot be made or written, `state-damaged` when it is no sound
 * state file, `state-newer` when a newer version of Footnote wrote it; of a database those of `openPostgresState`, and
 * `state-damaged` when it has lost its secret
 */
export async function openStateDatabase({ stateFile, databaseUrl }: StatePlace): Promise<StateDatabase> {
  const database =
    databaseUrl === undefined ? await openSqlite(stateFile) : await openPostgresState(databaseUrl);
  try {
    await readVoterSalt(database, database.place);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
