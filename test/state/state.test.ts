import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, test } from 'vitest';
import { openStateDatabase } from '../../src/state/open-database.ts';
import { MIGRATIONS } from '../../src/state/migrations.ts';
import { RETENTION_DAYS } from '../../src/state/retention.ts';
import { openState } from '../../src/state/state.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { fillServer } from './fill-server.ts';
import { tempState } from './temp-state.ts';

const NOW = new Date('2026-05-01T10:00:00Z');
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);
const NOTHING = { count: 0, oldest: null };

/** An error of that code whose message names the file and then says what `cure` looks for. */
function refusal(code: string, file: string, cure: RegExp): Error {
  const message = expect.stringMatching(
    new RegExp(`${file.replaceAll('.', '\\.')}.*${cure.source}`),
  ) as string;
  return expect.objectContaining({ name: 'FootnoteError', code, message }) as Error;
}

function openingError(file: string): unknown {
  try {
    openState(file).close();
  } catch (error) {
    return error;
  }
  throw new Error(`${file} was opened`);
}

test('makes the folders of a new file', async () => {
  const file = join(await tempFolder(), 'data', 'deep', 'state.sqlite');
  openState(file).close();
  openState(file).close();
});

test('writes through to the disk', async () => {
  const database = openStateDatabase(join(await tempFolder(), 'state.sqlite'));
  const pragma = (name: string): unknown => Object.values(database.all<object>(`PRAGMA ${name}`)[0] ?? {})[0];
  // 2 is FULL.
  expect(['journal_mode', 'synchronous', 'busy_timeout', 'secure_delete'].map(pragma)).toEqual([
    'wal',
    2,
    5000,
    1,
  ]);
  database.close();
});

test('refuses a file that is no database', async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  await writeFile(file, 'These are not the bytes you are looking for. '.repeat(200));
  expect(openingError(file)).toEqual(refusal('state-damaged', file, /earlier copy/));
});

test('refuses a damaged file and leaves it as it is', async () => {
  const { file, state } = await tempState();
  for (let n = 0; n < 200; n++) {
    state.usage.record({ guildId: '1', milliseconds: n, state: 'none', at: NOW });
  }
  state.deleteServer('2');
  const bytes = await readFile(file);
  const copy = join(await tempFolder(), 'state.sqlite');
  await writeFile(copy, bytes);
  openState(copy).close();
  const hurt = Buffer.from(bytes);
  hurt.fill(0xff, 4096);
  await writeFile(copy, hurt);
  expect(openingError(copy)).toEqual(refusal('state-damaged', copy, /earlier copy/));
  expect((await readFile(copy)).equals(hurt)).toBe(true);
  await truncate(copy, 5000);
  expect(openingError(copy)).toEqual(refusal('state-damaged', copy, /earlier copy/));
});

test("refuses another program's database and leaves it as it is", async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  const other = new Database(file);
  other.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1);');
  other.close();
  const bytes = await readFile(file);
  expect(openingError(file)).toEqual(refusal('state-damaged', file, /another program/));
  expect((await readFile(file)).equals(bytes)).toBe(true);
});

test('refuses a file that a newer version wrote', async () => {
  const { file, state } = await tempState();
  fillServer(state, '1', NOW);
  const database = new Database(file);
  database.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  database.close();
  expect(openingError(file)).toEqual(refusal('state-newer', file, /has version \d+.*Update Footnote/));
});

test('refuses a file that has lost its secret', async () => {
  const { file } = await tempState();
  const database = new Database(file);
  database.exec('DELETE FROM secrets');
  database.close();
  expect(openingError(file)).toEqual(refusal('state-damaged', file, /secret/));
});

test.each(['below-a-file', 'a-folder'])('refuses a place where nothing can be written: %s', async (kind) => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'file'), '');
  const file = kind === 'a-folder' ? folder : join(folder, 'file', 'state.sqlite');
  expect(openingError(file)).toEqual(refusal('state-unwritable', file, /write permission/));
});

