import { expect, test } from 'vitest';
import { addCounts, QuestionMatch } from '../../src/answering/question-match.ts';
import type { Term } from '../../src/retrieval/terms.ts';

const terms: Term[] = [
  {
    token: 'company',
    share: 1,
    forms: [
      { token: 'company', weight: 1 },
      { token: '公司', weight: 1 },
      { token: '企业', weight: 0.5 },
    ],
  },
  { token: '塔', share: 0.4, forms: [{ token: '塔', weight: 1 }] },
  { token: 'unknown', share: 1, forms: [{ token: 'unknown', weight: 1 }] },
];

function matchOf(frequencies: [string, number][]): QuestionMatch {
  return new QuestionMatch({ terms, frequencies: new Map(frequencies), passageCount: 100 });
}

test('a text covers a term as well as its best form says it', () => {
  const match = matchOf([
    ['公司', 10],
    ['企业', 10],
    ['塔', 10],
  ]);
  const shares = ['公司', '企业', '公司和企业', '什么'].map((text) => match.coverage(match.count(text)));
  expect(shares[0]).toBeGreaterThan(shares[1] ?? 1);
  expect(shares[1]).toBeGreaterThan(0);
  expect(shares[2]).toBe(shares[0]);
  expect(shares[3]).toBe(0);
});

test('counts of texts together are those of one text', () => {
  const match = matchOf([['公司', 10]]);
  const [a, b] = [match.count('公司 企业'), match.count('塔 公司')];
  expect(addCounts(a, b)).toEqual(match.count('公司 企业 塔 公司'));
  expect(addCounts(match.none(), a)).toEqual(a);
});

test('a rare term weighs more, a part of a word less, and what no passage knows is told', () => {
  const match = matchOf([
    ['公司', 50],
    ['塔', 50],
  ]);
  const [company = 0, character = 0, unknown = 0] = match.weights;
  expect(unknown).toBeGreaterThan(company);
  expect(character).toBeLessThan(company);
  expect(match.unknownShare).toBeCloseTo(unknown / (company + character + unknown));
  expect([match.words, match.knownWords]).toEqual([2, 1]);
});

test('other weights may be used: a term that every sentence has tells nothing apart', () => {
  const match = matchOf([
    ['公司', 1],
    ['塔', 1],
  ]);
  const here = match.count('公司');
  expect(
    match.coverage(
      here,
      match.scaled((term) => (term === 0 ? 0 : 1)),
    ),
  ).toBe(0);
  expect(
    match.coverage(
      here,
      match.scaled((term) => (term === 0 ? 1 : 0)),
    ),
  ).toBe(1);
});
