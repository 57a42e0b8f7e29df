import { beforeEach, expect, test } from 'vitest';
import { DatabasePresence, isOperatorTold } from '../src/database-presence.ts';
import { FootnoteError } from '../src/errors.ts';

const away = new FootnoteError('database-unreachable', 'Cannot reach the database.');
const fails = (error: Error) => (): Promise<never> => Promise.reject(error);
const works = (): Promise<string> => Promise.resolve('done');

let log: string[];
let presence: DatabasePresence;
beforeEach(() => {
  log = [];
  presence = new DatabasePresence((line) => log.push(line));
});

test('one line when it goes and one when it is back, however many calls fail', async () => {
  for (let i = 0; i < 3; i += 1) await expect(presence.use('state', fails(away))).rejects.toBe(away);
  await expect(presence.probe('state', fails(away))).rejects.toBe(away);
  expect(log).toEqual(['The database cannot be used, and is tried until it can: Cannot reach the database.']);
  expect(isOperatorTold(away)).toBe(true);
  expect(await presence.probe('state', works)).toBe('done');
  expect(log.slice(1)).toEqual(['The database can be used again, after 0 s.']);
  expect(await presence.use('state', works)).toBe('done');
  expect(log).toHaveLength(2);
});

test('while it is away nothing but probing tries it', async () => {
  await expect(presence.use('state', fails(away))).rejects.toBe(away);
  await expect(presence.use('state', () => expect.unreachable('it was tried'))).rejects.toBe(away);
});

test('it is back when it is for all who use it', async () => {
  for (const user of ['state', 'engine']) await expect(presence.use(user, fails(away))).rejects.toBe(away);
  await presence.probe('engine', works);
  expect(log).toHaveLength(1);
  expect(await presence.use('engine', works)).toBe('done');
  await presence.probe('state', works);
  expect(log).toHaveLength(2);
});

test('another reason is another line', async () => {
  await expect(presence.use('state', fails(away))).rejects.toBe(away);
  const refused = new FootnoteError('database-refused', 'It refuses.');
  await expect(presence.probe('state', fails(refused))).rejects.toBe(refused);
  expect(log).toHaveLength(2);
  expect(log[1]).toContain('It refuses.');
});

test.each([
  ['a full database', new FootnoteError('database-full', 'No room.')],
  ['a bug', new Error('a bug')],
])('%s is not away, and somebody else must tell of it', async (_, error) => {
  await expect(presence.use('state', fails(error))).rejects.toBe(error);
  expect(log).toEqual([]);
  expect(isOperatorTold(error)).toBe(false);
  expect(await presence.use('state', works)).toBe('done');
});

test('a refusal while it is opened is left to whoever opens it', async () => {
  const refused = new FootnoteError('database-refused', 'It refuses.');
  await expect(presence.open('state', fails(refused))).rejects.toBe(refused);
  expect(log).toEqual([]);
});
