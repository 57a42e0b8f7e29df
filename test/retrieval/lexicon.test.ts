import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CHARACTER_WEIGHT } from '../../src/corpus/tokens.ts';
import { Aliases } from '../../src/retrieval/aliases.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { NO_SOUNDS, Transliteration } from '../../src/retrieval/transliteration.ts';
import { termsOf } from '../../src/retrieval/terms.ts';
import { analyzeQuestion } from '../../src/retrieval/analyze-question.ts';
import { tempFolder } from '../support/temp-folder.ts';

const small = new Lexicon(['compani\t公司:1 企业:0.5 司:0.8', 'gpt-4\tgpt:1']);
const wordings = {
  lexicon: small,
  thesaurus: new Thesaurus([]),
  aliases: new Aliases([]),
  transliteration: new Transliteration(NO_SOUNDS),
};

test('knows a word by its stem', () => {
  expect(small.translationsOf('companies')).toEqual(small.translationsOf('company'));
  expect(small.translationsOf('unheard-of')).toEqual([]);
});

test('gives shares of the likeliest word; a single character counts less', () => {
  expect(small.translationsOf('company')).toEqual([
    { token: '公司', weight: 1 },
    { token: '企业', weight: 0.5 },
    { token: '司', weight: CHARACTER_WEIGHT },
  ]);
});

test('is used across languages only, and a word stays a form of itself', () => {
  const question = analyzeQuestion('Which company made GPT-4?');
  expect(termsOf(question, 'same', wordings).map(({ forms }) => forms.length)).toEqual([1, 1, 1, 1, 1]);
  const terms = termsOf(question, 'cross', wordings);
  expect(terms[0]?.forms.map(({ token }) => token)).toEqual(['company', '公司', '企业', '司']);
  expect(terms.map(({ token }) => token)).toEqual(['company', 'made', 'gpt-4', 'gpt', '4']);
});

test('the one that ships says common words and names of the world in Chinese', async () => {
  const lexicon = await Lexicon.read('models/lexicon.tsv.gz');
  const tokensOf = (word: string) => lexicon.translationsOf(word).map(({ token }) => token);
  expect(tokensOf('computers')).toContain('电脑');
  expect(tokensOf('presidents')).toContain('总统');
  expect(tokensOf('vulnerability')).toContain('漏洞');
  expect(tokensOf('Napoleon'.toLowerCase())).toEqual(expect.arrayContaining(['拿破', '破仑']));
});

test('missing or damaged, it is refused with the cure', async () => {
  const folder = await tempFolder();
  const absent = join(folder, 'absent.gz');
  const plain = join(folder, 'plain.gz');
  const empty = join(folder, 'empty.gz');
  await writeFile(plain, 'compani\t公司:1');
  await writeFile(empty, gzipSync(''));
  for (const path of [absent, plain, empty]) {
    await expect(Lexicon.read(path)).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringMatching(/lexicon in .*git checkout/) as string,
    });
  }
});
