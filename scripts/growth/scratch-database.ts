import { randomBytes } from 'node:crypto';
import { openPostgres } from '../../src/postgres/open-postgres.ts';

/** Does `work` with the address of a new, empty database on a server, and removes it. */
export async function withScratchDatabase<T>(server: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `footnote_growth_${randomBytes(4).toString('hex')}`;
  const postgres = await openPostgres(server, { connections: 1, statementSeconds: 0 });
  try {
    await postgres.run(`CREATE DATABASE ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    try {
      return await work(url.href);
    } finally {
      await postgres.run(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  } finally {
    await postgres.close();
  }
}

/** Bytes of all tables of Footnote in a database, with their indexes and what lies out of line. */
export async function databaseBytes(url: string): Promise<number> {
  const postgres = await openPostgres(url, { connections: 1 });
  try {
    const [row] = await postgres.all<{ bytes: number }>(
      `SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::int8 AS bytes FROM pg_class
       WHERE relname LIKE 'footnote\\_%' AND relkind = 'r'`,
    );
    return row?.bytes ?? 0;
  } finally {
    await postgres.close();
  }
}
