import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, onTestFinished } from 'vitest';
import { startPglite, type PgliteServer } from './pglite-server.ts';

/** A server that tests of PostgreSQL run on. */
export interface PostgresServer {
  name: string;
  /** Whether connections have sessions of their own; PGlite's have not, so two transactions never meet there. */
  hasSessions: boolean;
  /** Address of an empty database for the running test, emptied when the test ends. */
  emptyDatabase: () => Promise<string>;
}

/** One for all tests of a file: starting it takes some seconds. */
let pglite: Promise<PgliteServer> | null = null;
afterAll(async () => {
  await (await pglite)?.close();
});

async function emptyPglite(): Promise<string> {
  pglite ??= startPglite();
  const { url } = await pglite;
  onTestFinished(() => execute(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public;'));
  return url;
}

async function emptyDatabaseOn(server: string): Promise<string> {
  const name = `footnote_test_${randomBytes(6).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name}`);
  onTestFinished(() => execute(server, `DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const { TEST_DATABASE_URL } = process.env;

/** PGlite, and the server that `TEST_DATABASE_URL` names, where it is set, by a user who may create databases. */
export const POSTGRES_SERVERS: readonly PostgresServer[] = [
  { name: 'PGlite', hasSessions: false, emptyDatabase: emptyPglite },
  ...(TEST_DATABASE_URL === undefined
    ? []
    : [
        {
          name: 'TEST_DATABASE_URL',
          hasSessions: true,
          emptyDatabase: () => emptyDatabaseOn(TEST_DATABASE_URL),
        },
      ]),
];
