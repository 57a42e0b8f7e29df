import { expect, test } from 'vitest';
import { matchTokens, type TokenVectors } from '../../src/embedding/token-matches.ts';

/** Vectors of five dimensions; 3 and 4 are alike, 5 is the opposite of 1, 0 says nothing. */
const vectors: TokenVectors = {
  ids: [0, 1, 2, 3, 4, 5],
  data: Float32Array.from(
    [
      [0, 0, 0, 0, 0],
      [3, 0, 0, 0, 0],
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 1],
      [0, 0, 2, 0, 1],
      [-1, 0, 0, 0, 0],
    ].flat(),
  ),
};

test('a token counts by the length of its vector', () => {
  expect([...matchTokens([1, 2], [], vectors).weights]).toEqual([0.75, 0.25]);
});

test('each token meets the nearest one of a text', () => {
  const { best } = matchTokens(
    [1, 3],
    [
      [1, 2],
      [2, 4],
      [3, 4],
    ],
    vectors,
  );
  const cosine = 3 / Math.sqrt(10);
  expect(best.map((row) => [...row].map((value) => Number(value.toFixed(4))))).toEqual([
    [1, 0],
    [0, Number(cosine.toFixed(4))],
    [0, 1],
  ]);
});

test('what is the opposite or not there counts 0, and so does an empty text', () => {
  const { best } = matchTokens([1], [[5], [], [0]], vectors);
  expect(best.map((row) => [...row])).toEqual([[0], [0], [0]]);
});

test('tokens that say nothing are left out of the question', () => {
  const { weights, best } = matchTokens([0, 2, 0], [[2]], vectors);
  expect([...weights]).toEqual([1]);
  expect([...(best[0] ?? [])]).toEqual([1]);
  expect(matchTokens([0], [[1]], vectors)).toEqual({
    weights: new Float32Array(),
    best: [new Float32Array()],
  });
});
