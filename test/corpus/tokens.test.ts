import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from '../../src/corpus/tokens.ts';

test.each([
  ['生命未來', ['生', '生命', '命', '命未', '未', '未来', '来'], 'characters and their pairs'],
  ['GPT-4更強', ['gpt-4', 'gpt', '4', '更', '更强', '强'], 'a compound and its parts'],
  ['1,000萬', ['1000', '万'], 'thousands separators do not matter'],
  ['1.4億', ['1.4', '亿'], 'a decimal number is one token'],
  ["Google's 35%", ['google', '35%', '35'], 'possessive left out, percentage with and without its sign'],
  ['😀 。,!', [], 'emoji and punctuation are no tokens'],
])('%s: %j (%s)', (text, tokens) => {
  expect(tokenize(text)).toEqual(tokens);
});

test('both scripts give the same tokens', () => {
  expect(tokenize('連署公開信')).toEqual(tokenize('连署公开信'));
});

test('no text breaks it, and no token holds white space or a quotation mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const token of tokenize(text)) expect(token).toMatch(/^[^\s"]+$/);
    }),
  );
});
