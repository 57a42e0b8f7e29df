import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FootnoteError } from './errors.ts';
import type { BuildSummary } from './index/build-index.ts';
import type { RollbackSummary } from './index/index-store.ts';
import type { IndexPlan } from './index/plan-index.ts';
import type {
  IndexingConfig,
  IndexingReply,
  IndexingRequest,
  IndexingResults,
  IndexingTask,
} from './indexing-messages.ts';

const ENTRY = fileURLToPath(new URL('./indexing-process.ts', import.meta.url));
/** Characters kept of what a dying process prints: the native stack after "out of memory" alone may take 5,000. */
const LAST_WORDS = 20_000;

/**
 * Changes the index for a running bot, each call in a process of its own. Whatever happens there, the bot goes on; it takes
 * up the result with `refresh` of its engine. Every call throws the FootnoteErrors of what it does (`corpus-...`,
 * `questions-invalid`, `model-...`, `index-...`), and `indexing-died` when its process ends without a result.
 */
export interface Indexing {
  /** What a build would change. Writes nothing. */
  plan(): Promise<IndexPlan>;
  /**
   * Builds the index, see `buildFromCorpus`: `index-check-failed` when the new version fails a question of the corpus folder.
   * @param onProgress called with passages done and in all
   */
  build(onProgress: (done: number, total: number) => void): Promise<BuildSummary>;
  /**
   * Puts the version before the one in use in its place, see `rollback`.
   * @param to the one version to go back to, and no other
   */
  rollback(to?: string): Promise<RollbackSummary>;
}

export function openIndexing({
  corpusDir,
  indexDir,
  databaseUrl,
  modelsDir,
  embeddingModel,
}: IndexingConfig): Indexing {
  const config = { corpusDir, indexDir, databaseUrl, modelsDir, embeddingModel };
  return {
    plan: () => runTask({ task: 'plan', config }),
    build: (onProgress) => runTask({ task: 'build', config }, onProgress),
    rollback: (to) => runTask({ task: 'rollback', config, to }),
  };
}

async function runTask<Task extends IndexingTask>(
  request: IndexingRequest & { task: Task },
  onProgress?: (done: number, total: number) => void,
): Promise<IndexingResults[Task]> {
  // What it prints is not for the bot's log; its last words on stderr say why it died.
  const child = fork(ENTRY, [], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lastWords = keepLastWords(child);
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const reply = message as IndexingReply<Task>;
      if (reply.kind === 'progress') onProgress?.(reply.done, reply.total);
      else if (reply.kind === 'done') resolve(reply.result);
      else reject(failureOf(reply));
    });
    // Closed comes after the last message; what was settled before stays.
    child.once('close', (code, signal) => {
      reject(died(signal === null ? `exit code ${code}` : `signal ${signal}`, lastWords()));
    });
    child.once('error', (error) => {
      reject(died('it could not be started or reached', error.message));
    });
    child.send(request, (error) => {
      // A process that ends this early says why by its exit.
      if (error !== null && child.pid === undefined) reject(died('it could not be started', error.message));
    });
  });
}

function keepLastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  return () => words.trim();
}

function failureOf({ code, message, stack }: IndexingReply & { kind: 'failed' }): Error {
  const error = code === null ? new Error(message) : new FootnoteError(code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function died(how: string, lastWords: string): FootnoteError {
  const isMemory = /heap out of memory|bad_alloc/i.test(lastWords);
  const cure = isMemory
    ? 'It ran out of memory: give the machine more, or allow it more with NODE_OPTIONS=--max-old-space-size=MEGABYTES, and try again.'
    : 'Try again; if it happens again, see whether the machine has memory and disk space left.';
  return new FootnoteError(
    'indexing-died',
    `The indexing process ended before its work was done (${how}). The index in use was not changed. ${cure}`,
    { cause: new Error(lastWords === '' ? 'it printed nothing' : lastWords) },
  );
}
