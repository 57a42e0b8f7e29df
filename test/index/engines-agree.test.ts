import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toArticle } from '../../scripts/paragraph-corpus.ts';
import type { Article } from '../../src/corpus/article.ts';
import { readQuestions } from '../../src/corpus-questions.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { tokenize } from '../../src/corpus/tokens.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { copyIndex } from '../../src/index/copy-index.ts';
import { readManifest } from '../../src/index/folder/check-version.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import type { IndexReader } from '../../src/index/index-reader.ts';
import { openPostgresStore } from '../../src/index/postgres/postgres-store.ts';
import { LocalEngine } from '../../src/local-engine.ts';
import { modelIdentity, readLearned, type Learned } from '../../src/open-engine.ts';
import { POSTGRES_SERVERS } from '../support/postgres-servers.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';
import { MODELS } from '../support/versioned-corpus.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
const WORDS = [
  '燈塔',
  '看守人',
  '發電機',
  '牛肉麵',
  '山路',
  'railway',
  'ticket',
  '1886',
  '颱風',
  '港口',
  '渡輪',
  'GPT-4',
];

/** A few hundred articles of words in ever other orders, from a fixed linear congruential generator. */
function manyArticles(count: number): Article[] {
  let state = 7;
  const next = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % limit;
  };
  return Array.from({ length: count }, (_, i) => {
    const words = () =>
      Array.from({ length: 3 + next(30) }, () => WORDS[next(WORDS.length)]).join(next(2) ? '的' : ' ');
    return toArticle({
      id: `a${(i * 97) % count}-${i}`,
      title: words(),
      text: `${words()}。\n${words()}。第${i}號。`,
    });
  });
}

/** Rankings with scores that are equal but for the last digits of what they were summed from. */
function expectSameRanking(actual: { ordinal: number; score: number }[], expected: typeof actual): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach(({ score }, place) => {
    expect(actual[place]?.score).toBeCloseTo(score, 4);
  });
  // Passages whose scores differ are in the same places; those that tie may be in any order.
  const last = expected.at(-1)?.score ?? 0;
  const clear = (list: typeof actual) =>
    new Set(list.filter(({ score }) => score > last + 1e-4).map(({ ordinal }) => ordinal));
  expect(clear(actual)).toEqual(clear(expected));
}

describe.each(POSTGRES_SERVERS)('PostgreSQL ($name) against a folder', ({ emptyDatabase }) => {
  test('ranks hundreds of passages alike, by words and by vectors, in all and within an article', async () => {
    const articles = manyArticles(400);
    const folder = new FolderStore(join(await tempFolder(), 'index'), 50);
    const postgres = await openPostgresStore(await emptyDatabase(), 50);
    const open: IndexReader[] = [];
    for (const store of [folder, postgres]) {
      const corpus = { articles, skipped: [] };
      await buildIndex({ corpus, model, store, embeddings: new TokenEmbeddings() });
      open.push(await store.open(model));
    }
    const [one, two] = open as [IndexReader, IndexReader];
    expect(two.articles()).toEqual(one.articles());
    for (let i = 0; i < 20; i++) {
      const question = `${WORDS[i % 12] ?? ''} ${WORDS[(i * 5 + 1) % 12] ?? ''} ${i * 13}`;
      const tokens = tokenize(question);
      const frequencies = await one.documentFrequencies(tokens);
      expect(await two.documentFrequencies(tokens)).toEqual(frequencies);
      const terms = tokens.map((token) => ({ forms: [{ token, weight: 0.7 }] }));
      const vector = await new TokenEmbeddings().embedQuery(question);
      const article = articles[i * 7]?.id;
      for (const within of [undefined, article]) {
        const found = await one.searchKeywords(terms, frequencies, 50, within);
        if (within === undefined) expect(found.length).toBeGreaterThan(0);
        expectSameRanking(await two.searchKeywords(terms, frequencies, 50, within), found);
        expectSameRanking(
          await two.searchVectors(vector, 50, within),
          await one.searchVectors(vector, 50, within),
        );
      }
      const ordinals = [3, 1, 399, 77];
      expect(await two.passages(ordinals)).toEqual(await one.passages(ordinals));
      expect(await two.passageVectors(ordinals)).toEqual(await one.passageVectors(ordinals));
    }
    await Promise.all(open.map((index) => index.close()));
    await postgres.close();
  });

  describe('with the embedded model', () => {
    let embeddings: WorkerEmbeddings;
    let learned: Learned;
    beforeAll(async () => {
      embeddings = await WorkerEmbeddings.load(MODELS.embeddingModel, MODELS.modelsDir);
      learned = await readLearned(MODELS.modelsDir);
    });
    afterAll(() => embeddings.close());

    test('gives the same answers, and moves there and back without a change', async () => {
      const place = await tempFolder();
      const [folder, back] = [new FolderStore(join(place, 'index')), new FolderStore(join(place, 'back'))];
      const postgres = await openPostgresStore(await emptyDatabase());
      const identity = modelIdentity(embeddings);
      const corpus = await readCorpus('corpus');
      await buildIndex({ corpus, model: identity, store: folder, embeddings });
      const none = new TokenEmbeddings();
      none.embedDocuments = () => Promise.reject(new Error('nothing was to be embedded'));
      const options = { embeddings: none, model: identity };
      expect(await copyIndex({ from: folder, to: postgres, ...options })).toMatchObject({ embedded: 0 });
      expect(await copyIndex({ from: postgres, to: back, ...options })).toMatchObject({ embedded: 0 });

      const questions = (await readQuestions('test/support/digest-questions')).map(
        ({ question }) => question,
      );
      const answers = [];
      for (const store of [folder, postgres]) {
        const engine = new LocalEngine(await store.open(identity), embeddings, learned);
        const all = [];
        for (const question of questions) all.push(await engine.ask(question));
        all.push(await engine.findPhrase('公開信', 5));
        answers.push(all);
        await engine.close();
      }
      expect(answers[1]).toEqual(answers[0]);
      const manifests = await Promise.all(
        [folder, back].map(async (store) => {
          const { createdAt, ...rest } = await readManifest(join(store.place, (await store.current()) ?? ''));
          return { ...rest, createdAt: createdAt.slice(0, 2) };
        }),
      );
      expect(manifests[1]).toEqual(manifests[0]);
      await postgres.close();
    });
  });
});
