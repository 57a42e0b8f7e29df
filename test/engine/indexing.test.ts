import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { openIndexing, type Indexing } from '../../src/indexing.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { Child } from '../support/child.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { largeArticles, MODELS, versionedArticles, writeCorpus } from '../support/versioned-corpus.ts';

let corpusDir: string;
let indexDir: string;
let indexing: Indexing;

beforeEach(async () => {
  const folder = await tempFolder();
  corpusDir = join(folder, 'corpus');
  indexDir = join(folder, 'index');
  indexing = openIndexing({ ...MODELS, corpusDir, indexDir });
  await writeCorpus(corpusDir, versionedArticles(1));
});

const build = () => indexing.build(() => undefined);
const current = async () => (await readFile(join(indexDir, 'current'), 'utf8')).trim();

/** The process that holds the index folder. */
async function holder(folder: string): Promise<number> {
  const { pid } = JSON.parse(await readFile(join(folder, '.lock.json'), 'utf8')) as { pid: number };
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** What `build` rejects with when its process is killed at the first progress. */
async function killMidway(): Promise<unknown> {
  let killed: Promise<boolean> | undefined;
  const outcome = await indexing
    .build(() => {
      killed ??= holder(indexDir).then((pid) => process.kill(pid, 'SIGKILL'));
    })
    .catch((error: unknown) => error);
  expect(await killed).toBe(true);
  return outcome;
}

describe('indexing in a process of its own', () => {
  test('plans, builds with progress, and rolls back', async () => {
    const plan = await indexing.plan();
    expect(plan).toMatchObject({ articles: 2, passages: 2, changed: [], removed: [], rebuild: 'none' });
    await expect(readdir(indexDir)).rejects.toMatchObject({ code: 'ENOENT' });

    const progress: number[][] = [];
    const built = await indexing.build((done, total) => progress.push([done, total]));
    expect(built).toMatchObject({ articles: 2, added: plan.added, rebuilt: true });
    expect(progress.at(-1)).toEqual([2, 2]);
    const first = await current();

    await rm(join(corpusDir, 'noodles.md'));
    expect((await indexing.plan()).removed).toMatchObject([{ title: '牛肉麵' }]);
    await build();
    expect(await current()).not.toBe(first);
    const back = await indexing.rollback();
    expect(back).toMatchObject({ version: first, articles: 2 });
    expect(await current()).toBe(first);
  });

  test('errors keep their code and their sentence', async () => {
    await rm(corpusDir, { recursive: true });
    const error: unknown = await indexing.plan().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FootnoteError);
    expect(error).toMatchObject({
      code: 'corpus-missing',
      message: expect.stringContaining(corpusDir) as string,
    });
    await expect(indexing.rollback()).rejects.toMatchObject({ code: 'index-no-earlier' });
    const other = openIndexing({ ...MODELS, embeddingModel: 'nothing', corpusDir, indexDir });
    await expect(other.plan()).rejects.toMatchObject({ code: 'model-missing' });
  });

  test('two builds at once: one of them is refused, the other is done', async () => {
    await writeCorpus(corpusDir, largeArticles(100));
    const outcomes = await Promise.allSettled([build(), build()]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    // The second may also come after the first, when nothing is left to change.
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'index-locked' });
    expect(refused.length).toBeLessThan(2);
    expect(await new FolderStore(indexDir).versions()).toHaveLength(1);
  });
});

describe('a build that dies', () => {
  test('by SIGKILL leaves the old index in use, and the next build works', async () => {
    await build();
    const before = await current();
    await writeCorpus(corpusDir, largeArticles(300));
    expect(await killMidway()).toMatchObject({
      code: 'indexing-died',
      message: expect.stringMatching(/signal SIGKILL.*not changed.*Try again/) as string,
    });
    expect(await current()).toBe(before);
    await writeCorpus(corpusDir, versionedArticles(2));
    expect((await build()).changed).toHaveLength(2);
    expect(await current()).not.toBe(before);
    expect((await readdir(indexDir)).filter((name) => !name.startsWith('20'))).toEqual(['current']);
  });

  test('for want of memory says so', async () => {
    vi.stubEnv('NODE_OPTIONS', '--max-old-space-size=10');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await expect(build()).rejects.toMatchObject({
      code: 'indexing-died',
      message: expect.stringMatching(/ran out of memory.*max-old-space-size/) as string,
    });
  });

  test('because it cannot start says so', async () => {
    vi.stubEnv('NODE_OPTIONS', '--import=./no-such-file.mjs');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await expect(indexing.plan()).rejects.toMatchObject({
      code: 'indexing-died',
      message: expect.stringContaining('exit code 1') as string,
      cause: expect.objectContaining({
        message: expect.stringContaining('no-such-file.mjs') as string,
      }) as Error,
    });
  });

  test('ends with the bot that started it, and publishes nothing', async () => {
    await build();
    const before = await current();
    await writeCorpus(corpusDir, largeArticles(1000));
    const bot = new Child('test/support/indexing-parent.ts', {}, [corpusDir, indexDir]);
    await bot.line(/^\d+ of \d+/);
    const pid = await holder(indexDir);
    expect(isAlive(pid)).toBe(true);
    await bot.kill();
    while (isAlive(pid)) await pause(50);
    expect(await current()).toBe(before);
    expect((await readdir(indexDir)).filter((name) => !name.startsWith('20'))).toEqual(['current']);
  });
});

test('a child prints nothing on the output of its bot', async () => {
  await writeFile(join(corpusDir, 'b.md'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 0xff, 0xfe]));
  const bot = new Child('test/support/indexing-parent.ts', {}, [corpusDir, indexDir]);
  expect(await bot.exited).toBe(0);
  expect(bot.lines).toEqual(['2 of 2']);
});
