import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { watchCorpus, type WatchCorpusOptions } from '../../src/watch-corpus.ts';
import { tempFolder } from '../support/temp-folder.ts';

let corpusDir: string;

beforeEach(async () => {
  corpusDir = join(await tempFolder(), 'corpus');
  await mkdir(join(corpusDir, 'sub'), { recursive: true });
  await writeFile(join(corpusDir, 'a.md'), '一');
});

/** Watches until the test ends, and counts the builds. */
function watch(options: Partial<WatchCorpusOptions> = {}) {
  const ended = new AbortController();
  const build = vi.fn(() => Promise.resolve());
  const onFailed = vi.fn();
  const given = { build, onFailed, signal: ended.signal, quiet: 60, interval: 10_000, ...options };
  const watching = watchCorpus(corpusDir, given);
  const end = (): Promise<void> => {
    ended.abort();
    return watching;
  };
  onTestFinished(end);
  return { build, onFailed, end };
}

const builds = (build: { mock: { calls: unknown[] } }, times: number) =>
  vi.waitFor(
    () => {
      expect(build.mock.calls).toHaveLength(times);
    },
    { timeout: 5000, interval: 10 },
  );

describe('a corpus folder that is watched', () => {
  test('is built at once, and after each change in it or below it', async () => {
    const { build } = watch();
    await builds(build, 1);
    await writeFile(join(corpusDir, 'sub', 'b.md'), '二');
    await builds(build, 2);
    await rename(join(corpusDir, 'a.md'), join(corpusDir, 'c.md'));
    await builds(build, 3);
    await rm(join(corpusDir, 'sub', 'b.md'));
    await builds(build, 4);
  });

  test('is built once for a file that is written piece by piece', async () => {
    const { build } = watch({ quiet: 400 });
    await builds(build, 1);
    for (let i = 0; i < 10; i++) {
      await appendFile(join(corpusDir, 'a.md'), '字');
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await builds(build, 2);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(build).toHaveBeenCalledTimes(2);
  });

  test('that changes during a build is built again after it', async () => {
    let running = 0;
    const build = vi.fn(async () => {
      expect(++running).toBe(1);
      if (build.mock.calls.length === 1) await writeFile(join(corpusDir, 'b.md'), '二');
      running -= 1;
    });
    watch({ build });
    await builds(build, 2);
  });

  test('is looked at from time to time, also when it is replaced or cannot be listened to', async () => {
    await rm(corpusDir, { recursive: true });
    const { build } = watch({ interval: 50 });
    await builds(build, 1);
    await mkdir(corpusDir);
    await writeFile(join(corpusDir, 'a.md'), '一');
    await builds(build, 2);
  });

  test('goes on after a build that failed, which is told once; one that may pass is tried again', async () => {
    const errors = [
      new FootnoteError('index-locked', 'locked'),
      new FootnoteError('index-locked', 'locked'),
      null,
      new Error('a bug'),
    ];
    const build = vi.fn(() => {
      const error = errors.shift() ?? null;
      return error === null ? Promise.resolve() : Promise.reject(error);
    });
    const { onFailed } = watch({ build, interval: 50 });
    await builds(build, 3);
    expect(onFailed.mock.calls.map(([error]) => String(error))).toEqual(['FootnoteError: locked']);
    await writeFile(join(corpusDir, 'b.md'), '二');
    await builds(build, 4);
    await vi.waitFor(() => {
      expect(onFailed).toHaveBeenCalledTimes(2);
    });
    await writeFile(join(corpusDir, 'c.md'), '三');
    await builds(build, 5);
  });

  test('is left alone once it is told to end, in the middle of a build too', async () => {
    const ended = new AbortController();
    const build = vi.fn(() => {
      ended.abort();
      return Promise.reject(new Error('given up'));
    });
    const { onFailed, end } = watch({ build, signal: ended.signal });
    await builds(build, 1);
    await end();
    expect(onFailed).not.toHaveBeenCalled();
  });
});
