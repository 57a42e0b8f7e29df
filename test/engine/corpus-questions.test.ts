import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { buildFromCorpus } from '../../src/build-from-corpus.ts';
import { checkIndex } from '../../src/check-index.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { failureSentence, readQuestions, type FailedQuestion } from '../../src/corpus-questions.ts';
import { EmbeddingsOnDemand, type ModelEmbeddings } from '../../src/embedding/embeddings-on-demand.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { hashFile } from '../../src/index/folder/folder-manifest.ts';
import { openIndexing } from '../../src/indexing.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { versionFile } from '../support/version-file.ts';
import { MODELS, versionedArticles, writeCorpus } from '../support/versioned-corpus.ts';

let store: FolderStore;
let config: { corpusDir: string; indexDir: string; modelsDir: string };

beforeEach(async () => {
  const folder = await tempFolder();
  config = { ...MODELS, corpusDir: join(folder, 'corpus'), indexDir: join(folder, 'index') };
  store = new FolderStore(config.indexDir);
  await writeCorpus(config.corpusDir, versionedArticles(1));
});

/** Most tests share one model, because loading it takes longer than they do. */
let embeddings: ModelEmbeddings;
beforeAll(async () => {
  embeddings = await EmbeddingsOnDemand.open(MODELS.embeddingModel, MODELS.modelsDir);
});
afterAll(() => embeddings.close());

async function openModel(): Promise<ModelEmbeddings> {
  const opened = await EmbeddingsOnDemand.open(MODELS.embeddingModel, MODELS.modelsDir);
  onTestFinished(() => opened.close());
  return opened;
}

const current = async () => (await readFile(join(config.indexDir, 'current'), 'utf8')).trim();

async function writeQuestions(...lines: (object | string)[]): Promise<void> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  await mkdir(config.corpusDir, { recursive: true });
  await writeFile(join(config.corpusDir, 'questions.jsonl'), `${text}\n`);
}

const height = (version: number) => ({
  question: '燈塔的高度是多少?',
  expect: ['五百尺', `${version} 公尺`],
});

