import { FootnoteError } from '../errors.ts';
import { sqlState } from './database-error.ts';
import type { Postgres, Queries } from './postgres.ts';

/** A step that brings an area's tables from one version to the next. Never changed once released: a new one is added. */
export interface PostgresMigration {
  /** What it brings, for people. */
  name: string;
  /**
   * Statements without `BEGIN` and `COMMIT`. Written so that they may be run again (`IF NOT EXISTS`): some databases that
   * speak PostgreSQL's protocol commit each change of a table at once.
   */
  sql: string;
  /** Writes what no statement can say, after them and in the same transaction. */
  fill?: (tx: Queries) => Promise<void>;
}

/**
 * One row an area. It stands in the user's own schema, as all tables do, with `footnote_` before its name: a schema would have
 * to be created, which takes a right that hosted databases seldom give, and `search_path` remains a way to choose one.
 */
const TABLE = `CREATE TABLE IF NOT EXISTS footnote_migrations (area TEXT PRIMARY KEY, version INTEGER NOT NULL)`;

/**
 * Brings the tables of an area up to date: each migration that it has not had, in order, each in a transaction of its own
 * that counts it. Processes may do this at once: the area's row is locked meanwhile, so each migration is run by one of them.
 * (Advisory locks would do as well, but not every database of PostgreSQL's kind has them.)
 * @param area `state`, `index`: areas do not know of each other
 * @throws FootnoteError `database-newer` when the area has had more migrations than there are; `database-refused` when the
 * user may not create tables
 */
export async function migratePostgres(
  postgres: Postgres,
  area: string,
  migrations: readonly PostgresMigration[],
): Promise<void> {
  if ((await countedIn(postgres, area)) === null) await addArea(postgres, area);
  for (;;) {
    const version = (await countedIn(postgres, area)) ?? 0;
    if (version > migrations.length) throw newer(postgres.place, area, version, migrations.length);
    if (version === migrations.length) return;
    await postgres.transaction((tx) => runNext(tx, area, migrations));
  }
}

async function runNext(tx: Queries, area: string, migrations: readonly PostgresMigration[]): Promise<void> {
  // Read again, and locked: another process may have been faster.
  const [row] = await tx.all<{ version: number }>(
    'SELECT version FROM footnote_migrations WHERE area = $1 FOR UPDATE',
    [area],
  );
  const migration = migrations[row?.version ?? 0];
  if (row === undefined || migration === undefined) return;
  await tx.run(migration.sql);
  await migration.fill?.(tx);
  await tx.run('UPDATE footnote_migrations SET version = $1 WHERE area = $2', [row.version + 1, area]);
}

/** How many migrations the area has had; `null` when nothing was counted yet. */
async function countedIn(postgres: Postgres, area: string): Promise<number | null> {
  try {
    const [row] = await postgres.all<{ version: number }>(
      'SELECT version FROM footnote_migrations WHERE area = $1',
      [area],
    );
    return row?.version ?? null;
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return null;
    throw error;
  }
}

async function addArea(postgres: Postgres, area: string): Promise<void> {
  try {
    await postgres.run(TABLE);
  } catch (error) {
    // `IF NOT EXISTS` looks before it leaps: two processes that do so at one moment both leap, and one falls.
    if (!CREATED_MEANWHILE.has(sqlState(error))) throw error;
  }
  await postgres.run(
    'INSERT INTO footnote_migrations (area, version) VALUES ($1, 0) ON CONFLICT DO NOTHING',
    [area],
  );
}

const UNDEFINED_TABLE = '42P01';
/** A unique violation in the catalogue, a table that exists, a type that exists. */
const CREATED_MEANWHILE = new Set<string | null>(['23505', '42P07', '42710']);

function newer(place: string, area: string, version: number, known: number): FootnoteError {
  return new FootnoteError(
    'database-newer',
    `The ${area} in the database ${place} has version ${version}; this version of Footnote knows ${known}. Update Footnote, or name another database with DATABASE_URL.`,
  );
}
