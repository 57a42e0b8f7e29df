import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/corpus/fold.ts';
import { NO_SOUNDS, Transliteration } from '../../src/retrieval/transliteration.ts';
import { tempFolder } from '../support/temp-folder.ts';

const even = Object.fromEntries(Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => [letter, 1 / 26]));
const small = new Transliteration({
  letters: even,
  initials: { k: { k: 0.6, c: 0.4 }, l: { l: 0.9, r: 0.1 }, '': { '': 1 } },
  finals: { a: { a: 0.9, '': 0.1 }, u: { u: 0.8, oo: 0.1, '': 0.1 } },
  characters: { 'k-a': { 卡: 1, 咔: 0 }, 'l-u': { 鲁: 1 }, 'l-a': { 拉: 0.5 } },
});

describe('small chances', () => {
  test('find the characters that stand for a word, and say how much likelier that is than chance', () => {
    const alike = small.mostAlike('calu', ['鲁拉咔卡鲁']);
    expect(alike?.characters).toBe('卡鲁');
    expect(alike?.evidence).toBeCloseTo(Math.log(0.4 * 0.9 * 0.9 * 0.8) + 2 + 4 * Math.log(26));
  });

  test('cut its letters in every way that the sounds allow', () => {
    expect(small.mostAlike('kloo', ['咔鲁'])?.characters).toBe('咔鲁');
    expect(small.mostAlike('kalulra', ['卡鲁鲁拉'])?.characters).toBe('卡鲁鲁拉');
  });

  test('pass over the dots between names, and over nothing else', () => {
    expect(small.mostAlike('kalu', ['卡·鲁'])?.characters).toBe('卡鲁');
    expect(small.mostAlike('kalu', ['卡，鲁', '卡', '鲁'])).toBeNull();
  });

  test('take no single character for a name', () => {
    expect(small.mostAlike('ka', ['卡'])).toBeNull();
  });

  test('take the best of several texts', () => {
    expect(small.mostAlike('kalu', ['咔鲁', '卡鲁'])?.characters).toBe('卡鲁');
  });
});

describe('beginnings', () => {
  test('are the pairs that a name may begin with, likeliest first', () => {
    const pairs = small.beginnings('kalura', 100).map(({ characters }) => characters);
    expect(pairs.slice(0, 2)).toEqual(['卡鲁', '咔鲁']);
    expect(small.beginnings('kalura', 1)).toHaveLength(1);
  });

  test('have the evidence of what they say of the word', () => {
    const [pair] = small.beginnings('kalu', 1);
    expect(pair?.evidence).toBeCloseTo(small.mostAlike('kalu', ['卡鲁'])?.evidence ?? 0);
  });

  test('are none without sounds', () => {
    expect(new Transliteration(NO_SOUNDS).beginnings('kalu', 100)).toEqual([]);
  });

  test.each([
    ['laiyijung', '賴怡'],
    ['zhangyongde', '張永'],
    ['pichai', '皮查'],
    ['kaluga', '卡盧'],
  ])('of %s have %s among the first three thousand, with the chances that ship', async (letters, pair) => {
    const shipped = await Transliteration.read('models/transliteration.json');
    expect(shipped.beginnings(letters, 3000).map(({ characters }) => characters)).toContain(fold(pair));
  });
});

test('without sounds nothing is alike', () => {
  expect(new Transliteration(NO_SOUNDS).mostAlike('kalu', ['卡鲁'])).toBeNull();
});

describe('the one that ships', () => {
  test.each([
    ['tsaiingwen', '總統蔡英文出席', '蔡英文'],
    ['houyuih', '市長侯友宜說', '侯友宜'],
    ['zhangyongde', '張永德死後獲追贈', '張永德'],
    ['pichai', '執行長皮查伊表示', '皮查伊'],
    ['hassabis', '德米斯·哈薩比斯與同事', '哈薩比斯'],
    ['kaluga', '首都是卡盧加', '卡盧加'],
  ])('knows that %s may be written %s', async (letters, text, characters) => {
    const shipped = await Transliteration.read('models/transliteration.json');
    const alike = shipped.mostAlike(letters, [fold(text)]);
    expect(alike?.characters).toBe(fold(characters));
    expect(alike?.evidence).toBeGreaterThan(10);
  });
});

test.each([
  ['is missing', null],
  ['is no JSON', '{"letters": '],
  ['lacks a part', '{"letters": {}, "initials": {}, "finals": {}}'],
  ['has a chance above 1', '{"letters": {"a": 2}, "initials": {}, "finals": {}, "characters": {}}'],
])('one that %s is told with the cure', async (_, text) => {
  const path = join(await tempFolder(), 'transliteration.json');
  if (text !== null) await writeFile(path, text);
  await expect(Transliteration.read(path)).rejects.toMatchObject({
    code: 'model-damaged',
    message: expect.stringContaining('git checkout') as string,
  });
});
