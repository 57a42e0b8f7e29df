import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fold } from '../../src/corpus/fold.ts';
import { longerTokens } from '../../src/corpus/tokens.ts';
import { Aliases, knownOtherwise, renamed, withAliases } from '../../src/retrieval/aliases.ts';
import { ENGLISH_STOP_WORDS } from '../../src/retrieval/analyze-question.ts';
import { tempFolder } from '../support/temp-folder.ts';

const aliases = new Aliases([
  '雪梨\t悉尼\tSydney',
  '馬斯克\tElon Musk\tMusk',
  '紐西蘭\t新西蘭\tNew Zealand',
  '網際網路泡沫\tdot-com bubble',
]);
const namesIn = (text: string) => aliases.namedIn(text).map(({ name }) => name.text);
const frequencies = (...tokens: string[]) => new Map(tokens.map((token, i) => [token, i + 1]));

test.each([
  ['悉尼有多少人?', ['悉尼']],
  ['馬斯克和马斯克', ['馬斯克', '马斯克']],
  ['Is Elon Musk in Sydney?', ['Elon Musk', 'Sydney']],
  ['elon musk in new zealand', ['elon musk', 'new zealand']],
  ['who is musk', ['musk']],
  ['網際網路泡沫是什麼?', ['網際網路泡沫']],
])('finds in "%s" the names that have others', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test.each(['Where do musk deer live in China?', 'What is Muskogee or SydneyX?', '雪和梨', ''])(
  'finds none in "%s"',
  (text) => {
    expect(namesIn(text)).toEqual([]);
  },
);

test('takes a line as people write it', () => {
  const own = new Aliases(['海港鎮 \t Harbour Town\r', '', '只有一個', '小明\t\t++']);
  expect(own.namedIn('海港鎮')).toMatchObject([{ others: [{ text: 'Harbour Town' }] }]);
  expect(own.namedIn('只有一個小明')).toEqual([]);
});

test('knows which names the articles have, the most frequent first', () => {
  const named = aliases.namedIn('Who is Musk, and what is Sydney?');
  const known = knownOtherwise(named, frequencies('elon', '马斯', '斯克', 'musk'));
  expect(known.map(({ others }) => others.map(({ text }) => text))).toEqual([['馬斯克', 'Elon Musk']]);
});

test('puts the name of the articles in place of one that they do not have', () => {
  const rename = (text: string, ...tokens: string[]) =>
    renamed(text, knownOtherwise(aliases.namedIn(text), frequencies(...tokens)), frequencies(...tokens));
  expect(rename("What is Musk's plan for Sydney?", '马斯', '斯克', '雪梨')).toBe(
    'What is 馬斯克 plan for 雪梨?',
  );
  expect(rename('悉尼在哪裡?', 'sydney')).toBe('Sydney在哪裡?');
  expect(rename('悉尼在哪裡?', '悉尼', '雪梨')).toBe('悉尼在哪裡?');
  expect(rename('悉尼在哪裡?')).toBe('悉尼在哪裡?');
});

test('a name is said by the others and by nothing else', () => {
  const known = knownOtherwise(
    aliases.namedIn('Is New Zealand new?'),
    frequencies('纽西', '西兰', '新西', 'new'),
  );
  const term = (token: string) => ({ token, share: 1, forms: [{ token: '新的', weight: 0.5 }] });
  const [named, other] = withAliases([term('zealand'), term('island')], known);
  expect(named?.forms.map(({ token }) => token)).toEqual(['zealand', 'new', '新西', '西兰']);
  expect(other).toEqual(term('island'));
});

test('a missing list is named with the cure', async () => {
  const path = join(await tempFolder(), 'aliases.tsv');
  await expect(Aliases.read(path)).rejects.toMatchObject({
    code: 'model-damaged',
    message: expect.stringContaining(path) as string,
  });
});

test('the one that ships has lines of two names or more, none a common word', async () => {
  const lines = (await readFile('models/aliases.tsv', 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(500);
  for (const line of lines) {
    const names = line.split('\t');
    expect(names.length, line).toBeGreaterThan(1);
    expect(new Set(names).size, line).toBe(names.length);
    for (const name of names) {
      expect(name, line).toMatch(/^\S.*\S$/u);
      expect(
        longerTokens(fold(name)).some((token) => token.length > 1),
        name,
      ).toBe(true);
      expect(ENGLISH_STOP_WORDS.has(fold(name)), name).toBe(false);
    }
  }
});
