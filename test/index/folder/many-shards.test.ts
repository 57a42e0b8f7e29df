import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { toArticle } from '../../../scripts/paragraph-corpus.ts';
import type { Article } from '../../../src/corpus/article.ts';
import { tokenize } from '../../../src/corpus/tokens.ts';
import { buildIndex, type BuildSummary } from '../../../src/index/build-index.ts';
import { FolderStore } from '../../../src/index/folder/folder-store.ts';
import type { IndexReader } from '../../../src/index/index-reader.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const PLACES = ['燈塔', '港口', '山路', '車站', '麵店', '書店', '學校', '公園'];
const QUESTIONS = ['燈塔12建於哪一年?', '麵店幾點開門', '看守人', '1931', '車站 公園'];
/** A few dozen articles, whose order of IDs is not that of reading. */
const articles = Array.from({ length: 60 }, (_, i) => {
  const place = `${PLACES[i % 8] ?? ''}${i}`;
  const text = `${place}建於${1900 + i}年。看守人每天${(i % 9) + 5}點開門。\n\n附近有${PLACES[(i + 3) % 8] ?? ''}。`;
  return toArticle({ id: `${(i * 37) % 60}-${i}`, title: place, text });
});
let folder: string;

beforeEach(async () => {
  folder = await tempFolder();
});

function store(name: string, shardPassages?: number): FolderStore {
  return new FolderStore(join(folder, name), shardPassages);
}

function build(target: FolderStore, corpus: Article[] = articles): Promise<BuildSummary> {
  const embeddings = new TokenEmbeddings();
  return buildIndex({ corpus: { articles: corpus, skipped: [] }, embeddings, model, store: target });
}

/** Everything that a question asks of an index. */
async function answersOf(index: IndexReader): Promise<unknown> {
  const all = Array.from({ length: index.manifest.counts.passages }, (_, i) => i);
  const answers = [];
  for (const question of QUESTIONS) {
    const tokens = tokenize(question);
    const terms = tokens.map((token) => ({ forms: [{ token, weight: 1 }] }));
    const [vector = []] = await new TokenEmbeddings().embedDocuments([question]);
    const frequencies = await index.documentFrequencies(tokens);
    const found = [];
    for await (const { id } of index.articlesWith([tokens.slice(0, 1)])) found.push(id);
    answers.push({
      frequencies,
      keywords: await index.searchKeywords(terms, frequencies, 50),
      within: await index.searchKeywords(terms, frequencies, 50, articles[12]?.id),
      vectors: await index.searchVectors(vector, 100),
      cosines: await index.cosines(vector, all),
      found,
    });
  }
  return { articles: index.articles(), passages: await index.passages(all), answers };
}

async function shardFiles(target: FolderStore): Promise<Map<string, number>> {
  const version = join(target.place, (await target.current()) ?? '');
  const names = (await readdir(version)).filter((name) => /^(footnote|vectors)-/.test(name));
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(join(version, name))).ino] as const)),
  );
}

test('many shards give the same answers as one', async () => {
  const [one, many] = [store('one'), store('many', 10)];
  await build(one);
  await build(many);
  const [whole, split] = [await one.open(model), await many.open(model)];
  expect((await shardFiles(many)).size).toBe(16);
  expect(await answersOf(split)).toEqual(await answersOf(whole));
  await whole.close();
  await split.close();
});

test('a changed article leaves the other shards as they are, on the disk and in a bot that has them open', async () => {
  const target = store('index', 10);
  await build(target);
  const before = await shardFiles(target);
  const old = await target.open(model);
  const changed = articles.map((article, i) => (i === 20 ? { ...article, title: '燈籠' } : article));
  expect(await build(target, changed)).toMatchObject({ changed: [{ title: '燈籠' }], embedded: 0 });
  const after = await shardFiles(target);
  const fresh = [...after].filter(([name]) => !before.has(name));
  expect(fresh).toHaveLength(2);
  for (const [name, inode] of after) expect(before.get(name) ?? inode).toBe(inode);

  // Both are open at once; closing the older one takes nothing from the newer one.
  const next = await target.open(model);
  const alone = store('alone', 10);
  await build(alone, changed);
  const expected = await alone.open(model);
  expect(old.articles()[20]?.title).not.toBe('燈籠');
  await old.close();
  expect(await answersOf(next)).toEqual(await answersOf(expected));
  await next.close();
  await expected.close();
});

test('a shard that is damaged is found, although others are open already', async () => {
  const target = store('index', 10);
  await build(target);
  const open = await target.open(model);
  const [file] = [...(await shardFiles(target)).keys()];
  const path = join(target.place, (await target.current()) ?? '', file ?? '');
  await writeFile(path, (await readFile(path)).subarray(1));
  await expect(store('index', 10).open(model)).rejects.toMatchObject({ code: 'index-damaged' });
  expect(await target.readInUse()).toBeNull();
  await open.close();
});
