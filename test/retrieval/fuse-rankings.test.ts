import { expect, test } from 'vitest';
import {
  fuseRankings,
  rankByReading,
  rankByTokens,
  type PassageScores,
} from '../../src/retrieval/fuse-rankings.ts';

const equal = { keyword: 1, vector: 1, sentence: 0 };

function scored(
  ...rows: [ordinal: number, keyword: number, vector: number, sentence?: number][]
): PassageScores[] {
  return rows.map(([ordinal, keyword, vector, sentence = 0]) => ({ ordinal, keyword, vector, sentence }));
}

const orderOf = (candidates: PassageScores[], weights = equal) =>
  fuseRankings(candidates, weights).map(({ ordinal }) => ordinal);

test('whatever both rankings like comes first', () => {
  expect(orderOf(scored([1, 9, 0.1], [2, 8, 0.6], [3, 0, 0.5]))).toEqual([2, 1, 3]);
});

test('the unit of a score does not matter', () => {
  const candidates = scored([1, 3, 0.2, 0.3], [2, 1, 0.4, 0.1], [3, 0, 0.1, 0.9]);
  const weights = { keyword: 1, vector: 0.5, sentence: 0.2 };
  const thousandfold = candidates.map((each) => ({ ...each, keyword: each.keyword * 1000 }));
  const scores = (list: PassageScores[]) => fuseRankings(list, weights).map(({ score }) => score);
  scores(thousandfold).forEach((score, i) => {
    expect(score).toBeCloseTo(scores(candidates)[i] ?? NaN);
  });
});

test('the nearest sentence counts by its weight', () => {
  const candidates = scored([1, 0, 0.5, 0.2], [2, 0, 0.5, 0.8]);
  expect(orderOf(candidates)).toEqual([1, 2]);
  expect(orderOf(candidates, { ...equal, sentence: 1 })).toEqual([2, 1]);
});

test('a ranking that tells nothing leaves the order to the other, ties to reading order', () => {
  expect(orderOf(scored([3, 0, 0.5], [1, 0, 0.5], [2, 0, 0.5]))).toEqual([1, 2, 3]);
  expect(orderOf(scored([1, 0, 0.5], [2, 4, 0.5], [3, 0, 0.5]))).toEqual([2, 1, 3]);
  expect(fuseRankings([], equal)).toEqual([]);
});

test('the sentence that says most of the question, token by token, moves its passage up', () => {
  const weights = Float32Array.of(0.75, 0.25);
  const passages = [
    { ordinal: 1, score: 5, tokens: [Float32Array.of(0, 1), Float32Array.of(0.1, 0)] },
    { ordinal: 2, score: 4.5, tokens: [Float32Array.of(0, 0), Float32Array.of(1, 0.5)] },
    { ordinal: 3, score: 1, tokens: [] },
  ];
  const order = (weight: number) => rankByTokens(passages, weights, weight).map(({ ordinal }) => ordinal);
  expect(order(0)).toEqual([1, 2, 3]);
  expect(order(1)).toEqual([2, 1, 3]);
  expect(rankByTokens(passages, new Float32Array(), 1).map(({ score }) => score)).toEqual([5, 4.5, 1]);
});

test('the passage that a reader takes most of the answer from moves up, as far as it is surer than of none', () => {
  const passages = [
    { ordinal: 1, score: 5, answers: Float32Array.of(-1, -30) },
    { ordinal: 2, score: 4.5, answers: Float32Array.of(3, 3) },
    { ordinal: 3, score: 4, answers: Float32Array.of(-30) },
  ];
  const order = (none: number) => rankByReading(passages, none, 0.5).map(({ ordinal }) => ordinal);
  expect(order(0)).toEqual([2, 1, 3]);
  expect(order(20)).toEqual([1, 2, 3]);
  const [, , last] = rankByReading(passages, 0, 0.5);
  expect(last?.score).toBe(4);
});
