import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIndex } from '../../../src/index/build-index.ts';
import type { FolderStep } from '../../../src/index/folder/folder-step.ts';
import { FolderStore } from '../../../src/index/folder/folder-store.ts';

import { killedBy } from '../../support/killed-build.ts';
import { sampleArticles } from '../../support/sample-articles.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };

/** Every step of a build, and whether the new version is in use when it begins. */
const STEPS: Record<FolderStep, boolean> = {
  'clean-up': false,
  embed: false,
  'finish-database': false,
  'write-vectors': false,
  'write-manifest': false,
  verify: false,
  check: false,
  announce: false,
  place: false,
  swap: false,
  'remove-old': true,
  done: true,
};
let folder: string;

/** One index a step, all killed at once: starting the processes takes longer than the builds. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-killed-'));
  const signals = await Promise.all(
    Object.keys(STEPS).map(async (step) => {
      await build(join(folder, step), '一');
      return killedBy([join(folder, step), '二', step]);
    }),
  );
  expect(new Set(signals)).toEqual(new Set(['SIGKILL']));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function build(indexDir: string, title: string): Promise<void> {
  const articles = sampleArticles().map((article) => ({ ...article, title }));
  const corpus = { articles, skipped: [] };
  await buildIndex({ corpus, model, store: new FolderStore(indexDir), embeddings: new TokenEmbeddings() });
}

async function titleInUse(indexDir: string): Promise<string | undefined> {
  const index = await new FolderStore(indexDir).open(model);
  await index.close();
  return index.articles()[0]?.title;
}

describe('a build that is killed leaves an index that answers, and the next one finishes', () => {
  test.each(Object.entries(STEPS))('before the step %s', async (step, isInUse) => {
    const indexDir = join(folder, step);
    const before = isInUse ? '二' : '一';
    expect(await titleInUse(indexDir)).toBe(before);
    await build(indexDir, '三');
    expect(await titleInUse(indexDir)).toBe('三');
    const entries = await readdir(indexDir);
    // Nothing but whole versions, each of which was in use.
    expect(entries.filter((name) => !/^20.*Z-[0-9a-f]{4}$/.test(name))).toEqual(['current']);
    expect(entries).toHaveLength(isInUse ? 4 : 3);
    await new FolderStore(indexDir).rollback(model);
    expect(await titleInUse(indexDir)).toBe(before);
  });
});
