import { join } from 'node:path';
import Database from 'libsql';
import { expect, test } from 'vitest';
import type { StateDatabase } from '../../../src/state/database.ts';
import { openSqlite } from '../../../src/state/sqlite/open-sqlite.ts';
import { SQLITE_MIGRATIONS, type SqliteMigration } from '../../../src/state/sqlite/sqlite-migrations.ts';
import { openState } from '../../../src/state/state.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { fillServer } from '../fill-server.ts';

const FIRST: SqliteMigration = {
  name: 'notes',
  sql: 'CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1);',
};
const SECOND: SqliteMigration = { name: 'dates', sql: 'ALTER TABLE notes ADD COLUMN at INTEGER DEFAULT 7;' };
const BROKEN: SqliteMigration = {
  name: 'half',
  sql: 'CREATE TABLE more (a); DELETE FROM notes; INSERT INTO absent VALUES (1);',
};

async function newFile(): Promise<string> {
  return join(await tempFolder(), 'state.sqlite');
}

async function onDatabase(
  file: string,
  migrations: SqliteMigration[],
  work: (database: StateDatabase) => Promise<void>,
): Promise<void> {
  const database = await openSqlite(file, migrations);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function version(database: StateDatabase): Promise<unknown> {
  return (await database.all<{ user_version: number }>('PRAGMA user_version'))[0]?.user_version;
}

test('runs each migration once, in order, also in a file of an earlier version', async () => {
  const file = await newFile();
  await onDatabase(file, [FIRST], async (database) => {
    expect(await version(database)).toBe(1);
  });
  for (let n = 0; n < 2; n++) {
    await onDatabase(file, [FIRST, SECOND], async (database) => {
      expect(await version(database)).toBe(2);
      expect(await database.all('SELECT text, at FROM notes')).toEqual([{ text: '1', at: 7 }]);
    });
  }
});

test('a migration that stops half-way leaves nothing behind', async () => {
  const file = await newFile();
  await expect(openSqlite(file, [FIRST, BROKEN])).rejects.toThrow(/absent/);
  await onDatabase(file, [FIRST], async (database) => {
    expect(await version(database)).toBe(1);
    expect(await database.all('SELECT text FROM notes')).toEqual([{ text: '1' }]);
    expect(await database.all("SELECT name FROM sqlite_master WHERE name = 'more'")).toEqual([]);
  });
  await onDatabase(file, [FIRST, SECOND], async (database) => {
    expect(await version(database)).toBe(2);
  });
});

test('a new file whose first migration fails is still a new file', async () => {
  const file = await newFile();
  await expect(
    openSqlite(file, [{ name: 'bad', sql: 'CREATE TABLE a (b); SELECT * FROM absent;' }]),
  ).rejects.toThrow('absent');
  await (await openState({ stateFile: file })).close();
});

test('refuses a file that has had more migrations than there are', async () => {
  const file = await newFile();
  await onDatabase(file, [FIRST, SECOND], () => Promise.resolve());
  await expect(openSqlite(file, [FIRST])).rejects.toThrow(
    expect.objectContaining({ code: 'state-newer' }) as Error,
  );
});

/** The schema as text, without the names that SQLite gives its own indexes. */
function schema(file: string): unknown[] {
  const database = new Database(file);
  const rows = database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
  database.close();
  return rows;
}

test.each(SQLITE_MIGRATIONS.map((_, earlier) => earlier))('opens a file of version %i', async (earlier) => {
  const [fresh, file] = [await newFile(), await newFile()];
  await (await openState({ stateFile: fresh })).close();
  await onDatabase(file, SQLITE_MIGRATIONS.slice(0, earlier), async (database) => {
    expect(await version(database)).toBe(earlier);
  });
  const state = await openState({ stateFile: file });
  await fillServer(state, '1', new Date());
  expect(Object.values(await state.kept('1')).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  await state.close();
  expect(schema(file)).toEqual(schema(fresh));
});
