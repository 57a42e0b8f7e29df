import { expect, test } from 'vitest';
import { syllableOf, wadeGiles } from '../../../scripts/train/romanization.ts';
import { learnSounds } from '../../../scripts/train/sound-model.ts';
import { Transliteration } from '../../../src/retrieval/transliteration.ts';

const PINYIN: Record<string, string> = Object.fromEntries(
  '卡:ka 拉:la 马:ma 利:li 达:da 塔:ta 尼:ni 莫:mo 罗:luo 山:shan 水:shui 谁:shui 的:de 是:shi'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);
const readings = (character: string) => syllableOf(PINYIN[character] ?? '');
/** As often in plain text: the last ones are of no name. */
const usual = new Map(
  Object.keys(PINYIN).map((character) => [character, '山水谁的是'.includes(character) ? 400 : 20]),
);

const names = (
  '卡拉:cara 卡马:cama 马拉:mara 马利:mari 达利:dari 达马:dama 塔拉:tara 塔马:tama 尼拉:nira 尼卡:nica 莫拉:mora ' +
  '卡罗马拉:caromara 达罗马利:daromari 塔罗拉马:tarorama 马罗达利:marodari 拉卡:raca 利达:rida 达卡:daca 卡利:cari 拉马:rama 莫利:mori 利马:rima 莫卡:moca'
)
  .split(' ')
  .map((pair) => {
    const [characters = '', letters = ''] = pair.split(':');
    return [{ characters, letters }];
  });
/** What is no name: a meaning. */
const meanings = [
  '山水:thequickbrownfoxjumpsoverthelazydog',
  '是的:whenhewrotethisthesunwasshiningbrightly',
  '谁的:everyonewonderedwhosewetglovesthesewere',
].map((pair) => {
  const [characters = '', letters = ''] = pair.split(':');
  return [{ characters, letters }];
});

test('learns what sounds stand for, and what characters names are of, and leaves meanings aside', () => {
  const learned = learnSounds([...names, ...meanings], readings, usual);
  const likeliest = (row: Record<string, number> = {}) => Object.keys(row)[0];
  expect(likeliest(learned.initials['k'])).toBe('c');
  expect(likeliest(learned.initials['l'])).toBe('r');
  expect(likeliest(learned.finals['a'])).toBe('a');
  expect(learned.finals['uo']).toMatchObject({ o: expect.any(Number) as number });
  expect(learned.finals['ui']).toBeUndefined();
  expect(learned.characters['k-a']?.['卡']).toBeGreaterThan(0.5);
  expect(learned.characters['sh-an']?.['山']).toBeLessThan(-0.5);
  for (const row of [...Object.values(learned.initials), ...Object.values(learned.finals)])
    expect(Object.values(row).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1);

  const transliteration = new Transliteration(learned);
  expect(transliteration.mostAlike('caroma', ['山水卡罗马的'])?.characters).toBe('卡罗马');
});

test('takes the likeliest of the ways to cut a mention', () => {
  const cuts = ['是卡尼拉', '卡尼拉', '尼拉'].map((characters) => ({ characters, letters: 'canira' }));
  const learned = learnSounds([...names, ...meanings, cuts], readings, usual);
  const without = learnSounds([...names, ...meanings], readings, usual);
  const prior = ({ characters }: typeof learned, character: string) =>
    Object.values(characters).find((row) => character in row)?.[character] ?? 0;
  expect(prior(learned, '卡')).toBeGreaterThan(prior(without, '卡'));
  expect(prior(learned, '是')).toBeLessThan(-0.5);
});

test.each([
  ['zhang', { initial: 'zh', final: 'ang' }],
  ['an', { initial: '', final: 'an' }],
  ['yi', { initial: 'y', final: 'i' }],
  ['lv', { initial: 'l', final: 'v' }],
  ['hng', null],
  ['', null],
])('%s has its parts', (pinyin, parts) => {
  expect(syllableOf(pinyin)).toEqual(parts);
});

test.each([
  ['cai', 'tsai'],
  ['xin', 'hsin'],
  ['zhu', 'chu'],
  ['qing', 'ching'],
  ['guo', 'kuo'],
  ['luo', 'lo'],
  ['zhi', 'chih'],
  ['xiong', 'hsiung'],
  ['xue', 'hsueh'],
  ['jian', 'chien'],
  ['you', 'yu'],
  ['yan', 'yen'],
  ['rong', 'jung'],
  ['lv', 'lu'],
  ['wang', 'wang'],
  ['ya', 'ya'],
])('%s is %s in the romanization of Wade and Giles', (pinyin, expected) => {
  const syllable = syllableOf(pinyin);
  expect(syllable && wadeGiles(syllable)).toBe(expected);
});
