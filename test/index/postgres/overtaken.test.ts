import { describe, expect, onTestFinished, test } from 'vitest';
import type { Article } from '../../../src/corpus/article.ts';
import { tokenize } from '../../../src/corpus/tokens.ts';
import { buildIndex, type BuildOptions, type BuildSummary } from '../../../src/index/build-index.ts';
import type { IndexStore } from '../../../src/index/index-store.ts';
import { openPostgresStore } from '../../../src/index/postgres/postgres-store.ts';
import { openPostgres } from '../../../src/postgres/open-postgres.ts';
import type { Postgres } from '../../../src/postgres/postgres.ts';
import { POSTGRES_SERVERS } from '../../support/postgres-servers.ts';
import { sampleArticles } from '../../support/sample-articles.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const [lighthouse] = sampleArticles() as [Article];

function build(store: IndexStore, title: string, options: Partial<BuildOptions> = {}): Promise<BuildSummary> {
  const corpus = { articles: [{ ...lighthouse, title }], skipped: [] };
  return buildIndex({ corpus, model, store, embeddings: new TokenEmbeddings(), ...options });
}

async function titleInUse(store: IndexStore): Promise<string | undefined> {
  const index = await store.open(model);
  await index.close();
  return index.articles()[0]?.title;
}

describe.each(POSTGRES_SERVERS)('overtaken by other builds ($name)', ({ emptyDatabase }) => {
  async function twoStores(): Promise<{ one: IndexStore; other: IndexStore; postgres: Postgres }> {
    const url = await emptyDatabase();
    const [one, other, postgres] = [
      await openPostgresStore(url),
      await openPostgresStore(url),
      await openPostgres(url),
    ];
    onTestFinished(async () => {
      await Promise.all([one.close(), other.close(), postgres.close()]);
    });
    await build(one, '之前');
    return { one, other, postgres };
  }

  test('a reader of a version that was removed is told so by every search, and finds nothing wrong', async () => {
    const { one } = await twoStores();
    const index = await one.open(model);
    const vector = await new TokenEmbeddings().embedQuery('燈塔');
    const tokens = tokenize('燈塔');
    const terms = tokens.map((token) => ({ forms: [{ token, weight: 1 }] }));
    const frequencies = await index.documentFrequencies(tokens);
    const calls: (() => Promise<unknown>)[] = [
      () => index.documentFrequencies(tokens),
      () => index.searchKeywords(terms, frequencies, 5),
      () => index.searchKeywords(terms, frequencies, 5, 'lighthouse'),
      () => index.searchVectors(vector, 5),
      () => index.searchVectors(vector, 5, 'lighthouse'),
      () => index.cosines(vector, [0]),
      () => index.passages([0]),
      () => index.passageVectors([0]),
      () => index.articlesWith([tokens])[Symbol.asyncIterator]().next(),
      () => index.article('lighthouse'),
    ];
    for (let i = 0; i < 4; i++) await build(one, `第${i}版`);
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'index-outdated' });
    await index.close();
  });

  test('a build that has lost the lock changes nothing, and leaves the version of the other alone', async () => {
    const { one, other, postgres } = await twoStores();
    let begin: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let goOn: (() => void) | undefined;
    const first = build(one, '一', {
      check: async () => {
        begin?.();
        await new Promise<void>((resolve) => (goOn = resolve));
      },
    });
    await begun;
    // As if it had slept for two minutes.
    await postgres.run('UPDATE footnote_index_lock SET seen = seen - 120000');
    const second = build(other, '二', {
      check: async () => {
        goOn?.();
        await expect(first).rejects.toMatchObject({ code: 'index-lock-lost' });
      },
    });
    expect(await second).toMatchObject({ rebuilt: true });
    expect(await titleInUse(one)).toBe('二');
    expect(await one.versions()).toHaveLength(2);
    expect(await build(one, '一')).toMatchObject({ rebuilt: true });
    await one.verify(model);
  });
});
