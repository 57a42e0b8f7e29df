import pg from 'pg';
import { placeOf } from './database-address.ts';
import { PooledPostgres } from './pooled-postgres.ts';
import type { Postgres } from './postgres.ts';

export interface PostgresOptions {
  /** Most connections of this process at once; 5 unless told. A server takes 100 by default, of all processes together. */
  connections?: number;
  /** Most seconds that a statement may take; 60 unless told, 0 for no limit. */
  statementSeconds?: number;
  /** What the server's list of connections (`pg_stat_activity`) shows; `footnote` unless told. */
  applicationName?: string;
}

/** Milliseconds to get a connection in, a new one or one that another statement has now. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds that a connection may lie idle before it is closed. */
const IDLE_TIMEOUT = 60_000;
/** Milliseconds of silence after which the connection is tried, so that a router does not forget it and a dead one shows. */
const KEEP_ALIVE = 30_000;

/**
 * Connects to a PostgreSQL database, or one that speaks its protocol and SQL. Works through a pooler such as PgBouncer: no
 * setting of a session is relied on, and a statement that takes too long is given up on this side.
 * @param url `postgres://user:password@host:5432/name`, with `?sslmode=...` and the like as `pg` reads them
 * @throws FootnoteError `database-address`, `database-unreachable`, `database-refused`
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Postgres> {
  const { connections = 5, statementSeconds = 60, applicationName = 'footnote' } = options;
  const postgres = new PooledPostgres(
    placeOf(url),
    new pg.Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      idleTimeoutMillis: IDLE_TIMEOUT,
      query_timeout: statementSeconds * 1000,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE,
      application_name: applicationName,
      types: { getTypeParser },
    }),
  );
  try {
    await postgres.all('SELECT 1');
    return postgres;
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

const INT8 = pg.types.builtins.INT8;

/** As `pg` reads values, but an int8 as the number that counts and times are. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format) =>
  oid === INT8 && format !== 'binary' ? wholeNumber : (pg.types.getTypeParser(oid, format) as unknown);

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`the int8 ${text} does not fit a JavaScript number`);
  return number;
}
