import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Answer } from '../../src/answering/answer.ts';
import { parseConfig, type Config } from '../../src/config.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import type { LiveEngine } from '../../src/engine.ts';
import { FootnoteError } from '../../src/errors.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import type { ModelIdentity } from '../../src/index/model-identity.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { pointTo } from '../../src/index/folder/version-folder.ts';
import { SwappingEngine } from '../../src/live-engine.ts';
import { modelIdentity, openEngine } from '../../src/open-engine.ts';
import { stubEngine } from '../support/stub-engine.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { versionFile } from '../support/version-file.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';
import { MODELS, versionedArticles, writeCorpus } from '../support/versioned-corpus.ts';

let config: Config;
let engine: LiveEngine;
let embeddings: WorkerEmbeddings;

beforeEach(async () => {
  const folder = await tempFolder();
  const given = parseConfig({ CORPUS_DIR: join(folder, 'corpus'), INDEX_DIR: join(folder, 'index') });
  config = { ...given, ...MODELS };
  await writeCorpus(config.corpusDir, versionedArticles(0));
  embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  engine = await openEngine(config);
  const opened = engine;
  onTestFinished(async () => {
    await opened.close();
    await embeddings.close();
  });
});

/** Builds in the same folder as another process would. */
async function publish(articles: Record<string, string>, model?: ModelIdentity): Promise<void> {
  await writeCorpus(config.corpusDir, articles);
  const corpus = await readCorpus(config.corpusDir);
  const options = {
    corpus,
    embeddings,
    model: modelIdentity(embeddings),
    store: new FolderStore(config.indexDir),
  };
  if (model === undefined) await buildIndex(options);
  else await buildIndex({ ...options, model, embeddings: new TokenEmbeddings() });
}

async function currentFolder(): Promise<string> {
  return join(config.indexDir, (await readFile(join(config.indexDir, 'current'), 'utf8')).trim());
}

/** The versions that the sentences of an answer are of. */
function versionsIn({ quotes }: Answer): number[] {
  return [
    ...new Set(quotes.flatMap(({ text }) => [...text.matchAll(/第(\d+)版/g)].map((m) => Number(m[1])))),
  ];
}

