import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createVectorIndex,
  readVectorIndex,
  searchVectorIndex,
} from '../../../src/index/folder/vector-index.ts';
import { cosine } from '../../../src/index/vectors.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Vectors in clusters, as texts are, from a fixed linear congruential generator. */
function clusteredVectors(count: number, dimensions: number): number[][] {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const centers = Array.from({ length: 20 }, () => Array.from({ length: dimensions }, random));
  return Array.from({ length: count }, (_, i) => {
    const vector = (centers[i % 20] ?? []).map((value) => value + random());
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

test('finds what an exact scan finds', async () => {
  const vectors = clusteredVectors(3000, 48);
  const built = createVectorIndex(48, vectors.length);
  vectors.forEach((vector, i) => {
    built.addPoint(vector, i);
  });
  const file = join(await tempFolder(), 'vectors');
  await built.writeIndex(file);
  const index = await readVectorIndex(file, 48);

  let found = 0;
  const questions = clusteredVectors(3050, 48).slice(3000);
  for (const question of questions) {
    const exact = vectors
      .map((vector, ordinal) => ({ ordinal, score: cosine(question, vector) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 50);
    const near = searchVectorIndex(index, question, 50);
    const ordinals = new Set(near.map(({ ordinal }) => ordinal));
    found += exact.filter(({ ordinal }) => ordinals.has(ordinal)).length;
    expect(near[0]?.score).toBeCloseTo(exact[0]?.score ?? NaN, 4);
  }
  expect(found / (questions.length * 50)).toBeGreaterThan(0.99);
});

test('asks for no more than there are, and an empty index has nothing', () => {
  const index = createVectorIndex(2, 3);
  expect(searchVectorIndex(index, [1, 0], 5)).toEqual([]);
  index.addPoint([1, 0], 0);
  index.addPoint([0, 1], 1);
  expect(searchVectorIndex(index, [1, 0], 5).map(({ ordinal }) => ordinal)).toEqual([0, 1]);
  expect(searchVectorIndex(index, [1, 0], 5, (ordinal) => ordinal === 1)).toHaveLength(1);
});
