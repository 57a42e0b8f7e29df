/**
 * The process that indexes for a running bot, started by `openIndexing`: one request, then it ends. Reading and embedding
 * a large corpus would hold up the bot's event loop, and running out of memory would end the bot.
 */
import { buildFromCorpus } from './build-from-corpus.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { EmbeddingsOnDemand } from './embedding/embeddings-on-demand.ts';
import { FootnoteError, messageOf } from './errors.ts';
import { modelIdentity } from './index/model-identity.ts';
import { planIndex } from './index/plan-index.ts';
import type { IndexingReply, IndexingRequest, IndexingResults, IndexingTask } from './indexing-messages.ts';
import { openStore } from './open-store.ts';

/** Nobody waits for the work any more once the bot is gone. */
const botEnded = new AbortController();
process.on('disconnect', () => {
  botEnded.abort(new Error('the bot has ended'));
});
process.once('message', (request) => {
  void answer(request as IndexingRequest);
});

async function answer(request: IndexingRequest): Promise<void> {
  try {
    await send({ kind: 'done', result: await perform(request) });
  } catch (error) {
    await send(failure(error));
  }
  // Without the channel nothing is left to wait for, and the process ends by itself.
  if (process.connected) process.disconnect();
}

async function perform({ task, config, to }: IndexingRequest): Promise<IndexingResults[IndexingTask]> {
  const { signal } = botEnded;
  const embeddings = await EmbeddingsOnDemand.open(config.embeddingModel, config.modelsDir);
  const store = await openStore(config);
  try {
    const model = modelIdentity(embeddings);
    if (task === 'rollback') return await store.rollback(model, to);
    if (task === 'build')
      return await buildFromCorpus(config, store, embeddings, { onProgress: report, signal });
    return await planIndex({ corpus: await readCorpus(config.corpusDir), model, store });
  } finally {
    await store.close();
    await embeddings.close();
  }
}

function report(done: number, total: number): void {
  void send({ kind: 'progress', done, total });
}

/** Resolves when the message is on its way, or cannot be sent because the bot is gone. */
function send(reply: IndexingReply): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected || process.send === undefined) resolve();
    else
      process.send(reply, undefined, undefined, () => {
        resolve();
      });
  });
}

function failure(error: unknown): IndexingReply {
  const code = error instanceof FootnoteError ? error.code : null;
  const stack = error instanceof Error ? error.stack : undefined;
  return { kind: 'failed', code, message: messageOf(error), stack };
}