describe('an engine takes up a new version', () => {
  test('under load: each question is answered from one version, and never from an earlier one', async () => {
    const SWAPS = 5;
    let swapped = 0;
    let isDone = false;
    let asked = 0;
    const seen = new Set<number>();
    const askOn = async (question: string): Promise<void> => {
      while (!isDone) {
        const earliest = swapped;
        const answer = await engine.ask(question);
        const versions = versionsIn(answer);
        expect(versions).toHaveLength(1);
        // The version in use when it was asked, or one that came before it was answered (its swap may not be counted yet).
        expect(versions[0]).toBeGreaterThanOrEqual(earliest);
        expect(versions[0]).toBeLessThanOrEqual(swapped + 1);
        for (const version of versions) seen.add(version);
        asked += 1;
        await pause(10);
      }
    };
    const swapOn = async (): Promise<void> => {
      for (let version = 1; version <= SWAPS; version++) {
        await publish(versionedArticles(version));
        expect(await engine.refresh()).toBe('swapped');
        swapped = version;
      }
      isDone = true;
    };
    const questions = [
      '燈塔的高度是多少?',
      '看守人每天做什麼?',
      'How high is the lighthouse?',
      '牛肉麵一碗多少元?',
    ];
    await Promise.all([swapOn(), ...questions.map(askOn)]);
    expect(asked).toBeGreaterThan(SWAPS);
    expect(seen.size).toBeGreaterThan(1);
    expect(versionsIn(await engine.ask(questions[0] ?? ''))).toEqual([SWAPS]);
  }, 180_000);

  test('in 100 swaps under load no question fails, and each is answered from one version', async () => {
    const SWAPS = 100;
    const first = basename(await currentFolder());
    await publish(versionedArticles(1));
    const versions = [first, basename(await currentFolder())];
    let isDone = false;
    const seen: number[] = [];
    const askOn = async (question: string): Promise<void> => {
      while (!isDone) {
        const [version, ...others] = versionsIn(await engine.ask(question));
        expect(others).toEqual([]);
        seen.push(version ?? NaN);
        await pause(1);
      }
    };
    const swapOn = async (): Promise<void> => {
      for (let swap = 1; swap <= SWAPS; swap++) {
        await pointTo(config.indexDir, versions[swap % 2] ?? '');
        expect(await engine.refresh()).toBe('swapped');
        expect(engine.status().version).toBe(versions[swap % 2]);
      }
      isDone = true;
    };
    await Promise.all([swapOn(), ...['燈塔的高度是多少?', '看守人每天做什麼?'].map(askOn)]);
    expect(seen.length).toBeGreaterThan(SWAPS);
    expect(new Set(seen)).toEqual(new Set([0, 1]));
  });

  test('and no longer quotes an article that was deleted, nor lists or finds it', async () => {
    const [noodles] = engine.articles().filter(({ title }) => title === '牛肉麵');
    const articleId = noodles?.id ?? '';
    expect((await engine.ask('牛肉麵一碗多少元?')).state).toBe('answered');
    expect((await engine.findPhrase('牛肉面一碗', 5)).total).toBe(1);

    const { 'lighthouse.md': lighthouse = '' } = versionedArticles(0);
    await publish({ 'lighthouse.md': lighthouse });
    expect(await engine.refresh()).toBe('swapped');
    const { quotes } = await engine.ask('牛肉麵一碗多少元?');
    expect(quotes.filter((quote) => quote.articleId === articleId)).toEqual([]);
    expect(engine.articles().map(({ title }) => title)).toEqual(['海邊的燈塔']);
    expect(await engine.findPhrase('牛肉面一碗', 5)).toEqual({ quotes: [], total: 0 });
    expect(await engine.article(articleId)).toBeNull();
    expect(await engine.paragraph(articleId, 1)).toBeNull();
    await expect(engine.ask('一碗多少元?', { articleId })).rejects.toMatchObject({ code: 'article-unknown' });
  });

  test('also an earlier one, after a rollback; and says which it is on', async () => {
    const first = engine.status();
    expect(first).toMatchObject({ articles: 2, passages: 2, model: 'footnote-bilingual' });
    expect(join(config.indexDir, first.version)).toBe(await currentFolder());
    expect(await engine.refresh()).toBe('unchanged');
    await publish(versionedArticles(1));
    await engine.refresh();
    expect(engine.status().version > first.version).toBe(true);
    await new FolderStore(config.indexDir).rollback(modelIdentity(embeddings));
    expect(await Promise.all([engine.refresh(), engine.refresh()])).toEqual(['swapped', 'swapped']);
    expect(engine.status()).toEqual(first);
    expect(versionsIn(await engine.ask('燈塔的高度是多少?'))).toEqual([0]);
  });

  test('the key of an article is another one when its text is, and only then', async () => {
    const keys = () => Object.fromEntries(engine.articles().map(({ title, key }) => [title, key]));
    const before = keys();
    for (const key of Object.values(before)) expect(key).toMatch(/^[\w-]{8}$/);
    const changed = versionedArticles(1)['lighthouse.md'] ?? '';
    await publish({ ...versionedArticles(0), 'lighthouse.md': changed });
    await engine.refresh();
    expect(keys()['牛肉麵']).toBe(before['牛肉麵']);
    expect(keys()['海邊的燈塔']).not.toBe(before['海邊的燈塔']);
  });
});

describe('an engine keeps the version it has when the new one', () => {
  const stillAnswers = async (): Promise<void> => {
    expect(versionsIn(await engine.ask('燈塔的高度是多少?'))).toEqual([0]);
  };

  test.each(['footnote', 'vectors', 'articles', 'manifest'])('has damaged %s', async (file) => {
    await publish(versionedArticles(1));
    const path = versionFile(await currentFolder(), file);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
    await writeFile(path, bytes);
    await expect(engine.refresh()).rejects.toMatchObject({ code: 'index-damaged' });
    await stillAnswers();
    // The cure that the message names works.
    await publish(versionedArticles(2));
    expect(await engine.refresh()).toBe('swapped');
    expect(versionsIn(await engine.ask('燈塔的高度是多少?'))).toEqual([2]);
  });

  test('has the vectors of another model', async () => {
    await publish(versionedArticles(1), {
      name: 'other',
      hash: 'b'.repeat(64),
      dimensions: TOKEN_DIMENSIONS,
    });
    await expect(engine.refresh()).rejects.toMatchObject({ code: 'index-model' });
    await stillAnswers();
  });

  test('has another format', async () => {
    await publish(versionedArticles(1));
    await writeFile(join(await currentFolder(), 'manifest.json'), '{"format":99}');
    await expect(engine.refresh()).rejects.toMatchObject({ code: 'index-format' });
    await stillAnswers();
  });

  test('is gone', async () => {
    await writeFile(join(config.indexDir, 'current'), '2026-01-01T00-00-00Z-0000\n');
    await expect(engine.refresh()).rejects.toMatchObject({ code: 'index-damaged' });
    await rm(join(config.indexDir, 'current'));
    await expect(engine.refresh()).rejects.toMatchObject({ code: 'index-missing' });
    await stillAnswers();
  });
});

