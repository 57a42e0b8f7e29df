import { describe, expect, onTestFinished, test } from 'vitest';
import type { Article } from '../../../src/corpus/article.ts';
import { buildIndex, type BuildSummary } from '../../../src/index/build-index.ts';
import { openPostgresStore, type PostgresStore } from '../../../src/index/postgres/postgres-store.ts';
import { openPostgres } from '../../../src/postgres/open-postgres.ts';
import type { Postgres } from '../../../src/postgres/postgres.ts';
import { POSTGRES_SERVERS } from '../../support/postgres-servers.ts';
import { sampleArticles } from '../../support/sample-articles.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const FIRST = '(SELECT min(id) FROM footnote_passages)';
/** Every column that answers depend on, and a statement that damages it. */
const DAMAGE: [what: string, sql: string][] = [
  ['a header', `UPDATE footnote_articles SET header = replace(header, '海邊', '山邊')`],
  ['a text', `UPDATE footnote_articles SET content = replace(content, '1886', '1887')`],
  ['an offset', `UPDATE footnote_passages SET starts = starts + 1 WHERE id = ${FIRST}`],
  ['a place', `UPDATE footnote_passages SET place = 5 WHERE id = ${FIRST}`],
  ['sentences', `UPDATE footnote_passages SET sentences = '[]' WHERE id = ${FIRST}`],
  [
    "a sentence's vector",
    `UPDATE footnote_passages SET vectors = set_byte(vectors, 9, 99) WHERE id = ${FIRST}`,
  ],
  [
    "a passage's vector",
    `UPDATE footnote_passages SET embedding = (SELECT embedding FROM footnote_passages ORDER BY id DESC LIMIT 1) WHERE id = ${FIRST}`,
  ],
  ['keywords', `UPDATE footnote_passages SET lexemes = ''::tsvector WHERE id = ${FIRST}`],
  ['the vocabulary', `UPDATE footnote_vocabulary SET token = '灯笼' WHERE token = '灯塔'`],
];
/** What opening finds as well. */
const LOSS: [what: string, sql: string][] = [
  ['a passage', `DELETE FROM footnote_passages WHERE id = ${FIRST}`],
  ['an article', 'DELETE FROM footnote_version_articles WHERE ordinal = 1'],
  ['a shard', 'DELETE FROM footnote_version_shards'],
];

describe.each(POSTGRES_SERVERS)('rows that are not what was written ($name)', ({ emptyDatabase }) => {
  async function built(): Promise<{ store: PostgresStore; postgres: Postgres }> {
    const url = await emptyDatabase();
    const store = await openPostgresStore(url);
    const postgres = await openPostgres(url);
    onTestFinished(async () => {
      await store.close();
      await postgres.close();
    });
    await build(store, sampleArticles());
    return { store, postgres };
  }

  function build(store: PostgresStore, articles: Article[]): Promise<BuildSummary> {
    const corpus = { articles, skipped: [] };
    return buildIndex({ corpus, model, store, embeddings: new TokenEmbeddings() });
  }

  async function expectSound(store: PostgresStore): Promise<void> {
    await store.verify(model);
    const index = await store.open(model);
    for (const article of sampleArticles()) expect(await index.article(article.id)).toEqual(article);
    await index.close();
  }

  test.each([...DAMAGE, ...LOSS])('%s: a check finds it, and building again is the cure', async (_, sql) => {
    const { store, postgres } = await built();
    await store.verify(model);
    expect(await postgres.run(sql)).toBeGreaterThan(0);
    await expect(store.verify(model)).rejects.toMatchObject({
      code: 'index-damaged',
      message: expect.stringMatching(/npm run index/) as string,
    });
    expect(await build(store, sampleArticles())).toMatchObject({ rebuilt: true });
    await expectSound(store);
    expect(await build(store, sampleArticles())).toMatchObject({ rebuilt: false });
  });

  test.each(LOSS)('%s: opening finds it', async (_, sql) => {
    const { store, postgres } = await built();
    await postgres.run(sql);
    await expect(store.open(model)).rejects.toMatchObject({ code: 'index-damaged' });
    expect(await store.readInUse()).toBeNull();
  });

  test('a rollback passes over them', async () => {
    const { store, postgres } = await built();
    const [lighthouse, noodles, railway] = sampleArticles() as [Article, Article, Article];
    await build(store, [lighthouse, { ...noodles, title: '麵' }]);
    await build(store, [lighthouse, railway]);
    await postgres.run(
      "UPDATE footnote_articles SET content = replace(content, '麵', '面') WHERE header LIKE '%\"麵\"%'",
    );
    const [, damaged, first] = await store.versions();
    expect((await store.rollback(model)).version).toBe(first?.version);
    expect(damaged).toBeDefined();
    await expectSound(store);
  });
});
