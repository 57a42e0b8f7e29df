import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { runScript } from '../support/run-script.ts';

const ARTICLES = '../shared/articles';
const QUESTIONS = '../shared/questions/articles.jsonl';
const present = existsSync(ARTICLES) && existsSync(QUESTIONS);

interface Question {
  id: string;
  question: string;
  expect: string[];
}

describe.skipIf(!present)(`the real articles (skipped where ${ARTICLES} is absent)`, () => {
  let index: string;
  let summary: { articles: number; added: { title: string }[] };
  beforeAll(async () => {
    index = await mkdtemp(join(tmpdir(), 'footnote-real-'));
    const { stdout } = await runScript('index', ['--corpus', ARTICLES, '--index', index, '--json']);
    summary = JSON.parse(stdout) as typeof summary;
  });
  afterAll(() => rm(index, { recursive: true, force: true }));

  test('are three, each once', () => {
    expect(summary.articles).toBe(3);
    expect(summary.added.map(({ title }) => title.slice(0, 6)).sort()).toEqual([
      'Google',
      '一封公開信引',
      '從線性消費到',
    ]);
  });

  test('answer the question of the donation with the sum', async () => {
    const question = '馬斯克捐了多少錢給生命未來研究所?';
    const { stdout } = await runScript('ask', ['--json', '--index', index, question]);
    const answer = JSON.parse(stdout) as Answer;
    expect(answer.state).toBe('answered');
    expect(answer.quotes[0]?.text).toContain('1000萬美元');
  });

  test('every quote of every question stands in a page as it was scraped', async () => {
    const files = (await readdir(ARTICLES)).map((name) => readFile(join(ARTICLES, name), 'utf8'));
    const pages = (await Promise.all(files)).map((page) => page.replace(/\s+/g, ''));
    const { stdout } = await runScript('ask', ['--batch', QUESTIONS, '--index', index]);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer & { id: string });
    const questions = (await readFile(QUESTIONS, 'utf8')).trimEnd().split('\n');
    expect(answers.map(({ id }) => id)).toEqual(questions.map((line) => (JSON.parse(line) as Question).id));
    const quotes = answers.flatMap((answer) => answer.quotes);
    expect(quotes.length).toBeGreaterThan(50);
    for (const { text } of quotes) {
      const quote = text.replace(/\s+/g, '');
      expect(pages.some((page) => page.includes(quote))).toBe(true);
      expect(quote).not.toMatch(/延伸閱讀|登入數位時代|看更多獨享|圖\/|關鍵字:|©/);
    }
  });
});
