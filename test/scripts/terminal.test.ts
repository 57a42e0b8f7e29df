import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { runScript } from '../support/run-script.ts';

let folder: string;
let index: string;

/** The digests that ship in corpus/, indexed once for all tests of this file. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-scripts-'));
  index = join(folder, 'index');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function askJson(question: string): Promise<Answer> {
  const { stdout, stderr, code } = await runScript('ask', ['--json', '--index', index, question]);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as Answer;
}

describe('npm run ask', () => {
  test('builds the index when there is none, then prints a cited answer', async () => {
    const { stdout, code } = await runScript('ask', ['--index', index, '公開信要求暫停訓練多久?']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1\. .*(6|六)\s*個月/m);
    expect(stdout).toMatch(/— 《.+》.*第 \d+ 段/);
  });

  test.each(['馬斯克捐了多少錢給生命未來研究所?', '马斯克捐了多少钱给生命未来研究所?'])(
    '--json %s',
    async (question) => {
      const answer = await askJson(question);
      expect(answer.question).toBe(question);
      expect(answer.state).toBe('answered');
      expect(answer.quotes[0]?.text).toMatch(/1,?000\s*萬美元/);
      expect(Object.keys(answer.quotes[0] ?? {})).toEqual(
        expect.arrayContaining([
          ...['text', 'best', 'articleId', 'title', 'section', 'paragraph', 'start', 'end'],
          ...['source', 'url', 'published', 'score'],
        ]),
      );
    },
  );

  test('--batch answers line by line, in order, with the ids given, whatever is asked', async () => {
    const lines = [
      { id: 'a', question: '公開信要求暫停訓練多久?' },
      { id: 7, question: '。。。' },
      { question: '' },
      { id: 'long', question: '問'.repeat(4000) },
      { id: 'odd', question: '@everyone **粗體** ```code``` \u0000 😀' },
    ];
    const input = lines.map((line) => JSON.stringify(line)).join('\r\n');
    const { stdout, code } = await runScript('ask', ['--batch', '-', '--index', index], input);
    expect(code).toBe(0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer & { id?: unknown; error?: string });
    expect(answers.map(({ id }) => id)).toEqual(['a', 7, undefined, 'long', 'odd']);
    expect(answers.map(({ question }) => question)).toEqual(lines.map(({ question }) => question));
    expect(answers[0]?.state).toBe('answered');
    expect(answers[1]).toMatchObject({ state: 'none', quotes: [] });
    expect(answers[2]?.error).toMatch(/empty/);
    expect(answers[3]?.error).toMatch(/4000 characters/);
  });

  test.each([
    [[], /question is missing/],
    [['  '], /question is missing/],
    [['--colour', 'x'], /--colour/],
    [['--batch', 'f', 'x'], /leave out "x"/],
  ])('%j is wrong usage: a sentence, the help, exit code 2', async (args, complaint) => {
    const { code, stdout, stderr } = await runScript('ask', args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(complaint);
    expect(stderr).toContain('npm run ask -- [--index DIR] "question"');
  });

  test('--batch with a line that is no question names the line; a missing file is named too', async () => {
    const broken = await runScript('ask', ['--batch', '-', '--index', index], '{"question":"a"}\nnonsense\n');
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/^Line 2 is not a JSON object with a "question": nonsense/);
    const missing = await runScript('ask', ['--batch', join(folder, 'none.jsonl'), '--index', index]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('none.jsonl');
    expect(missing.stderr).not.toContain('    at ');
  });

  test('a damaged index is a sentence with the cure, exit code 1', async () => {
    const damaged = join(folder, 'damaged');
    await mkdir(damaged);
    await writeFile(join(damaged, 'current'), 'gone\n');
    const { code, stderr } = await runScript('ask', ['--index', damaged, '公開信']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /names the version "gone", which is not there\. Build the index again: npm run index\./,
    );
  });
});

describe('npm run index', () => {
  test('--json prints what changed, and an unchanged corpus changes nothing', async () => {
    const corpus = join(folder, 'corpus');
    await mkdir(corpus);
    await writeFile(join(corpus, 'a.md'), '---\ntitle: 燈塔\n---\n燈塔建於1886年,高三十二公尺。\n');
    await writeFile(join(corpus, 'b.md'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0xff, 0xfe]));
    const args = ['--corpus', corpus, '--index', join(folder, 'other'), '--json'];
    const first = JSON.parse((await runScript('index', args)).stdout) as Record<string, unknown>;
    expect(first).toMatchObject({ articles: 1, passages: 1, changed: [], removed: [] });
    expect(first.added).toMatchObject([{ title: '燈塔', file: 'a.md' }]);
    expect(first.skipped).toMatchObject([{ file: 'b.md', why: expect.any(String) as string }]);
    const again = JSON.parse((await runScript('index', args)).stdout) as Record<string, unknown>;
    expect(again).toMatchObject({ articles: 1, added: [], changed: [], removed: [], embedded: 0, reused: 1 });
  });

  test('--dry-run says what would change and writes nothing; --rollback goes back', async () => {
    const corpus = join(folder, 'steps');
    const stepsIndex = join(folder, 'steps-index');
    const run = (...args: string[]) => runScript('index', ['--index', stepsIndex, ...args]);
    const listing = async () => (await readdir(stepsIndex, { recursive: true })).sort();
    await mkdir(corpus);
    await writeFile(join(corpus, 'a.md'), '---\ntitle: 燈塔\n---\n燈塔建於1886年。\n');

    const first = await run('--corpus', corpus, '--dry-run');
    expect(first.stdout).toMatch(
      /the first index would be built\. Nothing was written\.\n {2}added {4}燈塔 \(a\.md\)/,
    );
    await expect(listing()).rejects.toMatchObject({ code: 'ENOENT' });
    const built = JSON.parse((await run('--corpus', corpus, '--json')).stdout) as Record<string, unknown>;

    await writeFile(join(corpus, 'b.md'), '---\ntitle: 牛肉麵\n---\n一碗180元。\n');
    const before = await listing();
    const planned = JSON.parse((await run('--corpus', corpus, '--dry-run', '--json')).stdout) as unknown;
    expect(planned).toMatchObject({ articles: 2, passages: 2, added: [{ title: '牛肉麵' }], dryRun: true });
    const shared = ['articles', 'passages', 'added', 'changed', 'removed', 'skipped', 'moved', 'dropped'];
    expect(Object.keys(planned as object)).toEqual([...shared, 'dryRun']);
    expect(Object.keys(built)).toEqual([...shared, 'embedded', 'reused']);
    expect(await listing()).toEqual(before);

    await run('--corpus', corpus);
    const back = await run('--rollback');
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(back.stdout).toMatch(/is back at version \S+, built \S+, with 1 articles\./);
    const again = await run('--rollback', '--json');
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^There is no earlier index version in .*npm run index\.\n$/);
  });

  test.each([['--dry-run'], ['--corpus=x']])('--rollback with %s is wrong usage', async (option) => {
    const { code, stderr } = await runScript('index', ['--rollback', option]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--rollback reads no articles; leave out --/);
  });

  test.each([
    ['none', 'none'],
    ['empty', 'empty'],
  ])('a corpus folder that is missing or empty is named: %s', async (name) => {
    const corpus = join(folder, name);
    if (name === 'empty') await mkdir(corpus);
    const { code, stderr } = await runScript('index', [
      '--corpus',
      corpus,
      '--index',
      join(folder, 'unused'),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain(corpus);
    expect(stderr).not.toContain('    at ');
  });
});
