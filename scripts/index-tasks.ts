import { buildFromCorpus, type CorpusBuildOptions } from '../src/build-from-corpus.ts';
import { checkIndex } from '../src/check-index.ts';
import type { Config } from '../src/config.ts';
import { failureSentence } from '../src/corpus-questions.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { EmbeddingsOnDemand, type ModelEmbeddings } from '../src/embedding/embeddings-on-demand.ts';
import { FootnoteError } from '../src/errors.ts';
import type { BuildSummary } from '../src/index/build-index.ts';
import { modelIdentity } from '../src/index/open-index.ts';
import { planIndex } from '../src/index/plan-index.ts';
import { rollback } from '../src/index/roll-back.ts';
import { watchCorpus } from '../src/watch-corpus.ts';
import {
  buildJson,
  checkJson,
  checkText,
  planText,
  rollbackText,
  summaryText,
  toJson,
} from './index-report.ts';
import { progressBar } from './progress-bar.ts';

export interface IndexOptions {
  /** Put a version in use although it fails a question. */
  force: boolean;
  json: boolean;
}

/** One way to run `npm run index`: does its work, prints the outcome, and sets the exit code when it is a failure. */
export type IndexTask = (config: Config, options: IndexOptions) => Promise<void>;

/** By the option that asks for it; `build` without one. */
export const INDEX_TASKS = { build, 'dry-run': plan, check, watch, rollback: rollBack } satisfies Record<
  string,
  IndexTask
>;

async function build(config: Config, options: IndexOptions): Promise<void> {
  const summary = await withModel(config, (embeddings) => buildOnce(config, embeddings, options));
  console.log(reportOf(summary, config, options));
}

async function plan(config: Config, { json }: IndexOptions): Promise<void> {
  await withModel(config, async (embeddings) => {
    const corpus = await readCorpus(config.corpusDir);
    const { indexDir } = config;
    const planned = await planIndex({ corpus, model: modelIdentity(embeddings), indexDir });
    console.log(json ? toJson(planned, { dryRun: true }) : planText(planned, indexDir));
  });
}

async function check(config: Config, { json }: IndexOptions): Promise<void> {
  await withModel(config, async (embeddings) => {
    const found = await checkIndex(config, embeddings);
    console.log(json ? checkJson(found) : checkText(found, config.indexDir));
    if (found.damage !== null || found.failed.length > 0) process.exitCode = 1;
  });
}

async function rollBack(config: Config, { json }: IndexOptions): Promise<void> {
  await withModel(config, async (embeddings) => {
    const summary = await rollback(config.indexDir, modelIdentity(embeddings));
    console.log(json ? JSON.stringify(summary) : rollbackText(summary, config.indexDir));
  });
}

async function watch(config: Config, options: IndexOptions): Promise<void> {
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
  };
  // For good, not `once`: with no listener left, the lock's own would end the process with the build half done.
  process.on('SIGINT', end).on('SIGTERM', end);
  const { signal } = ended;
  let isFirst = true;
  await withModel(config, (embeddings) =>
    watchCorpus(config.corpusDir, {
      build: async () => {
        const summary = await buildOnce(config, embeddings, options, signal);
        if (summary.rebuilt || isFirst) console.log(reportOf(summary, config, options));
        if (isFirst) console.error(`Watching ${config.corpusDir} for changes; Ctrl-C ends it.`);
        isFirst = false;
      },
      onFailed: (error) => {
        console.error(error instanceof FootnoteError ? error.message : error);
      },
      signal,
    }),
  );
}

function buildOnce(
  config: Config,
  embeddings: ModelEmbeddings,
  { force }: IndexOptions,
  signal?: AbortSignal,
): Promise<BuildSummary> {
  const bar = progressBar('Embedding passages');
  const options: CorpusBuildOptions = { onProgress: bar.update };
  if (signal !== undefined) options.signal = signal;
  if (force) {
    options.acceptFailed = (failed) => {
      for (const each of failed) console.error(`Put in use all the same: ${failureSentence(each)}.`);
    };
  }
  return buildFromCorpus(config, embeddings, options).finally(bar.stop);
}

function reportOf(summary: BuildSummary, { indexDir }: Config, { json }: IndexOptions): string {
  return json ? buildJson(summary) : summaryText(summary, indexDir);
}

/** The model is loaded when something is embedded, so that a run without changes is quick. */
async function withModel<T>(config: Config, work: (embeddings: ModelEmbeddings) => Promise<T>): Promise<T> {
  const embeddings = await EmbeddingsOnDemand.open(config.embeddingModel, config.modelsDir);
  try {
    return await work(embeddings);
  } finally {
    await embeddings.close();
  }
}
