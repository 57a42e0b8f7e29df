import { buildFromCorpus, type CorpusBuildOptions } from '../src/build-from-corpus.ts';
import { checkIndex } from '../src/check-index.ts';
import type { Config } from '../src/config.ts';
import { failureSentence } from '../src/corpus-questions.ts';
import { readCorpus } from '../src/corpus/read-corpus.ts';
import { EmbeddingsOnDemand, type ModelEmbeddings } from '../src/embedding/embeddings-on-demand.ts';
import { FootnoteError } from '../src/errors.ts';
import type { BuildSummary } from '../src/index/build-index.ts';
import { modelIdentity } from '../src/index/model-identity.ts';
import { planIndex } from '../src/index/plan-index.ts';
import type { IndexStore } from '../src/index/index-store.ts';
import { openStore } from '../src/open-store.ts';
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
  await withIndex(config, async (store, embeddings) => {
    const summary = await buildOnce(config, store, embeddings, options);
    console.log(reportOf(summary, store, options));
  });
}

async function plan(config: Config, { json }: IndexOptions): Promise<void> {
  await withIndex(config, async (store, embeddings) => {
    const corpus = await readCorpus(config.corpusDir);
    const planned = await planIndex({ corpus, model: modelIdentity(embeddings), store });
    console.log(json ? toJson(planned, { dryRun: true }) : planText(planned, store.place));
  });
}

async function check(config: Config, { json }: IndexOptions): Promise<void> {
  await withIndex(config, async (store, embeddings) => {
    const found = await checkIndex(config, store, embeddings);
    console.log(json ? checkJson(found) : checkText(found, store.place));
    if (found.damage !== null || found.failed.length > 0) process.exitCode = 1;
  });
}

async function rollBack(config: Config, { json }: IndexOptions): Promise<void> {
  await withIndex(config, async (store, embeddings) => {
    const summary = await store.rollback(modelIdentity(embeddings));
    console.log(json ? JSON.stringify(summary) : rollbackText(summary, store.place));
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
  await withIndex(config, (store, embeddings) =>
    watchCorpus(config.corpusDir, {
      build: async () => {
        const summary = await buildOnce(config, store, embeddings, options, signal);
        if (summary.rebuilt || isFirst) console.log(reportOf(summary, store, options));
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
  store: IndexStore,
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
  return buildFromCorpus(config, store, embeddings, options).finally(bar.stop);
}

function reportOf(summary: BuildSummary, { place }: IndexStore, { json }: IndexOptions): string {
  return json ? buildJson(summary) : summaryText(summary, place);
}

/** The model is loaded when something is embedded, so that a run without changes is quick. */
async function withIndex<T>(
  config: Config,
  work: (store: IndexStore, embeddings: ModelEmbeddings) => Promise<T>,
): Promise<T> {
  const embeddings = await EmbeddingsOnDemand.open(config.embeddingModel, config.modelsDir);
  const store = await openStore(config);
  try {
    return await work(store, embeddings);
  } finally {
    await store.close();
    await embeddings.close();
  }
}
