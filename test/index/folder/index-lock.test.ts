import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Article } from '../../../src/corpus/article.ts';
import { buildIndex, type BuildSummary } from '../../../src/index/build-index.ts';
import { FolderStore } from '../../../src/index/folder/folder-store.ts';
import { sampleArticles } from '../../support/sample-articles.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const [lighthouse, noodles] = sampleArticles() as [Article, Article];
let indexDir: string;

beforeEach(async () => {
  indexDir = join(await tempFolder(), 'index');
});

function build(articles: Article[], embeddings = new TokenEmbeddings()): Promise<BuildSummary> {
  return buildIndex({
    corpus: { articles, skipped: [] },
    embeddings,
    model,
    store: new FolderStore(indexDir),
  });
}

/** A build that has begun and waits, with the function that lets it go on. */
async function beginBuild(articles: Article[]): Promise<{ done: Promise<BuildSummary>; goOn: () => void }> {
  const { promise: waiting, resolve: goOn } = withResolvers();
  const { promise: begun, resolve: begin } = withResolvers();
  const embeddings = new TokenEmbeddings();
  const embed = embeddings.embedDocuments.bind(embeddings);
  embeddings.embedDocuments = async (texts) => {
    begin();
    await waiting;
    return embed(texts);
  };
  const done = build(articles, embeddings);
  await begun;
  return { done, goOn };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** A lock whose holder is `pid`, last alive `age` milliseconds ago. */
async function leaveLock(pid: number, host: string, age: number): Promise<void> {
  await mkdir(join(indexDir, '.lock'), { recursive: true });
  const then = new Date(Date.now() - age);
  await writeFile(join(indexDir, '.lock.json'), JSON.stringify({ pid, host, since: then.toISOString() }));
  await utimes(join(indexDir, '.lock'), then, then);
}

function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

const hidden = async (): Promise<string[]> =>
  (await readdir(indexDir)).filter((name) => name.startsWith('.'));

describe('while a build is under way', () => {
  test('another, and a rollback, are told who is at work, and change nothing', async () => {
    await build([noodles]);
    await build([lighthouse]);
    const current = await readFile(join(indexDir, 'current'), 'utf8');
    const { done, goOn } = await beginBuild([lighthouse, noodles]);
    const entries = await readdir(indexDir);
    const refusal = {
      code: 'index-locked',
      message: expect.stringMatching(new RegExp(`^Process ${process.pid} on .* since \\d{4}-.*Z`)) as string,
    };
    await expect(build([noodles])).rejects.toMatchObject(refusal);
    await expect(new FolderStore(indexDir).rollback(model)).rejects.toMatchObject(refusal);
    expect(await readdir(indexDir)).toEqual(entries);
    expect(await readFile(join(indexDir, 'current'), 'utf8')).toBe(current);
    goOn();
    expect((await done).rebuilt).toBe(true);
    expect(await hidden()).toEqual([]);
  });

  test('a build of what is in use already has nothing to wait for', async () => {
    await build([lighthouse]);
    const { done, goOn } = await beginBuild([noodles]);
    expect((await build([lighthouse])).rebuilt).toBe(false);
    goOn();
    await done;
  });
});

describe('a lock that was left behind', () => {
  test('by a process that died is taken over, with what it left', async () => {
    await leaveLock(deadProcess(), hostname(), 500);
    await mkdir(join(indexDir, '.building-2026-01-01T00-00-00Z-0000'));
    await writeFile(join(indexDir, 'current.123'), '');
    expect((await build([lighthouse])).rebuilt).toBe(true);
    expect(await hidden()).toEqual([]);
    expect(await readdir(indexDir)).toHaveLength(2);
  });

  test.each([
    ['by another machine, alive a moment ago, is respected', 1, 'elsewhere', 500],
    ['by a process that lives is respected', process.pid, hostname(), 500],
  ])('%s', async (_, pid, host, age) => {
    await leaveLock(pid, host, age);
    await expect(build([lighthouse])).rejects.toMatchObject({
      code: 'index-locked',
      message: expect.stringContaining(`Process ${pid} on ${host}`) as string,
    });
  });

  test('by another machine long ago is taken over', async () => {
    await leaveLock(1, 'elsewhere', 120_000);
    expect((await build([lighthouse])).rebuilt).toBe(true);
  });
});

test('a build that is given up leaves neither a lock nor a version', async () => {
  const stop = new AbortController();
  const corpus = { articles: [lighthouse], skipped: [] };
  const embeddings = new TokenEmbeddings();
  const giveUp = (): void => {
    stop.abort(new Error('no longer wanted'));
  };
  const store = new FolderStore(indexDir);
  const options = { corpus, embeddings, model, store, signal: stop.signal, onProgress: giveUp };
  await expect(buildIndex(options)).rejects.toThrow('no longer wanted');
  expect(await readdir(indexDir)).toEqual([]);
});
