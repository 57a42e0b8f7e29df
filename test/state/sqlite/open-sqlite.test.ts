import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { openSqlite } from '../../../src/state/sqlite/open-sqlite.ts';
import { SQLITE_MIGRATIONS } from '../../../src/state/sqlite/sqlite-migrations.ts';
import { openState, type State } from '../../../src/state/state.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { fillServer } from '../fill-server.ts';
import { SQLITE, stateIn } from '../state-engines.ts';

const NOW = new Date('2026-05-01T10:00:00Z');

async function tempState(): Promise<{ file: string; state: State }> {
  const place = await SQLITE.newPlace();
  return { file: place.stateFile, state: await stateIn(place) };
}

/** An error of that code whose message names the file and then says what `cure` looks for. */
function refusal(code: string, file: string, cure: RegExp): Error {
  const message = expect.stringMatching(
    new RegExp(`${file.replaceAll('.', '\\.')}.*${cure.source}`),
  ) as string;
  return expect.objectContaining({ name: 'FootnoteError', code, message }) as Error;
}

async function openingError(file: string): Promise<unknown> {
  try {
    await (await openState({ stateFile: file })).close();
  } catch (error) {
    return error;
  }
  throw new Error(`${file} was opened`);
}

test('makes the folders of a new file', async () => {
  const file = join(await tempFolder(), 'data', 'deep', 'state.sqlite');
  await (await openState({ stateFile: file })).close();
  await (await openState({ stateFile: file })).close();
});

test('writes through to the disk', async () => {
  const database = await openSqlite(join(await tempFolder(), 'state.sqlite'));
  const pragma = async (name: string): Promise<unknown> =>
    Object.values((await database.all<object>(`PRAGMA ${name}`))[0] ?? {})[0];
  expect(await pragma('journal_mode')).toBe('wal');
  // 2 is FULL.
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('secure_delete')).toBe(1);
  await database.close();
});

test('refuses a file that is no database', async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  await writeFile(file, 'These are not the bytes you are looking for. '.repeat(200));
  expect(await openingError(file)).toEqual(refusal('state-damaged', file, /earlier copy/));
});

test('refuses a damaged file and leaves it as it is', async () => {
  const { file, state } = await tempState();
  for (let n = 0; n < 200; n++) {
    await state.usage.record({ guildId: '1', milliseconds: n, state: 'none', at: NOW });
  }
  await state.deleteServer('2');
  const bytes = await readFile(file);
  const copy = join(await tempFolder(), 'state.sqlite');
  await writeFile(copy, bytes);
  await (await openState({ stateFile: copy })).close();
  const hurt = Buffer.from(bytes);
  hurt.fill(0xff, 4096);
  await writeFile(copy, hurt);
  expect(await openingError(copy)).toEqual(refusal('state-damaged', copy, /earlier copy/));
  expect((await readFile(copy)).equals(hurt)).toBe(true);
  await truncate(copy, 5000);
  expect(await openingError(copy)).toEqual(refusal('state-damaged', copy, /earlier copy/));
});

test("refuses another program's database and leaves it as it is", async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  const other = new Database(file);
  other.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1);');
  other.close();
  const bytes = await readFile(file);
  expect(await openingError(file)).toEqual(refusal('state-damaged', file, /another program/));
  expect((await readFile(file)).equals(bytes)).toBe(true);
});

test('refuses a file that a newer version wrote', async () => {
  const { file, state } = await tempState();
  await fillServer(state, '1', NOW);
  const database = new Database(file);
  database.exec(`PRAGMA user_version = ${SQLITE_MIGRATIONS.length + 1}`);
  database.close();
  expect(await openingError(file)).toEqual(refusal('state-newer', file, /has version \d+.*Update Footnote/));
});

test('refuses a file that has lost its secret', async () => {
  const { file } = await tempState();
  const database = new Database(file);
  database.exec('DELETE FROM footnote_secrets');
  database.close();
  expect(await openingError(file)).toEqual(refusal('state-damaged', file, /secret/));
});

test.each(['below-a-file', 'a-folder'])('refuses a place where nothing can be written: %s', async (kind) => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'file'), '');
  const file = kind === 'a-folder' ? folder : join(folder, 'file', 'state.sqlite');
  expect(await openingError(file)).toEqual(refusal('state-unwritable', file, /write permission/));
});

test('says so when another process does not let it write', { timeout: 30_000 }, async () => {
  const { file, state } = await tempState();
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  const record = (): Promise<void> =>
    state.usage.record({ guildId: '1', milliseconds: 1, state: 'none', at: NOW });
  let beats = 0;
  const heart = setInterval(() => beats++, 100);
  await expect(record()).rejects.toThrow(refusal('state-unwritable', file, /locked/));
  clearInterval(heart);
  // The process goes on meanwhile, Discord's heartbeat included.
  expect(beats).toBeGreaterThan(20);
  expect((await state.usage.today('1', NOW)).count).toBe(0);
  other.exec('ROLLBACK');
  await record();
  expect((await state.usage.today('1', NOW)).count).toBe(1);
  other.close();
});

test('what was deleted of a server is gone from the disk', async () => {
  const { file, state } = await tempState();
  await fillServer(state, '1', NOW, 'vanishing');
  await fillServer(state, '2', NOW, 'staying');
  await state.deleteServer('1');
  const bytes = Buffer.concat([await readFile(file), await readFile(`${file}-wal`)]);
  expect(bytes.includes('staying')).toBe(true);
  expect(bytes.includes('vanishing')).toBe(false);
});
