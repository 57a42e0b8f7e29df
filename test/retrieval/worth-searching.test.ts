import { expect, test } from 'vitest';
import { worthSearching } from '../../src/retrieval/worth-searching.ts';

const term = (...tokens: string[]) => ({ forms: tokens.map((token) => ({ token, weight: 1 })) });
const tokensOf = (terms: { forms: { token: string }[] }[]) =>
  terms.map(({ forms }) => forms.map(({ token }) => token));

test('a small index is searched for everything', () => {
  const terms = [term('的'), term('塔', '燈')];
  expect(worthSearching(terms, new Map([['的', 1999]]), 1999)).toBe(terms);
});

test('a large one not for what a fifth of its passages have', () => {
  const frequencies = new Map([
    ['的', 401],
    ['塔', 400],
  ]);
  expect(tokensOf(worthSearching([term('的', '塔'), term('無')], frequencies, 2000))).toEqual([
    ['塔'],
    ['無'],
  ]);
});

test('and only for the rarest forms, as far as they can be gone through in time', () => {
  const frequencies = new Map([
    ['常', 9_000],
    ['塔', 19_000],
    ['燈', 8_000],
    ['霧', 10],
  ]);
  const searched = worthSearching([term('常', '霧'), term('塔'), term('燈')], frequencies, 100_000);
  expect(tokensOf(searched)).toEqual([['常', '霧'], [], ['燈']]);
});
