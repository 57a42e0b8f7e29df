import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { tokenize } from '../../src/corpus/tokens.ts';
import type { Article } from '../../src/corpus/article.ts';
import { buildIndex, type BuildSummary } from '../../src/index/build-index.ts';
import type { Candidate, IndexReader } from '../../src/index/index-reader.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { currentVersion } from '../../src/index/folder/version-folder.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { versionFile } from '../support/version-file.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
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

async function versionFolder(): Promise<string> {
  const folder = await currentVersion(indexDir);
  if (folder === null) throw new Error('nothing was built');
  return folder;
}

function titles(changes: { title: string }[]): string[] {
  return changes.map(({ title }) => title);
}

/** The best five passages for tokens, each a term of its own. */
async function search(index: IndexReader, tokens: string[], articleId?: string): Promise<Candidate[]> {
  const terms = tokens.map((token) => ({ forms: [{ token, weight: 1 }] }));
  return index.searchKeywords(terms, await index.documentFrequencies(tokens), 5, articleId);
}

describe('a build', () => {
  test('keeps every article as it was read', async () => {
    const articles = sampleArticles();
    await build(articles);
    const index = await new FolderStore(indexDir).open(model);
    expect(index.articles().map(({ id, paragraphs }) => [id, paragraphs])).toEqual([
      ['lighthouse', 2],
      ['noodles', 2],
      ['railway', 2],
    ]);
    for (const article of articles) expect(await index.article(article.id)).toEqual(article);
    await index.close();
  });

  test('numbers passages in reading order, each with its sentences and their vectors', async () => {
    await build(sampleArticles());
    const index = await new FolderStore(indexDir).open(model);
    const { passages } = index.manifest.counts;
    const all = await index.passages(Array.from({ length: passages }, (_, i) => i));
    expect(all.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: passages }, (_, i) => i));
    for (const passage of all) {
      expect(passage.vectors).toHaveLength(passage.sentences.length);
      expect(passage.start).toBe(passage.sentences[0]?.start);
      expect(passage.end).toBe(passage.sentences.at(-1)?.end);
    }
    await index.close();
  });

  test('finds by keyword in either script, by vector, and within one article', async () => {
    await build(sampleArticles());
    const index = await new FolderStore(indexDir).open(model);
    const articleOf = async (ordinals: number[]) =>
      (await index.passages(ordinals)).map(({ articleId }) => articleId);

    const simplified = await search(index, tokenize('灯塔 发电机'));
    expect(await articleOf(simplified.map(({ ordinal }) => ordinal))).toEqual(['lighthouse']);
    const [question = []] = await new TokenEmbeddings().embedDocuments(['牛肉麵一碗多少錢']);
    const near = await index.searchVectors(question, 1);
    expect(await articleOf(near.map(({ ordinal }) => ordinal))).toEqual(['noodles']);
    expect(await index.cosines(question, [near[0]?.ordinal ?? -1])).toEqual([
      expect.closeTo(near[0]?.score ?? NaN, 4),
    ]);

    expect(await search(index, tokenize('燈塔'), 'noodles')).toEqual([]);
    const inRailway = await index.searchVectors(question, 5, 'railway');
    expect(await articleOf(inRailway.map(({ ordinal }) => ordinal))).toEqual(['railway']);
    expect(await search(index, [])).toEqual([]);
    expect(await search(index, ['"', 'x" OR "y'])).toEqual([]);
    expect([...(await index.documentFrequencies(['灯塔', '没有的']))]).toEqual([
      ['灯塔', 1],
      ['没有的', 0],
    ]);
    await index.close();
  });

  test('says what was added, changed and removed, and does nothing when nothing changed', async () => {
    const [lighthouse, noodles, railway] = sampleArticles() as [Article, Article, Article];
    const first = await build([lighthouse, noodles]);
    expect(titles(first.added)).toEqual(['海邊的燈塔', '牛肉麵']);
    expect(first.rebuilt).toBe(true);

    const version = await versionFolder();
    const again = await build([lighthouse, noodles]);
    expect(again).toMatchObject({ added: [], changed: [], removed: [], rebuilt: false, articles: 2 });
    expect(await versionFolder()).toBe(version);

    const next = await build([{ ...lighthouse, title: '山上的燈塔' }, railway]);
    expect([next.added, next.changed, next.removed].map(titles)).toEqual([
      ['The mountain railway'],
      ['山上的燈塔'],
      ['牛肉麵'],
    ]);
  });

  test('keeps the two versions before the one in use', async () => {
    const [lighthouse] = sampleArticles() as [Article];
    for (let i = 0; i < 5; i++) await build([{ ...lighthouse, title: `第${i}版` }]);
    const entries = await readdir(indexDir);
    expect(entries.filter((name) => name.startsWith('20'))).toHaveLength(3);
    expect(entries).toContain('current');
    expect((await new FolderStore(indexDir).open(model)).articles()[0]?.title).toBe('第4版');
  });

  test('that fails leaves the old version answering and nothing half done', async () => {
    const [lighthouse, noodles] = sampleArticles() as [Article, Article];
    await build([lighthouse]);
    const failing = new TokenEmbeddings();
    failing.embedDocuments = () => Promise.reject(new Error('out of memory'));
    await expect(build([lighthouse, noodles], failing)).rejects.toThrow('out of memory');
    expect((await new FolderStore(indexDir).open(model)).articles()).toHaveLength(1);
    expect((await readdir(indexDir)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('into a place that cannot be written is refused in a sentence', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, '');
    indexDir = join(file, 'index');
    await expect(build(sampleArticles())).rejects.toMatchObject({
      code: 'index-unwritable',
      message: expect.stringContaining(indexDir) as string,
    });
  });

  test('with nothing to say still opens', async () => {
    await build([]);
    const index = await new FolderStore(indexDir).open(model);
    expect(await search(index, ['a'])).toEqual([]);
    expect(await index.searchVectors(new Array<number>(TOKEN_DIMENSIONS).fill(0.1), 5)).toEqual([]);
  });
});

