import { expect, test } from 'vitest';
import type { Candidate, KeywordTerm } from '../../src/index/index-reader.ts';
import {
  inverseFrequency,
  scoreKeywords,
  type Collection,
  type Postings,
} from '../../src/index/keyword-search.ts';

const collection: Collection = { passages: 100, lengthOf: () => 50, averageLength: 50 };
const one = (token: string) => ({ forms: [{ token, weight: 1 }] });

function postings(rows: Record<string, Record<number, number>>): Map<string, Postings> {
  return new Map(
    Object.entries(rows).map(([token, counts]) => [
      token,
      new Map(Object.entries(counts).map(([ordinal, count]) => [Number(ordinal), count])),
    ]),
  );
}

/** Of an index that holds nothing else. */
function score(terms: KeywordTerm[], rows: Map<string, Postings>, of = collection): Candidate[] {
  const frequencies = new Map([...rows].map(([token, { size }]) => [token, size]));
  return scoreKeywords(terms, rows, frequencies, of);
}

test('is BM25 for terms of one form', () => {
  const [first] = score([one('塔')], postings({ 塔: { 7: 2 } }), collection);
  // At average length the norm is k1: idf * tf * 2.2 / (tf + 1.2).
  expect(first?.score).toBeCloseTo((inverseFrequency(1, 100) * 2 * 2.2) / 3.2);
  expect(first?.ordinal).toBe(7);
});

test('takes the forms of a term for one word: two translations do not count twice', () => {
  const both = {
    forms: [
      { token: '信', weight: 1 },
      { token: '信函', weight: 1 },
    ],
  };
  const found = score(
    [both, one('塔')],
    postings({ 信: { 1: 1 }, 信函: { 1: 1 }, 塔: { 2: 1 } }),
    collection,
  );
  // Passage 1 has both forms of one term, passage 2 another term once; the rarer one says more.
  const alone = score([one('信'), one('信函')], postings({ 信: { 1: 1 }, 信函: { 1: 1 } }), collection);
  expect(found.find(({ ordinal }) => ordinal === 1)?.score).toBeLessThan(alone[0]?.score ?? 0);
});

test('a rare wrong translation does not outweigh the common right one', () => {
  const bank = {
    forms: [
      { token: '银行', weight: 1 },
      { token: '河岸', weight: 0.1 },
    ],
  };
  const common = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [i, 1]));
  const found = score([bank], postings({ 银行: common, 河岸: { 99: 1 } }), collection);
  expect(found.at(-1)?.ordinal).toBe(99);
});

test('the longer of two passages with as many occurrences comes second; equals in reading order', () => {
  const lengths = new Map([
    [1, 80],
    [2, 40],
    [3, 40],
  ]);
  const found = score([one('塔')], postings({ 塔: { 1: 1, 3: 1, 2: 1 } }), {
    ...collection,
    lengthOf: (ordinal) => lengths.get(ordinal) ?? 0,
  });
  expect(found.map(({ ordinal }) => ordinal)).toEqual([2, 3, 1]);
});

test('what every passage has still says a little, what none has says nothing', () => {
  expect(inverseFrequency(100, 100)).toBe(0.01);
  expect(inverseFrequency(1000, 100)).toBe(0.01);
  expect(score([one('无')], new Map(), collection)).toEqual([]);
  expect(score([], new Map(), collection)).toEqual([]);
});