describe('the questions of a corpus folder', () => {
  test('are read with their lines; without the file there are none', async () => {
    expect(await readQuestions(config.corpusDir)).toEqual([]);
    await writeQuestions(
      '\uFEFF{"question":" 一? ","expect":["二"]}\r',
      '',
      '{"question":"三","expect":[],"id":4}',
    );
    expect(await readQuestions(config.corpusDir)).toEqual([
      { line: 1, question: '一?', expect: ['二'] },
      { line: 3, question: '三', expect: [] },
    ]);
  });

  test.each([
    'nonsense',
    '"text"',
    '{"question":"一"}',
    '{"question":" ","expect":[]}',
    '{"question":"一","expect":"二"}',
    '{"question":"一","expect":[""]}',
    JSON.stringify({ question: '問'.repeat(2001), expect: [] }),
  ])('a line %s is refused with its file and its number', async (line) => {
    await writeQuestions({ question: '一', expect: [] }, line);
    const refusal = {
      code: 'questions-invalid',
      message: expect.stringMatching(/^Line 2 of .*questions\.jsonl is not a question.*"expect"/) as string,
    };
    await expect(readQuestions(config.corpusDir)).rejects.toMatchObject(refusal);
    await expect(buildFromCorpus(config, store, embeddings)).rejects.toMatchObject(refusal);
    await expect(current()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a build', () => {
  test('is put in use when every question is answered by its words, in any script, or declined', async () => {
    await writeQuestions(
      height(1),
      { question: '看守人每天做什么?', expect: ['傍晚点灯'] },
      { question: '誰發明了電話?', expect: [] },
    );
    const summary = await buildFromCorpus(config, store, embeddings);
    expect(summary).toMatchObject({ articles: 2, rebuilt: true, skipped: [] });
  });

  test('on which a question fails is refused with the question and the quotes; the index stays', async () => {
    await writeQuestions(height(1));
    await buildFromCorpus(config, store, embeddings);
    const before = await current();

    await writeCorpus(config.corpusDir, versionedArticles(2));
    await writeQuestions(height(1), { question: '牛肉麵一碗多少元?', expect: [] });
    const refusal = {
      code: 'index-check-failed',
      message: expect.stringMatching(
        /2 of the 2 questions in .*questions\.jsonl fail.*Line 1, "燈塔的高度是多少\?".*"五百尺" or "1 公尺".*"第2版說燈塔.*Line 2.*must not be answered.*--force/,
      ) as string,
    };
    await expect(buildFromCorpus(config, store, embeddings)).rejects.toMatchObject(refusal);
    expect(await current()).toBe(before);
    // The bot's way to build.
    const indexing = openIndexing({ ...MODELS, ...config });
    await expect(indexing.build(() => undefined)).rejects.toMatchObject(refusal);
    expect(await current()).toBe(before);

    let failed: FailedQuestion[] = [];
    const forced = await buildFromCorpus(config, store, embeddings, {
      acceptFailed: (all) => (failed = all),
    });
    expect(forced).toMatchObject({ rebuilt: true, changed: [{}, {}] });
    expect(failed.map(({ line, state }) => [line, state])).toEqual([
      [1, 'answered'],
      [2, 'answered'],
    ]);
    expect(await current()).not.toBe(before);
  });

  test('without anything to embed never loads the model', async () => {
    await buildFromCorpus(config, store, await openModel());
    const load = vi.spyOn(WorkerEmbeddings, 'load');
    onTestFinished(() => {
      load.mockRestore();
    });
    expect(await buildFromCorpus(config, store, await openModel())).toMatchObject({ rebuilt: false });
    const { 'noodles.md': noodles = '' } = versionedArticles(1);
    await writeCorpus(config.corpusDir, { 'soup.md': noodles });
    const renamed = await buildFromCorpus(config, store, await openModel());
    expect(renamed).toMatchObject({ added: [], moved: [{ from: 'noodles.md' }], embedded: 0, rebuilt: true });
    expect(load).not.toHaveBeenCalled();

    await writeCorpus(config.corpusDir, versionedArticles(2));
    await buildFromCorpus(config, store, await openModel());
    expect(load).toHaveBeenCalledOnce();
  });
});

describe('a check of the version in use', () => {
  test('asks the questions, and names those that fail', async () => {
    await expect(checkIndex(config, store, embeddings)).rejects.toMatchObject({ code: 'index-missing' });
    await buildFromCorpus(config, store, embeddings);
    expect(await checkIndex(config, store, embeddings)).toEqual({
      version: await current(),
      articles: 2,
      passages: 2,
      damage: null,
      questions: 0,
      failed: [],
    });
    await writeQuestions(height(1), { question: '誰發明了電話?', expect: ['貝爾'] });
    const { questions, failed } = await checkIndex(config, store, embeddings);
    expect(questions).toBe(2);
    expect(failed).toMatchObject([{ line: 2, question: '誰發明了電話?' }]);
    expect(failed.map(failureSentence)).toEqual([
      expect.stringMatching(/^Line 2, "誰發明了電話\?", must be answered by a quote with "貝爾"; /),
    ]);
  });

  test('finds a file that is not the one written, and asks no question then', async () => {
    await buildFromCorpus(config, store, embeddings);
    await writeQuestions(height(1));
    await writeFile(versionFile(join(config.indexDir, await current()), 'vectors'), 'x');
    const check = await checkIndex(config, store, embeddings);
    expect(check).toMatchObject({ damage: { code: 'index-damaged' }, questions: 0, failed: [] });
    await writeFile(join(config.indexDir, 'current'), 'gone\n');
    expect(await checkIndex(config, store, embeddings)).toMatchObject({ damage: { code: 'index-damaged' } });
  });

  test('reads what the checksums vouch for: a database damaged before it was hashed', async () => {
    await buildFromCorpus(config, store, embeddings);
    const folder = join(config.indexDir, await current());
    const database = versionFile(folder, 'footnote');
    const bytes = await readFile(database);
    // All pages but the first, which holds the schema.
    bytes.fill(0xff, 8192);
    await writeFile(database, bytes);
    await rehash(folder);
    const { damage } = await checkIndex(config, store, embeddings);
    expect(damage?.message).toMatch(/(damaged|unreadable) footnote-\w+\.sqlite/);
  });

  test('counts what the manifest says', async () => {
    await buildFromCorpus(config, store, embeddings);
    const folder = join(config.indexDir, await current());
    await rehash(folder, (manifest) => (manifest.shards[0].counts.sentences += 1));
    expect((await checkIndex(config, store, embeddings)).damage?.message).toMatch(
      /\d sentences, but its manifest says/,
    );
    await rehash(folder, (manifest) => (manifest.shards[0].counts.passages += 1));
    expect((await checkIndex(config, store, embeddings)).damage?.message).toMatch(/2 vectors for 3 passages/);
  });
});

interface RawManifest {
  shards: [{ counts: { passages: number; sentences: number }; database: string }];
}

/** Makes a version's manifest agree with its database, whatever that holds now. */
async function rehash(
  folder: string,
  change: (manifest: RawManifest) => void = () => undefined,
): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as RawManifest;
  manifest.shards[0].database = await hashFile(versionFile(folder, 'footnote'));
  change(manifest);
  await writeFile(path, JSON.stringify(manifest));
}
