import type { Config } from '../src/config.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { WorkerEmbeddings } from '../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../src/index/build-index.ts';
import { planIndex } from '../src/index/plan-index.ts';
import { rollback } from '../src/index/roll-back.ts';
import { modelIdentity } from '../src/open-engine.ts';
import { planText, rollbackText, summaryText, toJson } from './index-report.ts';
import { progressBar } from './progress-bar.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Builds or refreshes the index that answers come from. A running bot takes it up by itself.

npm run index -- [--corpus DIR] [--index DIR] [--dry-run] [--json]
npm run index -- --rollback [--index DIR] [--json]

  --corpus DIR   folder of articles: .md and .txt (CORPUS_DIR, corpus)
  --index DIR    folder of the index (INDEX_DIR, data/index)
  --dry-run      say what would change, and change nothing
  --rollback     put the version before the one in use in its place
  --json         the summary as one line of JSON`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: {
      corpus: { type: 'string' },
      index: { type: 'string' },
      'dry-run': { type: 'boolean' },
      rollback: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  for (const other of ['dry-run', 'corpus'] as const) {
    if (values.rollback && values[other] !== undefined)
      throw new UsageError(`--rollback reads no articles; leave out --${other}.`);
  }
  const corpusDir = values.corpus ?? config.corpusDir;
  const indexDir = values.index ?? config.indexDir;
  const task = values.rollback ? rollBack : values['dry-run'] ? plan : build;
  const report = await task({ ...config, corpusDir, indexDir });
  console.log(values.json ? report.json : report.text);
});

interface Report {
  json: string;
  text: string;
}

async function plan(config: Config): Promise<Report> {
  const corpus = await readCorpus(config.corpusDir);
  return withModel(config, async (embeddings) => {
    const options = { corpus, model: modelIdentity(embeddings), indexDir: config.indexDir };
    const planned = await planIndex(options);
    return { json: toJson(planned, { dryRun: true }), text: planText(planned, config.indexDir) };
  });
}

async function build(config: Config): Promise<Report> {
  const { indexDir } = config;
  const corpus = await readCorpus(config.corpusDir);
  return withModel(config, async (embeddings) => {
    const bar = progressBar('Embedding passages');
    const model = modelIdentity(embeddings);
    const options = { corpus, embeddings, model, indexDir, onProgress: bar.update };
    const summary = await buildIndex(options).finally(bar.stop);
    return { json: toJson(summary), text: summaryText(summary, indexDir) };
  });
}

async function rollBack(config: Config): Promise<Report> {
  return withModel(config, async (embeddings) => {
    const summary = await rollback(config.indexDir, modelIdentity(embeddings));
    return { json: JSON.stringify(summary), text: rollbackText(summary, config.indexDir) };
  });
}

async function withModel<T>(config: Config, work: (embeddings: WorkerEmbeddings) => Promise<T>): Promise<T> {
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  try {
    return await work(embeddings);
  } finally {
    await embeddings.close();
  }
}
