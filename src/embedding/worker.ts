import { parentPort } from 'node:worker_threads';
import {
  AutoModel,
  env,
  pipeline,
  Tensor,
  type FeatureExtractionPipeline,
  type PreTrainedTokenizer,
} from '@xenova/transformers';
import { LRUCache } from 'lru-cache';
import { messageOf } from '../errors.ts';
import type { Model } from './model-settings.ts';
import { Reader, type PassageParts } from './reader.ts';
import { matchTokens, type TokenVectors } from './token-matches.ts';

export type WorkerRequest =
  | { id: number; kind: 'load'; model: Model }
  | { id: number; kind: 'embed'; loadId: number; texts: string[] }
  | { id: number; kind: 'match'; loadId: number; question: string; passages: PassageParts<string>[] }
  | { id: number; kind: 'unload'; loadId: number };

/**
 * Answers the request of the same `id`: vectors one after the other in `data`, or what went wrong. Of a match, the weights of
 * the question's tokens, then their best cosines text by text; with a reader, the score of each text and that of none.
 */
export type WorkerReply = { id: number; data?: Float32Array; error?: string };

interface Loaded {
  model: Model;
  extract: FeatureExtractionPipeline;
  /** IDs of a text's tokens. */
  tokensOf: (text: string) => number[];
  reader: Reader | null;
}

/** Texts whose tokens are kept, some 5 MB: other questions meet the same sentences again, and splitting these takes a third of the time. */
const MOST_KEPT_TEXTS = 10_000;

const port = parentPort;
if (!port) throw new Error('worker.ts runs as a worker thread only');

/** By the `id` of the request that loaded them. */
const models = new Map<number, Loaded>();

surviveUnreadFiles();

// One request at a time, in order: the library's settings are global, and the model's own threads use the cores.
let queue = Promise.resolve();
port.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => {
    try {
      const data = await handle(request);
      if (data) port.postMessage({ id: request.id, data } satisfies WorkerReply, [data.buffer]);
      else port.postMessage({ id: request.id } satisfies WorkerReply);
    } catch (error) {
      port.postMessage({ id: request.id, error: messageOf(error) } satisfies WorkerReply);
    }
  });
});

async function handle(request: WorkerRequest): Promise<Float32Array<ArrayBuffer> | undefined> {
  switch (request.kind) {
    case 'load':
      models.set(request.id, await load(request.model));
      return undefined;
    case 'embed':
      return embed(models.get(request.loadId), request.texts);
    case 'match':
      return match(models.get(request.loadId), request.question, request.passages);
    case 'unload':
      await models.get(request.loadId)?.extract.dispose();
      await models.get(request.loadId)?.reader?.dispose();
      models.delete(request.loadId);
      return undefined;
  }
}

async function load(model: Model): Promise<Loaded> {
  env.localModelPath = model.modelsDir;
  env.allowRemoteModels = !model.local;
  // A downloaded model lands where a shipped one lies, so the next start finds it there.
  env.cacheDir = model.modelsDir;
  try {
    const reader = model.settings.reader ? await loadReader(model.name) : null;
    const extract = await pipeline('feature-extraction', model.name, { quantized: true });
    return { model, extract, tokensOf: keptTokensOf(extract.tokenizer), reader };
  } finally {
    surviveUnreadFiles();
  }
}

function keptTokensOf(tokenizer: PreTrainedTokenizer): Loaded['tokensOf'] {
  const kept = new LRUCache<string, number[]>({
    max: MOST_KEPT_TEXTS,
    memoMethod: (text) => tokenizer.encode(text, null, { add_special_tokens: false }),
  });
  return (text) => kept.memo(text);
}

async function loadReader(name: string): Promise<Reader> {
  return new Reader(await AutoModel.from_pretrained(name, { quantized: false, model_file_name: 'reader' }));
}

/**
 * Lets the thread outlive a file that could not be read. transformers.js reads each file twice: once for what it returns,
 * and once into a stream that nobody reads and whose failure nobody handles (`FileResponse` in its utils/hub.js); the
 * first failure has been reported already. Called after each load too, as the fallback to WebAssembly, which it tries
 * when a model is damaged, adds a listener that throws.
 */
function surviveUnreadFiles(): void {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (error) => {
    const ofTheSystem = error instanceof Error && 'syscall' in error;
    if (!ofTheSystem) throw error;
  });
}

async function embed(loaded: Loaded | undefined, texts: string[]): Promise<Float32Array<ArrayBuffer>> {
  if (!loaded) throw new Error('the model was unloaded');
  const { pooling, normalize } = loaded.model.settings;
  const vectors: Float32Array[] = [];
  for (const text of texts) {
    // One at a time: padded to the length of its neighbours, a text gets another last bit, and a quantized model even
    // another vector. So a text has one vector, whatever is embedded beside it, and an index may keep it.
    const tensor = await loaded.extract([text], { pooling, normalize });
    vectors.push(tensor.data as Float32Array);
  }
  // A text without a single token has no direction: scaling its zeros to length 1 gives NaN.
  return joined(vectors.map((vector) => vector.map((value) => (Number.isNaN(value) ? 0 : value))));
}

async function match(
  loaded: Loaded | undefined,
  question: string,
  passages: PassageParts<string>[],
): Promise<Float32Array<ArrayBuffer>> {
  if (!loaded) throw new Error('the model was unloaded');
  const { tokensOf } = loaded;
  const asked = tokensOf(question);
  const read = passages.map(({ heading, texts }) => ({
    heading: tokensOf(heading),
    texts: texts.map(tokensOf),
  }));
  const said = read.flatMap(({ texts }) => texts);
  const headings = read.flatMap(({ heading }) => heading);
  const vectors = await tokenVectors(loaded, [...new Set([...asked, ...headings, ...said.flat()])]);
  const { weights, best } = matchTokens(asked, said, vectors);
  const rows = [weights, ...best];
  if (loaded.reader) {
    const none = { answers: new Float32Array(said.length), none: 0 };
    const { answers, none: noAnswer } =
      asked.length === 0 || said.length === 0 ? none : await loaded.reader.read(asked, read, vectors);
    rows.push(answers, Float32Array.of(noAnswer));
  }
  return joined(rows);
}

function joined(rows: Float32Array[]): Float32Array<ArrayBuffer> {
  const data = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    data.set(row, at);
    at += row.length;
  }
  return data;
}

/** Each token as a text of its own: what the model gives for it is its vector, not yet scaled to length 1. */
async function tokenVectors({ extract }: Loaded, ids: number[]): Promise<TokenVectors> {
  if (ids.length === 0) return { ids, data: new Float32Array() };
  const shape = [ids.length, 1];
  const { last_hidden_state: states } = (await extract.model({
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  })) as { last_hidden_state: Tensor };
  return { ids, data: states.data as Float32Array };
}
