import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CONFIG_KEYS, parseConfig } from '../src/config.ts';

test('.env.example names every setting, and only those', async () => {
  const example = await readFile('.env.example', 'utf8');
  const keys = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(keys.sort()).toEqual([...CONFIG_KEYS].sort());
});

test('.env.example as it is gives the defaults', async () => {
  const example = await readFile('.env.example', 'utf8');
  const lines = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)];
  const env = Object.fromEntries(lines.map(([, key = '', value = '']) => [key, value]));
  expect(parseConfig(env)).toEqual(parseConfig({}));
});

test('an empty value means the default, a trailing slash of the address does not matter', () => {
  const config = parseConfig({ DISCORD_TOKEN: '', DISCORD_API_BASE: 'http://127.0.0.1:8080/api/' });
  expect(config.discordToken).toBeUndefined();
  expect(config.discordApiBase).toBe('http://127.0.0.1:8080/api');
});

test('a wrong value is refused with its key, the value and the cure', () => {
  expect(() => parseConfig({ DISCORD_API_BASE: 'discord' })).toThrow(
    /DISCORD_API_BASE is "discord".*Correct it in \.env/,
  );
});

test.each([
  ['QUESTIONS_AT_ONCE', '0', 'must be a whole number, 1 or more'],
  ['USER_QUESTIONS_PER_MINUTE', '-1', 'must be a whole number, 0 or more'],
  ['SERVER_QUESTIONS_PER_MINUTE', 'many', 'must be a whole number, 0 or more'],
])('%s refuses "%s"', (key, value, why) => {
  expect(() => parseConfig({ [key]: value })).toThrow(`${key} is "${value}": it ${why}.`);
});

test('a limit of 0 is no limit', () => {
  expect(parseConfig({ USER_QUESTIONS_PER_MINUTE: '0' }).limits.perUser).toBe(0);
});

test.each(['postgres://reader:secret@db.example:5432/notes', 'postgresql:///notes?host=/run/postgresql'])(
  'DATABASE_URL may be %s',
  (url) => {
    expect(parseConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  },
);

test.each([
  'mysql://reader:hunter2@db.example/notes',
  'reader:hunter2@db.example',
  'postgres://reader:hunter2@db:x',
])('a DATABASE_URL that is none is refused without showing it: %s', (url) => {
  const parse = () => parseConfig({ DATABASE_URL: url });
  expect(parse).toThrow(/DATABASE_URL is not what it should be: it must be postgres:\/\//);
  expect(parse).not.toThrow(/hunter2/);
});

test.each([
  [undefined, null],
  ['', null],
  ['auto', 'auto'],
  ['1', 1],
  ['16', 16],
])('SHARDS of %s means %s', (given, shards) => {
  expect(parseConfig({ SHARDS: given }).shards).toBe(shards);
});

test.each(['0', '-2', '1.5', 'many'])('SHARDS refuses "%s"', (given) => {
  expect(() => parseConfig({ SHARDS: given })).toThrow(
    `SHARDS is "${given}": it must be "auto", a whole number, 1 or more, or empty.`,
  );
});
