import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Article, Skipped } from '../../src/corpus/article.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { planIndex, type IndexPlan } from '../../src/index/plan-index.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { versionFile } from '../support/version-file.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const [lighthouse, noodles, railway] = sampleArticles() as [Article, Article, Article];
let indexDir: string;

beforeEach(async () => {
  indexDir = join(await tempFolder(), 'index');
});

function plan(articles: Article[], skipped: Skipped[] = [], hash = model.hash): Promise<IndexPlan> {
  return planIndex({
    corpus: { articles, skipped },
    model: { ...model, hash },
    store: new FolderStore(indexDir),
  });
}

async function build(articles: Article[]): Promise<void> {
  const corpus = { articles, skipped: [] };
  await buildIndex({ corpus, model, store: new FolderStore(indexDir), embeddings: new TokenEmbeddings() });
}

/** Every file below the index folder with the hash of what it holds. */
async function contents(): Promise<string[]> {
  const entries = await readdir(indexDir, { recursive: true, withFileTypes: true });
  const files = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const bytes = entry.isFile() ? await readFile(path) : '';
    return `${path} ${createHash('sha256').update(bytes).digest('hex')}`;
  });
  return (await Promise.all(files)).sort();
}

describe('a plan', () => {
  test('against nothing adds everything, and does not even make the folder', async () => {
    const first = await plan([lighthouse, noodles]);
    expect(first.added.map(({ id }) => id)).toEqual(['lighthouse', 'noodles']);
    expect(first).toMatchObject({
      articles: 2,
      passages: 2,
      changed: [],
      removed: [],
      rebuild: 'none',
    });
    await expect(readdir(indexDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('names what is added, changed, removed and skipped, and writes nothing', async () => {
    await build([lighthouse, noodles]);
    const before = await contents();
    const skipped = [{ file: 'b.md', why: 'It is not text.' }];
    const next = await plan([{ ...lighthouse, title: '山上的燈塔' }, railway], skipped);
    expect(next).toEqual({
      articles: 2,
      passages: 2,
      added: [{ id: 'railway', title: 'The mountain railway', file: 'railway' }],
      changed: [{ id: 'lighthouse', title: '山上的燈塔', file: 'lighthouse' }],
      removed: [{ id: 'noodles', title: '牛肉麵', file: 'noodles' }],
      moved: [],
      dropped: [],
      skipped,
      rebuild: 'articles',
    });
    expect(await contents()).toEqual(before);
  });

  test('is what the build then does', async () => {
    await build([lighthouse, noodles]);
    const corpus = { articles: [noodles, railway], skipped: [] };
    const { rebuild, ...planned } = await plan(corpus.articles);
    const done = await buildIndex({
      corpus,
      model,
      store: new FolderStore(indexDir),
      embeddings: new TokenEmbeddings(),
    });
    expect(done).toEqual({ ...planned, rebuilt: rebuild !== null, embedded: 1, reused: 1 });
    expect((await plan(corpus.articles)).rebuild).toBeNull();
  });

  test('says why all is built anew when no article differs', async () => {
    await build([lighthouse]);
    const unchanged = { added: [], changed: [], removed: [] };
    expect(await plan([lighthouse])).toMatchObject({ ...unchanged, rebuild: null });
    expect(await plan([lighthouse], [], 'b'.repeat(64))).toMatchObject({ ...unchanged, rebuild: 'model' });
    const moved = { ...lighthouse, file: 'elsewhere/lighthouse' };
    expect(await plan([moved])).toMatchObject({ ...unchanged, rebuild: 'articles' });
  });

  test('takes a renamed file for the same article, also when its title was that of the file', async () => {
    await build([lighthouse, noodles]);
    const renamed = { ...lighthouse, file: 'old/lighthouse' };
    const retitled = { ...noodles, id: 'soup', title: 'soup', file: 'soup' };
    expect(await plan([renamed, retitled])).toMatchObject({
      added: [],
      changed: [],
      removed: [],
      moved: [
        { id: 'lighthouse', title: '海邊的燈塔', file: 'old/lighthouse', from: 'lighthouse' },
        { id: 'soup', title: 'soup', file: 'soup', from: 'noodles' },
      ],
      rebuild: 'articles',
    });
    // Another title in the same file is another article.
    expect(await plan([lighthouse, { ...noodles, id: 'soup', title: 'soup' }])).toMatchObject({
      added: [{ id: 'soup' }],
      removed: [{ id: 'noodles' }],
      moved: [],
    });
  });

  test('counts a damaged version as none', async () => {
    await build([lighthouse]);
    const current = (await readFile(join(indexDir, 'current'), 'utf8')).trim();
    await rm(versionFile(join(indexDir, current), 'vectors'));
    expect(await plan([lighthouse])).toMatchObject({ added: [{ id: 'lighthouse' }], rebuild: 'none' });
  });
});
