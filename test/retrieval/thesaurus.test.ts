import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fold } from '../../src/corpus/fold.ts';
import { Aliases } from '../../src/retrieval/aliases.ts';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { termsOf } from '../../src/retrieval/terms.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { NO_SOUNDS, Transliteration } from '../../src/retrieval/transliteration.ts';
import { tempFolder } from '../support/temp-folder.ts';

const small = new Thesaurus(['员工\t职员 工作人员', '写\t撰写 著作', '降价\tsale', '大学\t高校']);

const tokensFor = (thesaurus: Thesaurus, text: string) =>
  new Map(
    [...thesaurus.substitutesIn(text)].map(([token, forms]) => [token, forms.map((form) => form.token)]),
  );

test('gives the tokens of what may be said instead, the first ones more', () => {
  const [職員, ...longer] = small.substitutesIn('员工').get('员工') ?? [];
  expect(職員?.token).toBe('职员');
  expect(longer.map(({ token }) => token)).toEqual(['工作', '作人', '人员']);
  for (const { weight } of longer) expect(weight).toBeLessThan(職員?.weight ?? 0);
});

test('goes both ways, each of the pairs of a longer word standing for what it may mean', () => {
  expect(tokensFor(small, '职员')).toEqual(new Map([['职员', ['员工']]]));
  const longer = tokensFor(small, '工作人员');
  expect([...longer]).toEqual(['工作', '作人', '人员'].map((token) => [token, ['员工']]));
});

test('takes the longest word first, and a single character where it is a word', () => {
  expect([...tokensFor(small, '谁写大学').keys()]).toEqual(['写', '大学']);
  expect(tokensFor(small, '撰写').has('撰写')).toBe(false);
});

test('has Latin words, too', () => {
  expect(tokensFor(small, '降价').get('降价')).toEqual(['sale']);
});

test('serves questions in the articles’ own language alone', () => {
  const wordings = {
    lexicon: new Lexicon([]),
    thesaurus: small,
    aliases: new Aliases([]),
    transliteration: new Transliteration(NO_SOUNDS),
  };
  const question = analyzeQuestion('員工人數?');
  const [employee] = termsOf(question, 'same', wordings).filter(({ token }) => token === '员工');
  expect(employee?.forms.slice(0, 2)).toEqual([
    { token: '员工', weight: 1 },
    { token: '职员', weight: expect.any(Number) as number },
  ]);
  expect(termsOf(question, 'cross', wordings).every(({ forms }) => forms.length === 1)).toBe(true);
});

test('the one that ships knows words of either region and of everyday speech', async () => {
  const thesaurus = await Thesaurus.read('models/thesaurus.tsv');
  const says = (word: string) => tokensFor(thesaurus, fold(word)).get(fold(word).slice(0, 2)) ?? [];
  expect(says('電腦')).toContain('pc');
  expect(says('影片')).toContain('短片');
  expect(says('逝世')).toContain(fold('過世'));
  expect(says('空調')).toContain(fold('冷氣'));
  expect(says('人臉識別')).toContain(fold('辨識').slice(0, 2));
  expect(says('大型語言模型')).toContain(fold('大模'));
});

test('one that is missing is told with the cure', async () => {
  await expect(Thesaurus.read(join(await tempFolder(), 'thesaurus.tsv'))).rejects.toMatchObject({
    code: 'model-damaged',
    message: expect.stringContaining('git checkout') as string,
  });
});
