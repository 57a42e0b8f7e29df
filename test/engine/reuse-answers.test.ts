import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFromCorpus } from '../../src/build-from-corpus.ts';
import { readQuestions } from '../../src/corpus-questions.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { readManifest } from '../../src/index/folder/check-version.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { modelIdentity } from '../../src/index/model-identity.ts';
import { LocalEngine, type Learned } from '../../src/local-engine.ts';
import { readLearned } from '../../src/open-engine.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { MODELS } from '../support/versioned-corpus.ts';

let embeddings: WorkerEmbeddings;
let learned: Learned;
beforeAll(async () => {
  embeddings = await WorkerEmbeddings.load(MODELS.embeddingModel, MODELS.modelsDir);
  learned = await readLearned(MODELS.modelsDir);
});
afterAll(() => embeddings.close());

/** The checksums of an index and its answers. */
async function outcome(indexDir: string, questions: string[]): Promise<unknown> {
  const index = await new FolderStore(indexDir).open(modelIdentity(embeddings));
  const engine = new LocalEngine(index, embeddings, learned);
  try {
    const answers = [];
    for (const question of questions) answers.push(await engine.ask(question));
    const { articles, shards } = await readManifest(join(indexDir, index.version));
    return { articles, shards, answers };
  } finally {
    await engine.close();
  }
}

test('an index that was edited step by step gives, byte for byte, the answers of one built from nothing', async () => {
  const folder = await tempFolder();
  const corpusDir = join(folder, 'corpus');
  await cp('corpus', corpusDir, { recursive: true });
  const questions = (await readQuestions('test/support/digest-questions')).map(({ question }) => question);
  expect(questions.length).toBeGreaterThan(4);
  const edited = { ...MODELS, corpusDir, indexDir: join(folder, 'edited') };
  const letter = join(corpusDir, 'pause-letter.md');
  const rewrite = async (from: string, to: string) =>
    writeFile(letter, (await readFile(letter, 'utf8')).replaceAll(from, to));
  const edits = [
    () => rewrite('1000萬美元', '2000萬美元'),
    () => rm(join(corpusDir, 'five-trends.md')),
    () => rename(letter, join(corpusDir, 'a-letter.md')),
    () =>
      writeFile(
        join(corpusDir, 'b.md'),
        '# 燈塔\n\n燈塔建於1886年。\n\n## 歷史\n\n看守人林海每天傍晚點燈。\n',
      ),
  ];
  await buildFromCorpus(edited, new FolderStore(edited.indexDir), embeddings);
  for (const [i, edit] of edits.entries()) {
    await edit();
    const summary = await buildFromCorpus(edited, new FolderStore(edited.indexDir), embeddings);
    expect(summary.rebuilt).toBe(true);
    expect(summary.reused).toBeGreaterThan(summary.embedded);
    const fresh = { ...edited, indexDir: join(folder, `fresh-${i}`) };
    await buildFromCorpus(fresh, new FolderStore(fresh.indexDir), embeddings);
    expect(await outcome(edited.indexDir, questions)).toEqual(await outcome(fresh.indexDir, questions));
  }
});
