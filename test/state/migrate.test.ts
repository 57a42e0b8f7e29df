import { join } from 'node:path';
import Database from 'libsql';
import { expect, test } from 'vitest';
import type { StateDatabase } from '../../src/state/database.ts';
import { openStateDatabase } from '../../src/state/open-database.ts';
import { MIGRATIONS, type Migration } from '../../src/state/migrations.ts';
import { openState } from '../../src/state/state.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { fillServer } from './fill-server.ts';

const FIRST: Migration = {
  name: 'notes',
  sql: 'CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1);',
};
const SECOND: Migration = { name: 'dates', sql: 'ALTER TABLE notes ADD COLUMN at INTEGER DEFAULT 7;' };
const BROKEN: Migration = {
  name: 'half',
  sql: 'CREATE TABLE more (a); DELETE FROM notes; INSERT INTO absent VALUES (1);',
};

async function newFile(): Promise<string> {
  return join(await tempFolder(), 'state.sqlite');
}

function using<Result>(
  file: string,
  migrations: Migration[],
  work: (database: StateDatabase) => Result,
): Result {
  const database = openStateDatabase(file, migrations);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function version(database: StateDatabase): unknown {
  return database.all<{ user_version: number }>('PRAGMA user_version')[0]?.user_version;
}

test('runs each migration once, in order, also in a file of an earlier version', async () => {
  const file = await newFile();
  using(file, [FIRST], (database) => {
    expect(version(database)).toBe(1);
  });
  for (let n = 0; n < 2; n++) {
    using(file, [FIRST, SECOND], (database) => {
      expect(version(database)).toBe(2);
      expect(database.all('SELECT text, at FROM notes')).toEqual([{ text: '1', at: 7 }]);
    });
  }
});

test('a migration that stops half-way leaves nothing behind', async () => {
  const file = await newFile();
  expect(() => openStateDatabase(file, [FIRST, BROKEN])).toThrow(/absent/);
  using(file, [FIRST], (database) => {
    expect(version(database)).toBe(1);
    expect(database.all('SELECT text FROM notes')).toEqual([{ text: '1' }]);
    expect(database.all("SELECT name FROM sqlite_master WHERE name = 'more'")).toEqual([]);
  });
  using(file, [FIRST, SECOND], (database) => {
    expect(version(database)).toBe(2);
  });
});

test('a new file whose first migration fails is still a new file', async () => {
  const file = await newFile();
  expect(() =>
    openStateDatabase(file, [{ name: 'bad', sql: 'CREATE TABLE a (b); SELECT * FROM absent;' }]),
  ).toThrow();
  openState(file).close();
});

test('refuses a file that has had more migrations than there are', async () => {
  const file = await newFile();
  using(file, [FIRST, SECOND], () => undefined);
  expect(() => openStateDatabase(file, [FIRST])).toThrow(
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

test.each(MIGRATIONS.map((_, earlier) => earlier))('opens a file of version %i', async (earlier) => {
  const [fresh, file] = [await newFile(), await newFile()];
  openState(fresh).close();
  using(file, MIGRATIONS.slice(0, earlier), (database) => {
    expect(version(database)).toBe(earlier);
  });
  const state = openState(file);
  fillServer(state, '1', new Date());
  expect(Object.values(state.kept('1')).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  state.close();
  expect(schema(file)).toEqual(schema(fresh));
});
