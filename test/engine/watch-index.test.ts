import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { LiveEngine } from '../../src/engine.ts';
import { FootnoteError } from '../../src/errors.ts';
import { currentName } from '../../src/index/folder/version-folder.ts';
import { watchIndex } from '../../src/watch-index.ts';
import { stubEngine } from '../support/stub-engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

const interval = 5;
let indexDir: string;
/** What the engine can open. */
let usable: Set<string>;
let refreshes: string[];
let swapped: string[];
let failed: string[];
let stop: () => void;

/** An engine on version `v0` that takes up what `current` names, if it can. */
function watchedEngine(): LiveEngine {
  let inUse = 'v0';
  return {
    ...stubEngine(),
    status: () => ({ ...stubEngine().status(), version: inUse }),
    latest: () => currentName(indexDir),
    refresh: async () => {
      const name = (await currentName(indexDir)) ?? '';
      refreshes.push(name);
      if (name === inUse) return 'unchanged';
      if (!usable.has(name)) throw new FootnoteError('index-damaged', `${name} is damaged`);
      inUse = name;
      return 'swapped';
    },
  };
}

/** In one step, as a build does it. */
async function use(name: string): Promise<void> {
  await writeFile(join(indexDir, 'next'), `${name}\n`);
  await rename(join(indexDir, 'next'), join(indexDir, 'current'));
}

beforeEach(async () => {
  indexDir = join(await tempFolder(), 'index');
  await mkdir(indexDir);
  await use('v0');
  usable = new Set(['v0', 'v1', 'v2']);
  [refreshes, swapped, failed] = [[], [], []];
  stop = watchIndex(watchedEngine(), {
    interval,
    onSwapped: ({ version }) => swapped.push(version),
    onFailed: (error) => failed.push(error instanceof Error ? error.message : ''),
  });
  onTestFinished(() => {
    stop();
  });
});

test('a version that is put in use is taken up, once', async () => {
  await use('v1');
  await vi.waitFor(() => {
    expect(swapped).toEqual(['v1']);
  });
  await pause(10 * interval);
  await use('v2');
  await vi.waitFor(() => {
    expect(swapped).toEqual(['v1', 'v2']);
  });
  expect(failed).toEqual([]);
});

test('one that cannot be used is reported once, tried less and less often, and taken up when it can be', async () => {
  await use('late');
  await vi.waitFor(() => {
    expect(refreshes.filter((name) => name === 'late').length).toBeGreaterThan(3);
  });
  expect(failed).toEqual(['late is damaged']);
  usable.add('late');
  await vi.waitFor(() => {
    expect(swapped).toEqual(['late']);
  });
  expect(failed).toHaveLength(1);
});

test('after one that cannot be used, the next is taken up at once', async () => {
  await use('bad');
  await vi.waitFor(() => {
    expect(failed).toEqual(['bad is damaged']);
  });
  await use('v1');
  await vi.waitFor(() => {
    expect(swapped).toEqual(['v1']);
  });
  await use('bad');
  await vi.waitFor(() => {
    expect(failed).toEqual(['bad is damaged', 'bad is damaged']);
  });
});

test('ends when it is told to', async () => {
  await vi.waitFor(() => {
    expect(refreshes.length).toBeGreaterThan(0);
  });
  stop();
  await pause(4 * interval);
  const looks = refreshes.length;
  await use('v1');
  await pause(10 * interval);
  expect(refreshes).toHaveLength(looks);
  expect(swapped).toEqual([]);
});
