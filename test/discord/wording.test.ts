import { readdir } from 'node:fs/promises';
import { Converter } from 'opencc-js/t2cn';
import { describe, expect, it } from 'vitest';
import { languageOf, localeOfText } from '../../src/discord/wording/language.ts';

describe('languageOf', () => {
  it.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['en-US', 'en'],
    ['ja', 'en'],
    ['', 'en'],
  ])('reads %j in %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});

describe('localeOfText', () => {
  it.each([
    ['公開信要求暫停多久？', 'en-US', 'zh-TW'],
    ['公开信要求暂停多久？', 'zh-TW', 'zh-CN'],
    ['第二?', 'zh-CN', 'zh-CN'],
    ['第二?', 'en-US', 'zh-TW'],
    ['How long is the pause?', 'zh-TW', 'en-US'],
    ['GPT-4?', 'zh-TW', 'zh-TW'],
    ['', 'en-US', 'en-US'],
  ])('answers %j on a server of %s in %s', (text, server, locale) => {
    expect(localeOfText(text, server)).toBe(locale);
  });
});

/** Characters only: with phrases, good Simplified words would be changed too. */
const toSimplified = Converter({ from: 't', to: 'cn' });
const LANGUAGES = ['zh-Hant', 'zh-Hans', 'en'];

type Table = Record<string, unknown>;

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && LANGUAGES.every((language) => language in value);
}

/** Every table in three languages, however deep it lies. */
function tables(value: unknown): Table[] {
  if (isTable(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tables) : [];
}

/** Every sentence of a wording, its functions called with samples. */
function sentences(wording: unknown): string[] {
  if (typeof wording === 'string') return [wording];
  if (typeof wording === 'function')
    return [String((wording as (...args: unknown[]) => unknown)({}, 3, 4, 5))];
  return typeof wording === 'object' && wording !== null ? Object.values(wording).flatMap(sentences) : [];
}

const FOLDER = new URL('../../src/discord/wording/', import.meta.url);
const files = (await readdir(FOLDER)).filter((file) => !/^(?:language|label|counted)\.ts$/u.test(file));
const modules = await Promise.all(
  files.map(async (file) => {
    const exported = (await import(new URL(file, FOLDER).href)) as Record<string, unknown>;
    return { file, tables: Object.values(exported).flatMap(tables) };
  }),
);

describe.each(modules)('the wording in $file', ({ tables: found }) => {
  it('has something to say, and nothing blank, in every language', () => {
    expect(found).not.toEqual([]);
    for (const table of found) {
      for (const language of LANGUAGES) {
        const said = sentences(table[language]);
        expect(said).not.toEqual([]);
        expect(said.filter((sentence) => sentence.trim() === '')).toEqual([]);
      }
    }
  });

  it('has no Traditional character in Simplified Chinese, and as much to say in each language', () => {
    for (const table of found) {
      for (const sentence of sentences(table['zh-Hans'])) expect(toSimplified(sentence)).toBe(sentence);
      const counts = LANGUAGES.map((language) => sentences(table[language]).length);
      expect(new Set(counts).size).toBe(1);
    }
  });
});
