import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  ARTICLE_QUESTIONS_FILE,
  readArticleQuestions,
  toAskedArticles,
} from '../../../scripts/train/article-questions.ts';
import { keyOf } from '../../../scripts/train/reading-key.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data/train');
const PARAGRAPHS = ['前一篇的最後一段。', '這座橋在一九三七年通車。', '它連接 兩岸。', '下一篇的第一段。'];
const HEADINGS = [
  ['lctt-title', '老橋', PARAGRAPHS[1]],
  ['lctt', '老橋 兩岸', PARAGRAPHS[2]],
  ['taiwan-md', '新橋 一', PARAGRAPHS[3]],
];

async function readFrom(lines: string[][]) {
  const folder = await tempFolder();
  const rows = PARAGRAPHS.map((chinese) => `lctt\tEnglish\t${chinese}\n`).join('');
  await writeFile(join(folder, 'parallel.en-zh.tsv.gz'), gzipSync(rows));
  const headings = HEADINGS.map((row) => `${row.join('\t')}\n`).join('');
  await writeFile(join(folder, 'headings.tsv.gz'), gzipSync(headings));
  await writeFile(join(folder, 'questions.tsv'), lines.map((line) => `${line.join('\t')}\n`).join(''));
  return readArticleQuestions(folder, join(folder, 'questions.tsv'));
}

const KEY = keyOf(PARAGRAPHS[1] ?? '');
const ASKED = [KEY, '2', '0', '4-9', '橋何時通車', '哪一年蓋好的', 'When did it open?'];
const UNANSWERED = [KEY, '2', '', '', '誰設計的?', '花了多少錢?', 'Who built it?'];

test('an article is the paragraphs from its first one on, with its title and questions', async () => {
  const [article, ...others] = await readFrom([ASKED, UNANSWERED]);
  expect(others).toEqual([]);
  expect(article?.title).toBe('老橋');
  expect(article?.paragraphs).toEqual(PARAGRAPHS.slice(1, 3));
  expect(article?.questions.map(({ answer }) => answer)).toEqual([{ paragraph: 0, start: 4, end: 9 }, null]);
  expect(article?.questions[0]?.wordings).toEqual({
    same: ['橋何時通車', '哪一年蓋好的'],
    cross: ['When did it open?'],
  });
});

test('each paragraph has the heading that it stands under, or else the title', async () => {
  const [article] = await readFrom([ASKED]);
  expect(article?.headings).toEqual(['老橋', '老橋 兩岸']);
});

test('where no title is known, it is what the headings have in common', async () => {
  const [one] = await readFrom([[keyOf(PARAGRAPHS[2] ?? ''), '2', ...ASKED.slice(2)]]);
  expect(one).toMatchObject({ title: '', headings: ['老橋 兩岸', '新橋 一'] });
  HEADINGS[2] = ['taiwan-md', '老橋 下游', PARAGRAPHS[3]];
  const [other] = await readFrom([[keyOf(PARAGRAPHS[2] ?? ''), '2', ...ASKED.slice(2)]]);
  expect(other).toMatchObject({ title: '老橋', headings: ['老橋 兩岸', '老橋 下游'] });
});

test('the ranker gets each question at the paragraph that answers it, in place', async () => {
  const [article] = toAskedArticles(await readFrom([ASKED, UNANSWERED]));
  expect(article?.paragraphs.map(({ questions }) => questions.length)).toEqual([1, 0]);
  expect(article?.paragraphs[0]?.questions[0]?.answer).toBe('一九三七年');
  expect(article?.paragraphs[0]?.unanswered.same).toEqual(['誰設計的?', '花了多少錢?']);
  for (const { start, end, text } of article?.paragraphs ?? [])
    expect(article?.text.slice(start, end)).toBe(text);
});

test('a paragraph that the data lack is named', async () => {
  await expect(readFrom([['00000000', ...ASKED.slice(1)]])).rejects.toThrow('00000000');
});

test('every line of the file has a place, an answer or none, and three questions', async () => {
  const lines = (await readFile(ARTICLE_QUESTIONS_FILE, 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(3000);
  for (const line of lines)
    expect(line).toMatch(/^[0-9a-f]{8}\t\d+\t(\d+\t\d+-\d+|\t)\t[^\t]+\t[^\t]+\t[^\t]+$/);
});

test.skipIf(!existsSync(DATA))('every answer of the file is in its paragraph', async () => {
  for (const { paragraphs, questions } of await readArticleQuestions(DATA)) {
    for (const { answer } of questions) {
      if (!answer) continue;
      const text = paragraphs[answer.paragraph] ?? '';
      expect(answer.end).toBeGreaterThan(answer.start);
      expect(answer.end).toBeLessThanOrEqual(text.length);
    }
  }
});
