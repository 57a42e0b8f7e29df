import { migratePostgres, type PostgresMigration } from '../../postgres/migrate-postgres.ts';
import { openPostgres } from '../../postgres/open-postgres.ts';
import { POSTGRES_MIGRATIONS } from './postgres-migrations.ts';
import { PostgresState } from './postgres-state.ts';

/** Most connections of one process: each statement takes some milliseconds, and the index has connections of its own. */
const CONNECTIONS = 3;

/**
 * Connects to the database that holds the state, and brings its tables up to date; makes them when there are none.
 * @param url see `openPostgres`
 * @throws FootnoteError `database-address`, `database-unreachable`, `database-refused`, ..., or `database-newer` when a newer
 * version of Footnote has been there
 */
export async function openPostgresState(
  url: string,
  migrations: readonly PostgresMigration[] = POSTGRES_MIGRATIONS,
): Promise<PostgresState> {
  const postgres = await openPostgres(url, { connections: CONNECTIONS, applicationName: 'footnote state' });
  try {
    await migratePostgres(postgres, 'state', migrations);
    return new PostgresState(postgres);
  } catch (error) {
    await postgres.close();
    throw error;
  }
}
