import { expect, test } from 'vitest';
import { probesOf } from '../../src/corpus/probes.ts';

const STORY = Array.from(
  { length: 120 },
  (_, i) => `第${i}天，看守人在燈塔的記錄簿上寫下海面的風向與浪高，並檢查發電機。`,
).join('\n');

function shared(one: string, other: string): number {
  const hashes = new Set(probesOf(other));
  return probesOf(one).filter((hash) => hashes.has(hash)).length;
}

test('sixteen, ascending and distinct; fewer of a text that has fewer shingles', () => {
  const probes = probesOf(STORY);
  expect(probes).toHaveLength(16);
  expect(probes).toEqual([...new Set(probes)].sort((a, b) => a - b));
  expect(probesOf('燈塔看守人記')).toHaveLength(2);
  expect(probesOf('燈塔看守')).toEqual([]);
  expect(probesOf('')).toEqual([]);
  expect(probesOf('啊'.repeat(1000))).toHaveLength(1);
});

test('scripts, width, case, spaces and punctuation make no difference', () => {
  expect(shared('ＧＰＴ 發電機的記錄', 'gpt,发电机的记录')).toBe(probesOf('gpt发电机的记录').length);
});

test('a copy with a few edits shares many, another story hardly any', () => {
  const edited = STORY.replaceAll('浪高', '潮位').replace('第7天', '第八天');
  expect(shared(STORY, edited)).toBeGreaterThanOrEqual(5);
  const other = Array.from(
    { length: 120 },
    (_, i) => `麵店的老闆在早上${i}點開始熬湯，牛肉要燉三小時才好吃。`,
  );
  expect(shared(STORY, other.join('\n'))).toBe(0);
});
