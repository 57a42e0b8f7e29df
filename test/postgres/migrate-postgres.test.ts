import { describe, expect, onTestFinished, test } from 'vitest';
import { migratePostgres, type PostgresMigration } from '../../src/postgres/migrate-postgres.ts';
import { openPostgres } from '../../src/postgres/open-postgres.ts';
import type { Postgres } from '../../src/postgres/postgres.ts';
import { POSTGRES_SERVERS } from '../support/postgres-servers.ts';

const FIRST: PostgresMigration = {
  name: 'notes',
  sql: "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('1');",
  fill: async (tx) => {
    await tx.run('INSERT INTO notes VALUES ($1)', ['made in code']);
  },
};
const SECOND: PostgresMigration = {
  name: 'dates',
  sql: 'ALTER TABLE notes ADD COLUMN at BIGINT DEFAULT 7;',
};
const BROKEN: PostgresMigration = {
  name: 'half',
  sql: 'CREATE TABLE more (a INT); DELETE FROM notes; INSERT INTO absent VALUES (1);',
};

describe.each(POSTGRES_SERVERS)('on $name', ({ emptyDatabase }) => {
  async function open(url: string): Promise<Postgres> {
    const postgres = await openPostgres(url);
    onTestFinished(() => postgres.close());
    return postgres;
  }

  async function versions(postgres: Postgres): Promise<unknown> {
    return postgres.all('SELECT area, version FROM footnote_migrations ORDER BY area');
  }

  test('runs each migration once, in order, each area for itself', async () => {
    const postgres = await open(await emptyDatabase());
    await migratePostgres(postgres, 'notes', [FIRST]);
    expect(await versions(postgres)).toEqual([{ area: 'notes', version: 1 }]);
    for (let n = 0; n < 2; n++) await migratePostgres(postgres, 'notes', [FIRST, SECOND]);
    await migratePostgres(postgres, 'empty', []);
    expect(await postgres.all('SELECT text, at FROM notes ORDER BY text')).toEqual([
      { text: '1', at: 7 },
      { text: 'made in code', at: 7 },
    ]);
    expect(await versions(postgres)).toEqual([
      { area: 'empty', version: 0 },
      { area: 'notes', version: 2 },
    ]);
  });

  test('a migration that stops half-way leaves nothing behind', async () => {
    const postgres = await open(await emptyDatabase());
    await expect(migratePostgres(postgres, 'notes', [FIRST, BROKEN])).rejects.toThrow(/absent/);
    expect(await versions(postgres)).toEqual([{ area: 'notes', version: 1 }]);
    expect(await postgres.all('SELECT count(*) AS count FROM notes')).toEqual([{ count: 2 }]);
    await expect(postgres.all('SELECT * FROM more')).rejects.toThrow(/more/);
    await migratePostgres(postgres, 'notes', [FIRST, SECOND]);
    expect(await versions(postgres)).toEqual([{ area: 'notes', version: 2 }]);
  });

  test('processes that open a new database at one moment run each migration once between them', async () => {
    for (let round = 0; round < 5; round++) {
      const url = await emptyDatabase();
      const processes = await Promise.all(Array.from({ length: 4 }, () => open(url)));
      const area = `notes ${round}`;
      const table = `notes_${round}`;
      const migrations = [FIRST, SECOND].map((migration) => ({
        name: migration.name,
        sql: migration.sql.replaceAll('notes', table),
      }));
      await Promise.all(processes.map((postgres) => migratePostgres(postgres, area, migrations)));
      const [first] = processes;
      expect(await first?.all(`SELECT text, at FROM ${table}`)).toEqual([{ text: '1', at: 7 }]);
      expect(await first?.all('SELECT version FROM footnote_migrations WHERE area = $1', [area])).toEqual([
        { version: 2 },
      ]);
    }
  });

  test('refuses a database that a newer version of Footnote has been at', async () => {
    const postgres = await open(await emptyDatabase());
    await migratePostgres(postgres, 'notes', [FIRST, SECOND]);
    await expect(migratePostgres(postgres, 'notes', [FIRST])).rejects.toThrow(
      expect.objectContaining({
        code: 'database-newer',
        message: expect.stringMatching(
          /The notes in the database .* version 2.* knows 1.*DATABASE_URL/,
        ) as string,
      }) as Error,
    );
  });
});
