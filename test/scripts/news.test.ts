import { expect, test } from 'vitest';
import { z } from 'zod';
import { readFile } from 'node:fs/promises';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { readQuestions } from '../../scripts/paragraph-corpus.ts';

const FOLDER = 'test/news';
const fileSchema = z.object({ article: z.string() });

const { articles, skipped } = await readCorpus(`${FOLDER}/articles`);
const questions = await readQuestions(`${FOLDER}/questions.jsonl`);
const lines = (await readFile(`${FOLDER}/questions.jsonl`, 'utf8')).trim().split('\n');
const files = lines.map((line) => fileSchema.parse(JSON.parse(line)).article);

test('are read whole', () => {
  expect(skipped).toEqual([]);
  expect(articles).toHaveLength(32);
  expect(new Set(questions.map(({ id }) => id)).size).toBe(672);
  expect(new Set(files)).toEqual(new Set(articles.map(({ file }) => file)));
});

test('every answer stands in the article that its question is about, and in no other', () => {
  const strays = questions.flatMap(({ id, expect: answers = [] }, i) =>
    answers
      .filter((answer) => {
        const holding = articles.filter(({ text }) => text.includes(answer));
        return holding.length !== 1 || holding[0]?.file !== files[i];
      })
      .map((answer) => `${id}: ${answer}`),
  );
  expect(strays).toEqual([]);
});

test('the questions that no article answers are marked as such, and no others', () => {
  expect(
    questions.filter(({ expect: answers, type }) => (answers?.length === 0) !== (type === 'unanswerable')),
  ).toEqual([]);
});
