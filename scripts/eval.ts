import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRanker } from '../src/answering/ranker.ts';
import { WorkerEmbeddings } from '../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../src/index/build-index.ts';
import { openIndex } from '../src/index/open-index.ts';
import { modelIdentity, RANKER_FILE } from '../src/open-engine.ts';
import { evaluateAnswers, evaluateRetrieval } from './evaluate.ts';
import { readMeasured, readQuestions } from './paragraph-corpus.ts';
import { progressBar } from './progress-bar.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Measures retrieval and quoting.

npm run --silent eval -- --questions F --paragraphs F [--json]
npm run --silent eval -- --questions F --corpus DIR [--json]

  --questions F    JSON lines: id, question, and paragraphs / answers, or expect / type
  --paragraphs F   JSON lines: id, title, text; hit@1, hit@5 and MRR@5 over these, quote@1 and quote@3 for answers
  --corpus DIR     a folder of articles; quote@1 and quote@3 by type, refusals right and wrong
  --json           one line of JSON`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: {
      questions: { type: 'string' },
      paragraphs: { type: 'string' },
      corpus: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  if (values.questions === undefined) throw new UsageError('--questions is missing.');
  if ((values.paragraphs === undefined) === (values.corpus === undefined))
    throw new UsageError('Name one of --paragraphs and --corpus.');

  const questions = await readQuestions(values.questions);
  const corpus = await readMeasured(values.paragraphs, values.corpus ?? '');
  const ranker = await readRanker(join(config.modelsDir, RANKER_FILE));
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  const indexDir = await mkdtemp(join(tmpdir(), 'footnote-eval-'));
  const bar = progressBar('Embedding passages');
  try {
    const model = modelIdentity(embeddings);
    await buildIndex({ corpus, embeddings, model, indexDir, onProgress: bar.update });
    bar.stop();
    const index = await openIndex(indexDir, model);
    const evaluate = values.paragraphs === undefined ? evaluateAnswers : evaluateRetrieval;
    const figures = await evaluate(questions, index, embeddings, ranker);
    if (values.json) console.log(JSON.stringify(figures));
    else console.table(figures);
    await index.close();
  } finally {
    bar.stop();
    await embeddings.close();
    await rm(indexDir, { recursive: true, force: true });
  }
});
