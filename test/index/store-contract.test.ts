import { beforeEach, describe, expect, test } from 'vitest';
import { toArticle } from '../../scripts/paragraph-corpus.ts';
import type { Article } from '../../src/corpus/article.ts';
import { tokenize } from '../../src/corpus/tokens.ts';
import { buildIndex, type BuildSummary } from '../../src/index/build-index.ts';
import type { Candidate, IndexReader } from '../../src/index/index-reader.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import { planIndex } from '../../src/index/plan-index.ts';
import { STORE_KINDS } from '../support/index-stores.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const other = { ...model, name: 'other', hash: 'b'.repeat(64) };
const [lighthouse, noodles, railway] = sampleArticles() as [Article, Article, Article];
/** What text in a database may stumble over. */
const AWKWARD = toArticle({
  id: "it's",
  title: 'O\'Brien \\ "quoted" 100%',
  text: `它's a 'test' \\ with \0 and \ud83d alone，還有 😀 和 C++。\n${'長'.repeat(700)} ${'x'.repeat(3000)} & | ! : *`,
});

async function search(index: IndexReader, tokens: string[], articleId?: string): Promise<Candidate[]> {
  const terms = tokens.map((token) => ({ forms: [{ token, weight: 1 }] }));
  return index.searchKeywords(terms, await index.documentFrequencies(tokens), 5, articleId);
}

async function vectorOf(text: string): Promise<number[]> {
  return new TokenEmbeddings().embedQuery(text);
}

