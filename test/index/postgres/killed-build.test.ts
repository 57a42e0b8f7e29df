import { describe, expect, onTestFinished, test } from 'vitest';
import { buildIndex, type BuildSummary } from '../../../src/index/build-index.ts';
import type { IndexStore } from '../../../src/index/index-store.ts';
import { openPostgresStore } from '../../../src/index/postgres/postgres-store.ts';
import type { PostgresStep } from '../../../src/index/postgres/postgres-step.ts';
import { openPostgres } from '../../../src/postgres/open-postgres.ts';
import { killedBy } from '../../support/killed-build.ts';
import { POSTGRES_SERVERS } from '../../support/postgres-servers.ts';
import { sampleArticles } from '../../support/sample-articles.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };

/** Every step of a build, and whether the new version is in use when it begins. */
const STEPS: Record<PostgresStep, boolean> = {
  'clean-up': false,
  embed: false,
  'write-articles': false,
  'write-vocabulary': false,
  'index-vectors': false,
  'write-version': false,
  verify: false,
  check: false,
  swap: false,
  'remove-old': true,
  done: true,
};

function build(store: IndexStore, title: string): Promise<BuildSummary> {
  const articles = sampleArticles().map((article) => ({ ...article, title }));
  const corpus = { articles, skipped: [] };
  return buildIndex({ corpus, model, store, embeddings: new TokenEmbeddings() });
}

async function titleInUse(store: IndexStore): Promise<string | undefined> {
  const index = await store.open(model);
  await index.close();
  return index.articles()[0]?.title;
}

describe.each(POSTGRES_SERVERS)('a build that is killed ($name)', ({ emptyDatabase }) => {
  test('before whatever step, leaves an index that answers, and the next one finishes', async () => {
    const url = await emptyDatabase();
    const store = await openPostgresStore(url);
    onTestFinished(() => store.close());
    await build(store, '之前');
    for (const [step, isInUse] of Object.entries(STEPS)) {
      const before = await titleInUse(store);
      expect([step, await killedBy([url, `死於${step}`, step])]).toEqual([step, 'SIGKILL']);
      expect([step, await titleInUse(store)]).toEqual([step, isInUse ? `死於${step}` : before]);
      const next = await build(store, `死於${step}`);
      expect([step, next.rebuilt, next.embedded]).toEqual([step, !isInUse, 0]);
      expect(await titleInUse(store)).toBe(`死於${step}`);
      await store.verify(model);
    }
  }, 180_000);

  test('leaves no rows of its own once the next one is done', async () => {
    const url = await emptyDatabase();
    const store = await openPostgresStore(url);
    onTestFinished(() => store.close());
    for (let i = 0; i < 4; i++) await build(store, `第${i}版`);
    await killedBy([url, '死', 'check']);
    for (let i = 4; i < 8; i++) await build(store, `第${i}版`);
    const postgres = await openPostgres(url);
    onTestFinished(() => postgres.close());
    const countOf = async (table: string) =>
      (await postgres.all<{ count: number }>(`SELECT count(*) AS count FROM footnote_${table}`))[0]?.count;
    // Three versions of three articles of one passage each.
    expect(await countOf('versions')).toBe(3);
    expect(await countOf('version_articles')).toBe(9);
    expect(await countOf('articles')).toBe(9);
    expect(await countOf('passages')).toBe(9);
    expect(await countOf('shards')).toBe(3);
    expect(await countOf('index_lock')).toBe(0);
  }, 60_000);
});
