import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Article } from '../../../src/corpus/article.ts';
import { buildIndex } from '../../../src/index/build-index.ts';
import { FolderStore } from '../../../src/index/folder/folder-store.ts';

import { newVersion } from '../../../src/index/version-name.ts';
import { sampleArticles } from '../../support/sample-articles.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { versionFile } from '../../support/version-file.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const other = { ...model, name: 'other', hash: 'b'.repeat(64) };
const [lighthouse] = sampleArticles() as [Article];
let indexDir: string;

beforeEach(async () => {
  indexDir = join(await tempFolder(), 'index');
});

/** Builds a version whose one article has this title. */
async function build(title: string, builtWith = model): Promise<string> {
  const corpus = { articles: [{ ...lighthouse, title }], skipped: [] };
  await buildIndex({
    corpus,
    model: builtWith,
    store: new FolderStore(indexDir),
    embeddings: new TokenEmbeddings(),
  });
  return current();
}

async function current(): Promise<string> {
  return (await readFile(join(indexDir, 'current'), 'utf8')).trim();
}

async function titleInUse(): Promise<string | undefined> {
  const index = await new FolderStore(indexDir).open(model);
  await index.close();
  return index.articles()[0]?.title;
}

describe('rolling back', () => {
  test('puts the version before in use, then the one before that, and says which', async () => {
    const first = await build('一');
    const second = await build('二');
    await build('三');
    expect(await new FolderStore(indexDir).rollback(model)).toEqual({
      version: second,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      articles: 1,
    });
    expect(await titleInUse()).toBe('二');
    expect((await new FolderStore(indexDir).rollback()).version).toBe(first);
    expect(await titleInUse()).toBe('一');
    expect((await readdir(indexDir)).filter((name) => !name.startsWith('20'))).toEqual(['current']);
  });

  test('and a new build leads forward again', async () => {
    await build('一');
    await build('二');
    await new FolderStore(indexDir).rollback(model);
    await build('二');
    expect(await titleInUse()).toBe('二');
    expect(await new FolderStore(indexDir).versions()).toHaveLength(3);
  });

  test('goes to the one version that is named, and to no other', async () => {
    const first = await build('一');
    await build('二');
    expect((await new FolderStore(indexDir).rollback(model, first)).version).toBe(first);
    await build('三');
    // The version before is 二, but it was not the one in use.
    expect((await new FolderStore(indexDir).rollback(model, first)).version).toBe(first);
    await expect(new FolderStore(indexDir).rollback(model, first)).rejects.toMatchObject({
      code: 'index-no-earlier',
      message: expect.stringContaining(`${first} is not there any more`) as string,
    });
    expect(await titleInUse()).toBe('一');
  });

  test('passes over a version that is damaged', async () => {
    const first = await build('一');
    const second = await build('二');
    await build('三');
    await rm(versionFile(join(indexDir, second), 'vectors'));
    expect((await new FolderStore(indexDir).rollback(model)).version).toBe(first);
  });

  test('leads out of a version that is damaged or gone', async () => {
    await build('一');
    const second = await build('二');
    await rm(join(indexDir, second), { recursive: true });
    await new FolderStore(indexDir).rollback(model);
    expect(await titleInUse()).toBe('一');
  });

  test('to another model is refused with the cure, and changes nothing', async () => {
    await build('一', other);
    const second = await build('二');
    await expect(new FolderStore(indexDir).rollback(model)).rejects.toMatchObject({
      code: 'index-model',
      message: expect.stringMatching(/"other".*"tokens".*EMBEDDING_MODEL=other/) as string,
    });
    expect(await current()).toBe(second);
  });

  test('without an earlier version is refused, and makes no folder', async () => {
    await expect(new FolderStore(indexDir).rollback(model)).rejects.toMatchObject({
      code: 'index-no-earlier',
    });
    await expect(readdir(indexDir)).rejects.toMatchObject({ code: 'ENOENT' });
    const only = await build('一');
    await expect(new FolderStore(indexDir).rollback(model)).rejects.toMatchObject({
      code: 'index-no-earlier',
      message: expect.stringContaining(`${only} is the oldest`) as string,
    });
    const second = await build('二');
    await writeFile(join(indexDir, only, 'manifest.json'), '{');
    await expect(new FolderStore(indexDir).rollback(model)).rejects.toMatchObject({
      message: expect.stringContaining('damaged') as string,
    });
    expect(await current()).toBe(second);
  });
});

test('versions are listed newest first, with the one in use', async () => {
  expect(await new FolderStore(indexDir).versions()).toEqual([]);
  const first = await build('一', other);
  const second = await build('二');
  expect(await new FolderStore(indexDir).versions()).toMatchObject([
    { version: second, articles: 1, passages: 1, model: 'tokens', inUse: true },
    { version: first, articles: 1, passages: 1, model: 'other', inUse: false },
  ]);
});

test('the version that was in use until now is kept, however old', async () => {
  const first = await build('一');
  await build('二');
  await build('三');
  await new FolderStore(indexDir).rollback();
  await new FolderStore(indexDir).rollback();
  expect(await current()).toBe(first);
  await build('四');
  expect(await readdir(indexDir)).toContain(first);
  await build('五');
  expect(await readdir(indexDir)).not.toContain(first);
});

test('a new version sorts after the newest, within a second and when the clock was set back', () => {
  const now = new Date('2026-11-22T09:00:00.900Z');
  expect(newVersion(now)).toMatch(/^2026-11-22T09-00-00Z-[0-9a-f]{4}$/);
  expect(newVersion(now, '2026-11-22T09-00-00Z-ffff')).toMatch(/^2026-11-22T09-00-01Z-/);
  expect(newVersion(now, '2026-11-22T23-59-59Z-0000')).toMatch(/^2026-11-23T00-00-00Z-/);
});
