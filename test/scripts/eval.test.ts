import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript } from '../support/run-script.ts';

let folder: string;
let questions: string;
let paragraphs: string;
let unanswerable: string;

const lines = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-eval-test-'));
  paragraphs = await write(
    'data/eval/drcd-test.paragraphs.jsonl',
    lines([
      { id: 'p1', title: '燈塔', text: '燈塔建於1886年,高三十二公尺。' },
      { id: 'p2', title: '牛肉麵', text: '牛肉麵一碗180元,湯要熬八個小時。' },
    ]),
  );
  questions = await write(
    'data/eval/drcd-test.questions.jsonl',
    lines([
      { id: 'q1', question: '燈塔有多高?', paragraphs: ['p1'], answers: ['三十二公尺'] },
      { id: 'q2', question: '湯要熬多久?', paragraphs: ['p2'], answers: ['不在文章裡'] },
    ]),
  );
  unanswerable = await write(
    'data/eval/cmrc2018-dev.questions.jsonl',
    lines([{ id: 'u1', question: '蒙古的首都在哪裡?', paragraphs: ['x'], answers: ['烏蘭巴托'] }]),
  );
  await write(
    'data/eval/cmrc2018-dev.paragraphs.jsonl',
    lines([{ id: 'x', title: '', text: '首都是烏蘭巴托。' }]),
  );
  await write('articles/lighthouse.md', '# 燈塔\n\n燈塔建於1886年,高三十二公尺。\n');
  await write(
    'questions/articles.jsonl',
    lines([{ id: 'a1', type: 'fact', question: '燈塔有多高?', expect: ['三十二公尺'] }]),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function figures(...options: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await runScript('eval', [...options, '--json']);
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('npm run eval prints the figures that programs read', async () => {
  const ranking = { 'hit@1': 1, 'hit@5': 1, 'mrr@5': 1 };
  expect(await figures('--questions', questions, '--paragraphs', paragraphs)).toEqual({
    keyword: ranking,
    vector: { 'hit@1': expect.any(Number) as number, 'hit@5': 1, 'mrr@5': expect.any(Number) as number },
    fused: ranking,
    'quote@1': 0.5,
    'quote@3': 0.5,
  });
});

test('with --unanswerable, how well the confidence tells those from the others', async () => {
  const set = ['--questions', questions, '--paragraphs', paragraphs];
  expect(await figures(...set, '--unanswerable', unanswerable)).toMatchObject({
    refusal: {
      'area under the ROC curve': 1,
      'unanswerable refused': 1,
      'answerable refused': 0,
      'calibration error': expect.any(Number) as number,
    },
  });
});

test('--unanswerable without --paragraphs is refused', async () => {
  const set = ['--questions', questions, '--corpus', join(folder, 'articles')];
  const { code, stderr } = await runScript('eval', [...set, '--unanswerable', unanswerable]);
  expect(code).toBe(2);
  expect(stderr).toContain('--unanswerable goes with --paragraphs');
});

test('with --ablate, the same with one part left out at a time', async () => {
  const english = await write(
    'english.jsonl',
    lines([{ id: 'e', question: 'How tall is the lighthouse?', paragraphs: ['p1'] }]),
  );
  const table = await figures('--questions', english, '--paragraphs', paragraphs, '--ablate');
  expect(table).toMatchObject({
    'nothing left out': { 'keyword hit@1': 1, 'fused hit@1': 1 },
    // A passage without a word of the question is found by its vector alone.
    'without the lexicon': { 'keyword mrr@5': expect.any(Number) as number },
    'quotes by shared words alone': { 'fused hit@1': 1 },
  });
  expect(Object.keys(table)).toHaveLength(20);
});

test('with --all, a row a set', async () => {
  expect(Object.keys(await figures('--all', folder))).toEqual([
    'drcd-test',
    'drcd-test against cmrc2018-dev',
    'cmrc2018-dev',
    'articles: fact',
    'articles: answerable',
  ]);
});

test('a folder without any set is named', async () => {
  const { code, stderr } = await runScript('eval', ['--all', join(folder, 'articles')]);
  expect(code).toBe(2);
  expect(stderr).toContain('holds neither');
});
