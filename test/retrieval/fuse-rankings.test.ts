import { expect, test } from 'vitest';
import { fuseRankings } from '../../src/retrieval/fuse-rankings.ts';

const equal = { keyword: 1, vector: 1 };

test('whatever both rankings like comes first', () => {
  const keyword = [
    { ordinal: 1, score: 9 },
    { ordinal: 2, score: 8 },
  ];
  const vectors = [
    { ordinal: 1, score: 0.1 },
    { ordinal: 2, score: 0.6 },
    { ordinal: 3, score: 0.5 },
  ];
  expect(fuseRankings(keyword, vectors, equal).map(({ ordinal }) => ordinal)).toEqual([2, 1, 3]);
});

test('the unit of a score does not matter', () => {
  const keyword = [
    { ordinal: 1, score: 3 },
    { ordinal: 2, score: 1 },
  ];
  const vectors = [
    { ordinal: 1, score: 0.2 },
    { ordinal: 2, score: 0.4 },
  ];
  const thousandfold = keyword.map(({ ordinal, score }) => ({ ordinal, score: score * 1000 }));
  const scores = (list: typeof keyword) => fuseRankings(list, vectors, equal).map(({ score }) => score);
  // Both are centred differently but spread alike.
  expect(scores(thousandfold)[0]).toBeCloseTo(scores(keyword)[0] ?? NaN);
});

test('a ranking that tells nothing leaves the order to the other, ties to reading order', () => {
  const vectors = [3, 1, 2].map((ordinal) => ({ ordinal, score: 0.5 }));
  expect(fuseRankings([], vectors, equal).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
  expect(fuseRankings([{ ordinal: 2, score: 4 }], vectors, equal)[0]).toMatchObject({
    ordinal: 2,
    keyword: 4,
  });
  expect(fuseRankings([], [], equal)).toEqual([]);
});
