import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Child } from '../support/child.ts';
import { versionFile } from '../support/version-file.ts';
import { runScript } from '../support/run-script.ts';
import { largeArticles, MODELS, versionedArticles, writeCorpus } from '../support/versioned-corpus.ts';

let folder: string;
let corpus: string;
let index: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-index-'));
  corpus = join(folder, 'corpus');
  index = join(folder, 'index');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runScript('index', ['--corpus', corpus, '--index', index, ...args]);
const current = async () => (await readFile(join(index, 'current'), 'utf8')).trim();

/** Replaces the corpus by articles of a version, with one question that only `expect` answers. */
async function write(version: number, expected: string): Promise<void> {
  await writeCorpus(corpus, versionedArticles(version));
  const question = JSON.stringify({ question: '燈塔的高度是多少?', expect: [expected] });
  await writeFile(join(corpus, 'questions.jsonl'), `${question}\n`);
}

test('the digests that ship answer questions about them, in three languages', async () => {
  const digests = join(folder, 'digests');
  await cp('corpus', digests, { recursive: true });
  await cp('test/support/digest-questions', digests, { recursive: true });
  const args = ['--corpus', digests, '--index', join(folder, 'shipped')];
  expect(await runScript('index', args)).toMatchObject({ code: 0, stderr: '' });
  const { code, stdout } = await runScript('index', [...args, '--check']);
  expect(code).toBe(0);
  const [, asked] =
    /version \S+ is whole; (\d) of \1 questions are answered as they must be\.\n$/.exec(stdout) ?? [];
  expect(Number(asked)).toBeGreaterThan(4);
});

test('a version that fails a question is refused, put in use by --force, and fails --check', async () => {
  await write(1, '1公尺');
  expect((await run()).stdout).toMatch(/Embedded 2 passages\.\n/);
  const before = await current();

  await write(2, '1公尺');
  const refused = await run();
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(
    /^The new version was not put in use: 1 of the 1 questions .*"1公尺".*第2版/,
  );
  expect(refused.stderr).not.toContain('    at ');
  expect(await current()).toBe(before);

  const forced = await run('--force', '--json');
  expect(forced.code).toBe(0);
  expect(forced.stderr).toMatch(/^Put in use all the same: Line 1, "燈塔的高度是多少\?"/);
  expect(JSON.parse(forced.stdout)).toMatchObject({ articles: 2, changed: [{}, {}], skipped: [] });
  expect(await current()).not.toBe(before);

  const checked = await run('--check', '--json');
  expect(checked.code).toBe(1);
  const found = JSON.parse(checked.stdout) as { failed: { quotes: string[] }[] };
  expect(found).toMatchObject({
    ...{ version: await current(), articles: 2, passages: 2, damage: null, questions: 1 },
    failed: [{ line: 1, expect: ['1公尺'], state: 'answered' }],
  });
  expect(found.failed[0]?.quotes[0]).toContain('第2版說燈塔');

  await writeFile(versionFile(join(index, await current()), 'vectors'), 'x');
  const damaged = await run('--check');
  expect(damaged.code).toBe(1);
  expect(damaged.stdout).toMatch(
    /damaged vectors-\w+\.hnsw.*npm run index\.\nThe check of .* failed; no question/,
  );
});

test.each([
  [['--check', '--watch'], /--check and --watch do not go together/],
  [['--check', '--force'], /--force is for building; leave it out with --check/],
])('%j is wrong usage', async (args, complaint) => {
  const { code, stderr } = await runScript('index', args);
  expect(code).toBe(2);
  expect(stderr).toMatch(complaint);
});

describe('--watch', () => {
  test('prints what changes, goes on after an error, and ends on SIGINT', async () => {
    const watched = join(folder, 'watched');
    const into = join(folder, 'watched-index');
    await writeCorpus(watched, versionedArticles(1));
    const child = new Child('scripts/index.ts', { MODELS_DIR: MODELS.modelsDir }, [
      ...['--watch', '--corpus', watched, '--index', into],
    ]);
    onTestFinished(() => child.kill());
    await child.line(/^Watching .* for changes/);
    await writeFile(join(watched, 'questions.jsonl'), 'nonsense\n');
    await child.line(/^Line 1 of .*questions\.jsonl is not a question/);
    await writeFile(join(watched, 'questions.jsonl'), '');
    await writeFile(join(watched, 'railway.md'), '# Railway\n\nIt opened in 1912.\n');
    await child.line(/^ {2}added {4}Railway \(railway\.md\)/);
    child.signal('SIGINT');
    expect(await child.exited).toBe(0);
    expect((await readdir(into)).filter((name) => !name.startsWith('20'))).toEqual(['current']);
  });

  test('ends on SIGTERM in the middle of a build without leaving anything half done', async () => {
    const watched = join(folder, 'large');
    await writeCorpus(watched, largeArticles(300));
    const into = join(folder, 'large-index');
    const child = new Child('scripts/index.ts', { MODELS_DIR: MODELS.modelsDir }, [
      ...['--watch', '--corpus', watched, '--index', into],
    ]);
    onTestFinished(() => child.kill());
    while (!(await readdir(into).catch(() => [])).some((name) => name.startsWith('.building-'))) {
      expect(child.isRunning).toBe(true);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.signal('SIGTERM');
    expect(await child.exited).toBe(0);
    expect(await readdir(into)).toEqual([]);
    expect(child.output).toBe('');
  });
});