describe('opening refuses, in a sentence with the cure,', () => {
  beforeEach(async () => {
    await build(sampleArticles());
  });

  test('a folder without an index', async () => {
    await expect(new FolderStore(join(indexDir, 'none')).open(model)).rejects.toMatchObject({
      code: 'index-missing',
    });
  });

  test.each(['footnote', 'vectors', 'articles'])('damaged %s', async (file) => {
    const path = versionFile(await versionFolder(), file);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
    await writeFile(path, bytes);
    await expect(new FolderStore(indexDir).open(model)).rejects.toMatchObject({
      code: 'index-damaged',
      message: expect.stringMatching(new RegExp(`damaged ${file}.*npm run index`)) as string,
    });
  });

  test.each(['footnote', 'vectors', 'articles', 'manifest'])('missing %s', async (file) => {
    await rm(versionFile(await versionFolder(), file));
    await expect(new FolderStore(indexDir).open(model)).rejects.toMatchObject({ code: 'index-damaged' });
  });

  test.each(['{', '[]', 'null', '{"format":4}'])('the manifest %j', async (content) => {
    await writeFile(join(await versionFolder(), 'manifest.json'), content);
    await expect(new FolderStore(indexDir).open(model)).rejects.toMatchObject({ code: 'index-damaged' });
  });

  test('another format', async () => {
    await writeFile(join(await versionFolder(), 'manifest.json'), '{"format":99}');
    await expect(new FolderStore(indexDir).open(model)).rejects.toMatchObject({
      code: 'index-format',
      message: expect.stringContaining('format 99') as string,
    });
  });

  test("another model's vectors", async () => {
    const other = { name: 'other', hash: 'b'.repeat(64), dimensions: 8 };
    await expect(new FolderStore(indexDir).open(other)).rejects.toMatchObject({
      code: 'index-model',
      message: expect.stringMatching(/"tokens".*"other".*64 and 8 dimensions/) as string,
    });
  });

  test('a `current` that leads nowhere or out of the folder', async () => {
    const elsewhere = join(await tempFolder(), 'elsewhere');
    await cp(await versionFolder(), elsewhere, { recursive: true });
    for (const name of ['2026-01-01T00-00-00Z-0000', '../elsewhere', '']) {
      await writeFile(join(indexDir, 'current'), name);
      await expect(new FolderStore(indexDir).open(model)).rejects.toMatchObject({ code: 'index-damaged' });
    }
  });

  test('and building again is the cure', async () => {
    await rm(versionFile(await versionFolder(), 'vectors'));
    const summary = await build(sampleArticles());
    expect(summary.rebuilt).toBe(true);
    expect((await new FolderStore(indexDir).open(model)).articles()).toHaveLength(3);
  });
});
