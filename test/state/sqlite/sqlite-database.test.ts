import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { StateQueries } from '../../../src/state/database.ts';
import { openSqlite } from '../../../src/state/sqlite/open-sqlite.ts';
import type { SqliteDatabase } from '../../../src/state/sqlite/sqlite-database.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A file with one number in it, 0. */
async function counter(): Promise<SqliteDatabase> {
  const file = join(await tempFolder(), 'state.sqlite');
  const database = await openSqlite(file, [
    { name: 'counter', sql: 'CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (0);' },
  ]);
  onTestFinished(() => database.close());
  return database;
}

async function read(queries: StateQueries): Promise<number> {
  return (await queries.all<{ n: number }>('SELECT n FROM counter'))[0]?.n ?? NaN;
}

/** Reads, waits, and writes one more. */
async function countSlowly(queries: StateQueries): Promise<void> {
  const n = await read(queries);
  await pause(Math.random() * 3);
  await queries.run('UPDATE counter SET n = ?1', n + 1);
}

test('transactions that are asked for at once take turns, and no statement comes between', async () => {
  const database = await counter();
  const seen: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      await database.transaction(async (tx) => {
        await countSlowly(tx);
        await countSlowly(tx);
      });
      seen.push(await read(database));
    }),
  );
  expect(await read(database)).toBe(40);
  expect(seen.filter((n) => n % 2 === 1)).toEqual([]);
});

test('a transaction whose work fails leaves nothing behind and lets the next one go on', async () => {
  const database = await counter();
  const failing = database.transaction(async (tx) => {
    await countSlowly(tx);
    throw new Error('no');
  });
  const next = database.transaction(countSlowly);
  await expect(failing).rejects.toThrow('no');
  await next;
  expect(await read(database)).toBe(1);
});

test('says so, rather than waiting for ever, when a transaction does not use what it was given', async () => {
  const database = await counter();
  await expect(database.transaction(() => database.run('UPDATE counter SET n = 5'))).rejects.toThrow(
    /use the one that is open/,
  );
  await expect(database.transaction(() => database.transaction(countSlowly))).rejects.toThrow(
    /use the one that is open/,
  );
  let leaked: StateQueries | undefined;
  await database.transaction((tx) => {
    leaked = tx;
    return Promise.resolve();
  });
  await expect(leaked?.run('UPDATE counter SET n = 5')).rejects.toThrow(/has ended/);
  expect(await read(database)).toBe(0);
});

test('closing waits for what was asked for before', async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  const open = (): Promise<SqliteDatabase> =>
    openSqlite(file, [{ name: 'counter', sql: 'CREATE TABLE counter (n INTEGER);' }]);
  const database = await open();
  const written = database.run('INSERT INTO counter VALUES (?1)', 7);
  await database.close();
  await written;
  const again = await open();
  expect(await read(again)).toBe(7);
  await again.close();
});