describe.each(STORE_KINDS)('an index in $name', ({ emptyPlace, open }) => {
  let place: string;
  let store: IndexStore;

  beforeEach(async () => {
    place = await emptyPlace();
    store = await open(place);
  });

  function build(
    articles: Article[],
    embeddings = new TokenEmbeddings(),
    using = model,
  ): Promise<BuildSummary> {
    return buildIndex({ corpus: { articles, skipped: [] }, embeddings, model: using, store });
  }

  async function titleInUse(): Promise<string | undefined> {
    const index = await store.open(model);
    await index.close();
    return index.articles()[0]?.title;
  }

  test('is missing until something was built', async () => {
    expect(await store.current()).toBeNull();
    expect(await store.readInUse()).toBeNull();
    expect(await store.versions()).toEqual([]);
    // One after the other: a promise that rejects while another is awaited counts as unhandled.
    for (const attempt of [() => store.open(model), () => store.verify(model)])
      await expect(attempt()).rejects.toMatchObject({
        code: 'index-missing',
        message: expect.stringContaining(store.place) as string,
      });
    await expect(store.rollback(model)).rejects.toMatchObject({ code: 'index-no-earlier' });
  });

  test('keeps every article as it was read, whatever is in it', async () => {
    const articles = [AWKWARD, ...sampleArticles()];
    await build(articles);
    const index = await store.open(model);
    expect(index.articles().map(({ id, paragraphs }) => [id, paragraphs])).toEqual([
      ["it's", 2],
      ['lighthouse', 2],
      ['noodles', 2],
      ['railway', 2],
    ]);
    for (const article of articles) expect(await index.article(article.id)).toEqual(article);
    await expect(index.article('absent')).rejects.toThrow('"absent"');
    expect(await search(index, tokenize('obrien c'))).not.toEqual([]);
    // A run of letters that long is no word.
    expect(tokenize('x'.repeat(3000))).toEqual([]);
    await index.close();
    await store.verify(model);
  });

  test('numbers passages in reading order, each with its sentences and their vectors', async () => {
    await build(sampleArticles());
    const index = await store.open(model);
    const { passages } = index.manifest.counts;
    const ordinals = Array.from({ length: passages }, (_, i) => i);
    const all = await index.passages(ordinals);
    expect(all.map(({ ordinal }) => ordinal)).toEqual(ordinals);
    expect([...new Set(all.map(({ articleId }) => articleId))]).toEqual(['lighthouse', 'noodles', 'railway']);
    for (const passage of all) {
      expect(passage.vectors).toHaveLength(passage.sentences.length);
      expect(passage.start).toBe(passage.sentences[0]?.start);
      expect(passage.end).toBe(passage.sentences.at(-1)?.end);
    }
    expect(await index.passages([...ordinals].reverse())).toEqual([...all].reverse());
    const [vectors] = await index.passageVectors([1]);
    expect(await index.cosines(vectors?.ofPassage ?? [], [1])).toEqual([expect.closeTo(1, 5)]);
    await index.close();
  });

  test('finds by keyword in either script, by vector, and within one article', async () => {
    await build(sampleArticles());
    const index = await store.open(model);
    const articleOf = async (found: Candidate[]) =>
      (await index.passages(found.map(({ ordinal }) => ordinal))).map(({ articleId }) => articleId);
    expect(await articleOf(await search(index, tokenize('灯塔 发电机')))).toEqual(['lighthouse']);
    const question = await vectorOf('牛肉麵一碗多少錢');
    const near = await index.searchVectors(question, 1);
    expect(await articleOf(near)).toEqual(['noodles']);
    expect(await index.cosines(question, [near[0]?.ordinal ?? -1])).toEqual([
      expect.closeTo(near[0]?.score ?? NaN, 4),
    ]);
    expect(await search(index, tokenize('燈塔'), 'noodles')).toEqual([]);
    expect(await search(index, tokenize('燈塔'), 'lighthouse')).toHaveLength(1);
    expect(await articleOf(await index.searchVectors(question, 5, 'railway'))).toEqual(['railway']);
    expect(await search(index, [])).toEqual([]);
    expect(await search(index, ['"', 'x" OR "y', "'", "') & ('", '\\'])).toEqual([]);
    expect([...(await index.documentFrequencies(['灯塔', '没有的', '灯塔']))]).toEqual([
      ['灯塔', 1],
      ['没有的', 0],
    ]);
    await index.close();
  });

  test('finds articles by words of their own text, and not of their titles', async () => {
    await build(sampleArticles());
    const index = await store.open(model);
    const idsWith = async (...alternatives: string[][]) => {
      const ids = [];
      for await (const { id } of index.articlesWith(alternatives)) ids.push(id);
      return ids;
    };
    expect(await idsWith(['灯塔', '停电'])).toEqual(['lighthouse']);
    expect(await idsWith(['灯塔', '排队'])).toEqual([]);
    expect(await idsWith(['排队'], ['灯塔'], ['没有的'])).toEqual(['lighthouse', 'noodles']);
    expect(await idsWith(['海边'])).toEqual([]);
    expect(await idsWith([], ["'"])).toEqual([]);
    await index.close();
  });

  test('says what has changed, embeds only that, and does nothing when nothing has', async () => {
    expect(await build([lighthouse, noodles])).toMatchObject({
      ...{ added: [{ id: 'lighthouse' }, { id: 'noodles' }], changed: [], removed: [], rebuilt: true },
      ...{ embedded: 2, reused: 0 },
    });
    const changed = { ...noodles, text: noodles.text.replace('180', '200') };
    const plan = { corpus: { articles: [changed, railway], skipped: [] }, model, store };
    expect(await planIndex(plan)).toMatchObject({ rebuild: 'articles', changed: [{ id: 'noodles' }] });
    expect(await build([changed, railway])).toMatchObject({
      ...{ added: [{ id: 'railway' }], changed: [{ id: 'noodles' }], removed: [{ id: 'lighthouse' }] },
      ...{ embedded: 2, reused: 0 },
    });
    const moved = { ...railway, file: 'elsewhere.md' };
    expect(await build([moved, changed])).toMatchObject({
      ...{ added: [], changed: [], removed: [], moved: [{ id: 'railway', file: 'elsewhere.md' }] },
      ...{ embedded: 0, reused: 2, rebuilt: true },
    });
    const version = await store.current();
    expect(await build([moved, changed])).toMatchObject({ rebuilt: false, embedded: 0 });
    expect(await store.current()).toBe(version);
    const index = await store.open(model);
    expect(index.articles().map(({ id, file }) => [id, file])).toEqual([
      ['railway', 'elsewhere.md'],
      ['noodles', 'noodles'],
    ]);
    expect((await index.article('railway')).file).toBe('elsewhere.md');
    expect(await search(index, ['200'])).toHaveLength(1);
    expect(await search(index, ['180'])).toEqual([]);
    await index.close();
    await store.verify(model);
  });

  test('knows an article whose ID comes from its file, when the file has another name', async () => {
    await build([lighthouse, { ...noodles, id: 'from-b', file: 'b.md' }]);
    const renamed = await build([lighthouse, { ...noodles, id: 'from-c', file: 'c.md' }]);
    expect(renamed).toMatchObject({ added: [], removed: [], moved: [{ id: 'from-c', from: 'b.md' }] });
  });

  test('keeps the two versions before the one in use, and goes back to them', async () => {
    for (let i = 0; i < 5; i++) await build([{ ...lighthouse, title: `第${i}版` }]);
    const versions = await store.versions();
    expect(versions.map(({ inUse }) => inUse)).toEqual([true, false, false]);
    expect(await titleInUse()).toBe('第4版');
    expect(await store.rollback(model)).toEqual({
      version: versions[1]?.version,
      createdAt: versions[1]?.createdAt,
      articles: 1,
    });
    expect(await titleInUse()).toBe('第3版');
    expect((await store.rollback()).version).toBe(versions[2]?.version);
    await expect(store.rollback(model)).rejects.toMatchObject({ code: 'index-no-earlier' });
    await build([{ ...lighthouse, title: '第5版' }]);
    expect(await titleInUse()).toBe('第5版');
    await expect(store.rollback(model, '2020-01-01T00-00-00Z-0000')).rejects.toMatchObject({
      code: 'index-no-earlier',
    });
  });

  test("refuses another model's vectors, also on the way back, and takes none over", async () => {
    await build([lighthouse]);
    await expect(store.open(other)).rejects.toMatchObject({ code: 'index-model' });
    await expect(store.verify(other)).rejects.toMatchObject({ code: 'index-model' });
    expect(await build([lighthouse], new TokenEmbeddings(), other)).toMatchObject({ embedded: 1, reused: 0 });
    await expect(store.rollback(other)).rejects.toMatchObject({ code: 'index-model' });
    const index = await store.open(other);
    expect(await index.searchVectors(await vectorOf('燈塔'), 5)).toHaveLength(1);
    await index.close();
  });

  test('is not changed by a build that fails, that fails its check or that is given up', async () => {
    await build([lighthouse]);
    const failing = new TokenEmbeddings();
    failing.embedDocuments = () => Promise.reject(new Error('out of memory'));
    await expect(build([lighthouse, noodles], failing)).rejects.toThrow('out of memory');
    const corpus = { articles: [lighthouse, noodles], skipped: [] };
    const options = { corpus, model, store, embeddings: new TokenEmbeddings() };
    const check = async (version: { open: IndexStore['open'] }) => {
      const index = await version.open(model);
      expect(index.articles()).toHaveLength(2);
      await index.close();
      throw new Error('a question fails');
    };
    await expect(buildIndex({ ...options, check })).rejects.toThrow('a question fails');
    const stop = new AbortController();
    const onProgress = () => {
      stop.abort(new Error('no longer wanted'));
    };
    const moreArticles = { articles: [lighthouse, railway], skipped: [] };
    const given = { ...options, corpus: moreArticles, signal: stop.signal, onProgress };
    await expect(buildIndex(given)).rejects.toThrow('no longer wanted');
    expect(await titleInUse()).toBe('海邊的燈塔');
    expect(await store.versions()).toHaveLength(1);
    expect(await build([lighthouse, noodles])).toMatchObject({ added: [{ id: 'noodles' }] });
  });

  test('is changed by one at a time; the second says who is at it', async () => {
    await store.withLock(async (assertHeld) => {
      const second = await open(place);
      await expect(second.withLock(() => Promise.resolve())).rejects.toMatchObject({
        code: 'index-locked',
        message: expect.stringContaining(`Process ${process.pid}`) as string,
      });
      assertHeld();
    });
    await store.withLock(() => Promise.resolve());
  });

  test('answers from the version that a reader opened, while others are built', async () => {
    await build([lighthouse, noodles]);
    const first = await store.open(model);
    await build([{ ...lighthouse, title: '新的燈塔' }, railway]);
    const second = await (await open(place)).open(model);
    expect(await search(first, ['180'])).toHaveLength(1);
    expect((await first.article('lighthouse')).title).toBe('海邊的燈塔');
    expect(await search(second, ['180'])).toEqual([]);
    expect((await second.article('lighthouse')).title).toBe('新的燈塔');
    expect(
      (await second.searchVectors(await vectorOf('railway'), 9)).map(({ ordinal }) => ordinal),
    ).toHaveLength(2);
    await first.close();
    await second.close();
  });

  test('with nothing to say still opens', async () => {
    await build([]);
    const index = await store.open(model);
    expect(await search(index, ['a'])).toEqual([]);
    expect(await index.searchVectors(await vectorOf('a'), 5)).toEqual([]);
    await index.close();
    await store.verify(model);
  });
});