test('says so when another process does not let it write', { timeout: 30_000 }, async () => {
  const { file, state } = await tempState();
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  expect(() => {
    state.usage.record({ guildId: '1', milliseconds: 1, state: 'none', at: NOW });
  }).toThrow(refusal('state-unwritable', file, /locked/));
  expect(state.usage.today('1', NOW).count).toBe(0);
  other.exec('ROLLBACK');
  state.usage.record({ guildId: '1', milliseconds: 1, state: 'none', at: NOW });
  expect(state.usage.today('1', NOW).count).toBe(1);
  other.close();
});

test('shows what is kept of a server, and deletes it without touching another', async () => {
  const { file, state } = await tempState();
  fillServer(state, '1', daysAgo(3), 'vanishing');
  fillServer(state, '2', daysAgo(2), 'staying');
  state.usage.record({ guildId: '1', milliseconds: 5, state: 'answered', at: NOW });
  const one = { count: 1, oldest: daysAgo(3) };
  const kept = { settings: one, feedback: one, unanswered: one, usage: { ...one, count: 2 }, studies: one };
  const others = state.kept('2');
  expect(state.kept('1')).toEqual(kept);
  expect(state.deleteServer('1')).toEqual(kept);
  expect(Object.values(state.kept('1'))).toEqual(Array(5).fill(NOTHING));
  expect(Object.values(state.deleteServer('1'))).toEqual(Array(5).fill(NOTHING));
  expect(state.kept('2')).toEqual(others);
  expect(state.settings.get('1').unanswered).toBeNull();
  expect(state.settings.get('2').unanswered).toEqual({ days: 10 });
  const bytes = Buffer.concat([await readFile(file), await readFile(`${file}-wal`)]);
  expect(bytes.includes('staying')).toBe(true);
  expect(bytes.includes('vanishing')).toBe(false);
});

test('prunes each kind after its own time', async () => {
  const { state } = await tempState();
  const { usage, feedback, endedStudy, openStudy } = RETENTION_DAYS;
  state.settings.set('2', { unanswered: { days: 90 } });
  for (const [n, over] of [0.01, -0.01].entries()) {
    fillServer(state, `1${n}`, daysAgo(10 + over));
    state.unanswered.add({ guildId: '2', question: 'q', state: 'none', at: daysAgo(90 + over) });
    state.usage.record({ guildId: '2', milliseconds: 1, state: 'none', at: daysAgo(usage + over) });
    state.feedback.add({
      ...{ guildId: '2', kind: 'not-helpful', messageId: `${n}`, userId: '1', question: 'q' },
      ...{ articleId: null, title: null, paragraph: null, quote: null, at: daysAgo(feedback + over) },
    });
    const study = { guildId: '2', articleKey: 'k', json: '{}' };
    const ended = daysAgo(endedStudy + over);
    state.studies.save({ ...study, threadId: `3${n}`, updatedAt: ended, endedAt: ended });
    state.studies.save({ ...study, threadId: `4${n}`, updatedAt: daysAgo(openStudy + over), endedAt: null });
  }
  state.prune(NOW);
  const counts = (guildId: string): number[] => Object.values(state.kept(guildId)).map(({ count }) => count);
  // Settings, feedback, unanswered, usage, studies.
  expect(counts('2')).toEqual([1, 1, 1, 1, 2]);
  expect(counts('10')).toEqual([1, 1, 0, 1, 1]);
  expect(counts('11')).toEqual([1, 1, 1, 1, 1]);
  expect(state.studies.openIn('2').map(({ threadId }) => threadId)).toEqual(['41']);
});

test('does not lose questions to a setting that cannot be read', async () => {
  const { file, state } = await tempState();
  fillServer(state, '1', daysAgo(100));
  const database = new Database(file);
  database.exec("UPDATE settings SET value = 'x'");
  database.close();
  state.prune(NOW);
  expect(state.kept('1').unanswered.count).toBe(1);
  state.prune(new Date(NOW.getTime() + 300 * 24 * 60 * 60 * 1000));
  expect(state.kept('1').unanswered.count).toBe(0);
});

test('is of no use once closed', async () => {
  const file = join(await tempFolder(), 'state.sqlite');
  const state = openState(file);
  state.close();
  expect(() => state.settings.get('1')).toThrow(/not open/);
});