test('a question on a version that was removed meanwhile is asked of the one in use', async () => {
  const gone = new FootnoteError('index-outdated', 'The version is gone.');
  const overtaken = { ...stubEngine(), ask: () => Promise.reject(gone) };
  const next = stubEngine();
  const inUse = { ...next, status: () => ({ ...next.status(), version: '2026-11-23T09-00-00Z-0000' }) };
  let opened = 0;
  const swapping = new SwappingEngine(overtaken, {
    current: () => Promise.resolve(inUse.status().version),
    open: () => Promise.resolve(opened++ === 0 ? inUse : overtaken),
    close: () => Promise.resolve(),
  });
  const answers = await Promise.all(['一', '二'].map((question) => swapping.ask(question)));
  expect(answers.map(({ question }) => question)).toEqual(['一', '二']);
  expect(opened).toBe(1);
  await swapping.close();

  const lost = new SwappingEngine(overtaken, {
    current: () => Promise.resolve(overtaken.status().version),
    open: () => Promise.reject(new Error('not to be opened')),
    close: () => Promise.resolve(),
  });
  await expect(lost.ask('三')).rejects.toBe(gone);
  await lost.close();
});

describe('a question under way', () => {
  /** An engine of a version whose questions wait, and what happened to it. */
  function versionOf(version: string, events: string[]) {
    let answer = (): void => undefined;
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    const stub = stubEngine();
    const close = (): Promise<void> => {
      events.push(`${version} closed`);
      return Promise.resolve();
    };
    const ask = async (question: string): Promise<Answer> => {
      await waiting;
      events.push(`${version} answered`);
      return { question, state: 'none', confidence: 0, quotes: [] };
    };
    const status = { ...stub.status(), version };
    return { engine: { ...stub, status: () => status, ask, close }, answer };
  }

  test('finishes on the version it began with, which is closed after it', async () => {
    const events: string[] = [];
    const [a, b] = [versionOf('a', events), versionOf('b', events)];
    const swapping = new SwappingEngine(a.engine, {
      current: () => Promise.resolve('b'),
      open: () => Promise.resolve(b.engine),
      close: () => Promise.resolve(),
    });
    const [first, second] = [swapping.ask('一'), swapping.ask('二')];
    expect(await swapping.refresh()).toBe('swapped');
    expect(swapping.status().version).toBe('b');
    const third = swapping.ask('三');
    b.answer();
    await third;
    expect(events).toEqual(['b answered']);
    a.answer();
    await Promise.all([first, second]);
    await swapping.close();
    expect(events).toEqual(['b answered', 'a answered', 'a answered', 'a closed', 'b closed']);
  });

  test('is waited for when the engine is closed; a later one is refused', async () => {
    const events: string[] = [];
    const a = versionOf('a', events);
    const swapping = new SwappingEngine(a.engine, {
      current: () => Promise.resolve('a'),
      open: () => Promise.reject(new Error('nothing to open')),
      close: () => {
        events.push('model freed');
        return Promise.resolve();
      },
    });
    const first = swapping.ask('一');
    const closing = Promise.all([swapping.close(), swapping.close()]);
    await expect(swapping.ask('二')).rejects.toThrow('closed');
    await expect(swapping.refresh()).rejects.toThrow('closed');
    expect(events).toEqual([]);
    a.answer();
    await Promise.all([first, closing]);
    expect(events).toEqual(['a answered', 'a closed', 'model freed']);
  });
});
