import type { Config } from './config.ts';
import type { BuildSummary } from './index/build-index.ts';
import type { RollbackSummary } from './index/index-store.ts';
import type { IndexPlan } from './index/plan-index.ts';

/** The settings that indexing depends on. */
export type IndexingConfig = Pick<
  Config,
  'corpusDir' | 'indexDir' | 'databaseUrl' | 'modelsDir' | 'embeddingModel'
>;

/** What the indexing process can be asked for, and what it gives. */
export interface IndexingResults {
  plan: IndexPlan;
  build: BuildSummary;
  rollback: RollbackSummary;
}

export type IndexingTask = keyof IndexingResults;

/** From the bot to the indexing process, once. */
export interface IndexingRequest {
  task: IndexingTask;
  config: IndexingConfig;
  /** The version to roll back to; without it, the one before the one in use. */
  to?: string | undefined;
}

/** From the indexing process to the bot; anything but `progress` is its last word. */
export type IndexingReply<Task extends IndexingTask = IndexingTask> =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'done'; result: IndexingResults[Task] }
  /** `code` is that of a FootnoteError; `null` for a bug, which keeps its stack. */
  | { kind: 'failed'; code: string | null; message: string; stack: string | undefined };
