import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isHeldOut, keyOf } from '../../../scripts/train/reading-key.ts';
import { readUnseen } from '../../../scripts/train/reading-questions.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function unseenOf(rows: object[], percent = 100) {
  const folder = await tempFolder();
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  await writeFile(join(folder, 'reading.jsonl.gz'), gzipSync(`${lines}\n`));
  return readUnseen(folder, percent);
}

const row = (source: string, paragraph: string, question = '問什麼?') => ({
  source,
  paragraph,
  question,
  answer: '答',
});

test('neighbouring paragraphs are one article where they are about the same, and every place is theirs', async () => {
  const articles = await unseenOf([
    row('cmrc2018-train', '第一段。答。'),
    row('drcd-dev', '第二段。\n答。'),
    row('drcd-dev', '第三段。答。'),
    row('drcd-dev', '第三段。答。', '另一個問題?'),
  ]);
  expect(articles.map(({ paragraphs }) => paragraphs.length)).toEqual([1, 2]);
  for (const { id, text, paragraphs } of articles) {
    for (const { article, start, end, text: own } of paragraphs) {
      expect(article).toBe(id);
      expect(text.slice(start, end)).toBe(own.replaceAll(/\s/g, ' '));
    }
  }
  expect(articles[1]?.text.split('\n')).toHaveLength(2);
  expect(articles[1]?.paragraphs[1]?.questions).toHaveLength(2);
});

test('only what the second model has not seen is read', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => row('cmrc2018-train', `第${i}段。答。`));
  const some = await unseenOf(rows, 40);
  expect(some.length).toBeGreaterThan(5);
  expect(some.length).toBeLessThan(35);
  expect(some.every(({ text }) => isHeldOut(text, 40))).toBe(true);
});

test('keys are those that pairs.py makes', () => {
  // zlib.crc32("a\nb".encode()) in Python, as eight digits.
  expect(keyOf('a', 'b')).toBe('ef0790fb');
  expect(keyOf('')).toBe('00000000');
});
