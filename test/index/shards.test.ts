import { expect, test } from 'vitest';
import { assignShards, type Shardable } from '../../src/index/shards.ts';

const corpus = (count: number): Shardable[] =>
  Array.from({ length: count }, (_, i) => ({ id: `a${i}`, hash: `hash ${i}`, passages: 1 + (i % 3) }));

test('a small corpus is one shard, an empty one is none', () => {
  const [shard, ...others] = assignShards(corpus(3), 'seed', 8);
  expect(others).toEqual([]);
  expect(shard).toMatchObject({ members: [0, 1, 2], passages: 6 });
  expect(assignShards([], 'seed')).toEqual([]);
});

test('each article is in one shard, and shards are about as large as they should be', () => {
  const articles = corpus(1000);
  const shards = assignShards(articles, 'seed', 100);
  // 1,999 passages: 16 shards of about 125 would be too many passages each, 32 are enough.
  expect(shards).toHaveLength(32);
  expect(shards.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(articles.map((_, i) => i));
  expect(shards.reduce((sum, { passages }) => sum + passages, 0)).toBe(1999);
  expect(Math.max(...shards.map(({ passages }) => passages))).toBeLessThan(200);
});

test('a changed article changes the key of its shard only; its place in the corpus none', () => {
  const articles = corpus(200);
  const keys = (list: Shardable[], seed = 'seed') => assignShards(list, seed, 50).map(({ key }) => key);
  const changed = articles.map((article, i) => (i === 7 ? { ...article, hash: 'other' } : article));
  const before = keys(articles);
  const after = keys(changed);
  expect(new Set(before).size).toBe(8);
  expect(after.filter((key) => !before.includes(key))).toHaveLength(1);
  expect(after.filter((key) => before.includes(key))).toHaveLength(7);
  expect(keys(articles.toReversed())).toEqual(before);
  expect(keys(articles, 'another model').filter((key) => before.includes(key))).toEqual([]);
});
