import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerQuestion } from '../src/answering/answer-question.ts';
import { WorkerEmbeddings } from '../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../src/index/build-index.ts';
import type { IndexReader } from '../src/index/index-reader.ts';
import { FolderStore } from '../src/index/folder/folder-store.ts';
import { modelIdentity, readLearned } from '../src/open-engine.ts';
import { PassageRetriever } from '../src/retrieval/passage-retriever.ts';
import { readMeasured, readQuestions } from './paragraph-corpus.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Times building an index and answering, step by step, in one run.

npm run bench -- --questions F (--corpus DIR | --paragraphs F)

  --questions F    JSON lines with "id" and "question"; the first 500 are asked, after 20 to warm up
  --corpus DIR     a folder of articles
  --paragraphs F   JSON lines: id, title, text`;

const MOST_QUESTIONS = 500;
const WARM_UP = 20;
/** For the recall of the vector index: questions, and neighbours of each. */
const RECALL_QUESTIONS = 100;
const NEAREST = 50;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: { questions: { type: 'string' }, corpus: { type: 'string' }, paragraphs: { type: 'string' } },
  });
  if (values.questions === undefined) throw new UsageError('--questions is missing.');
  const began = performance.now();
  const corpus = await readMeasured(values.paragraphs, values.corpus ?? config.corpusDir);
  const read = performance.now();
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  const loaded = performance.now();
  const indexDir = await mkdtemp(join(tmpdir(), 'footnote-bench-'));
  try {
    const model = modelIdentity(embeddings);
    const { passages } = await buildIndex({ corpus, embeddings, model, store: new FolderStore(indexDir) });
    const built = performance.now();
    const index = await new FolderStore(indexDir).open(model);
    const opened = performance.now();
    console.table({
      'read the articles': { ms: Math.round(read - began) },
      'load the model': { ms: Math.round(loaded - read) },
      [`build the index of ${passages} passages`]: { ms: Math.round(built - loaded) },
      'check and open it': { ms: Math.round(opened - built) },
    });

    const { ranker, ...wordings } = await readLearned(config.modelsDir);
    const retriever = new PassageRetriever(index, embeddings, wordings);
    const questions = (await readQuestions(values.questions)).slice(0, MOST_QUESTIONS);
    const times = {
      embed: [] as number[],
      retrieve: [] as number[],
      choose: [] as number[],
      all: [] as number[],
    };
    for (const [i, { question }] of [...questions.slice(0, WARM_UP), ...questions].entries()) {
      const start = performance.now();
      await embeddings.embedQuery(question);
      const embedded = performance.now();
      const retrieval = await retriever.retrieve(question);
      const retrieved = performance.now();
      answerQuestion(retrieval, ranker);
      const end = performance.now();
      if (i < WARM_UP) continue;
      times.embed.push(embedded - start);
      times.retrieve.push(retrieved - embedded);
      times.choose.push(end - retrieved);
      times.all.push(end - embedded);
    }
    const all = percentile(times.all, 0.5);
    const row = (list: number[]) => ({
      'p50 ms': percentile(list, 0.5).toFixed(2),
      'p95 ms': percentile(list, 0.95).toFixed(2),
      'share of p50': (percentile(list, 0.5) / all).toFixed(2),
    });
    console.table({
      'question to vector': row(times.embed),
      'retrieve (with the vector)': row(times.retrieve),
      'choose and decide': row(times.choose),
      'whole answer': row(times.all),
    });
    const recall = await vectorRecall(questions.slice(0, RECALL_QUESTIONS), index, embeddings);
    console.log(
      `The vector index finds ${(recall * 100).toFixed(2)} % of the ${NEAREST} nearest of an exact scan.`,
    );
    await index.close();
  } finally {
    await embeddings.close();
    await rm(indexDir, { recursive: true, force: true });
  }
});

/** Share of the nearest passages by an exact scan that the HNSW index finds too. */
async function vectorRecall(
  questions: { question: string }[],
  index: IndexReader,
  embeddings: WorkerEmbeddings,
): Promise<number> {
  const ordinals = Array.from({ length: index.manifest.counts.passages }, (_, i) => i);
  const nearest = Math.min(NEAREST, ordinals.length);
  let found = 0;
  for (const { question } of questions) {
    const vector = await embeddings.embedQuery(question);
    const cosines = await index.cosines(vector, ordinals);
    const exact = ordinals.toSorted((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).slice(0, nearest);
    const near = new Set((await index.searchVectors(vector, NEAREST)).map(({ ordinal }) => ordinal));
    found += exact.filter((ordinal) => near.has(ordinal)).length;
  }
  return found / (questions.length * nearest);
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
