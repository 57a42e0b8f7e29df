import { Embeddings } from '@langchain/core/embeddings';
import { fold } from '../corpus/fold.ts';
import { FootnoteError, messageOf } from '../errors.ts';
import { embeddingThread } from './embedding-thread.ts';
import { findModel, hashModel, type Model } from './model-settings.ts';
import type { PassageParts, Reading } from './reader.ts';
import type { TokenMatches } from './token-matches.ts';

/** Texts a request; larger ones keep a question waiting longer behind a build. */
const BATCH = 32;

/** What matching passages with a question gives; texts are the passages' in order. */
export interface TextMatches extends TokenMatches {
  /** `null` for a model without a reader. */
  reading: Reading | null;
}

/**
 * LangChain `Embeddings` over `@xenova/transformers` in a worker thread, so that inference never holds up the event
 * loop (Discord's heartbeats run on it). Vectors have `dimensions` numbers and length 1.
 */
export class WorkerEmbeddings extends Embeddings {
  readonly model: Model;
  /** SHA-256 of the model, see `hashModel`. */
  readonly hash: string;
  /** Length of every vector. */
  readonly dimensions: number;
  readonly #loadId: number;
  #closed = false;

  private constructor(model: Model, hash: string, dimensions: number, loadId: number) {
    super({});
    this.model = model;
    this.hash = hash;
    this.dimensions = dimensions;
    this.#loadId = loadId;
  }

  /**
   * Loads a model in the embedding thread and tries it once.
   * @throws FootnoteError `model-missing`, `model-damaged`, or `model-dimensions` when the vectors are not of the length
   * that the model's `footnote.json` promises.
   */
  static async load(name: string, modelsDir: string): Promise<WorkerEmbeddings> {
    const model = await findModel(name, modelsDir);
    const thread = embeddingThread();
    const { id: loadId, done: loaded } = thread.request({ kind: 'load', model });
    try {
      await loaded;
      const probe = await thread.request({ kind: 'embed', loadId, texts: ['footnote'] }).done;
      checkDimensions(model, probe.length);
      return new WorkerEmbeddings(model, await hashModel(model), probe.length, loadId);
    } catch (cause) {
      if (cause instanceof FootnoteError) throw cause;
      throw new FootnoteError('model-damaged', loadFailure(model, cause), { cause });
    }
  }

  /** One vector a text, in order; texts are passages or sentences. A text's vector does not depend on the others. */
  override async embedDocuments(documents: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for (let at = 0; at < documents.length; at += BATCH) {
      const texts = documents.slice(at, at + BATCH);
      vectors.push(...(await this.#embed(texts, this.model.settings.passagePrefix)));
    }
    return vectors;
  }

  override async embedQuery(document: string): Promise<number[]> {
    const [vector] = await this.#embed([document], this.model.settings.queryPrefix);
    if (!vector) throw new Error('the embedding thread returned no vector');
    return vector;
  }

  /**
   * How well each token of a question is said by each text, and where a reader thinks the answer is; `null` for a model whose tokens
   * have no vectors of their own (`staticTokens` in its `footnote.json`).
   */
  async matchTokens(question: string, passages: PassageParts<string>[]): Promise<TextMatches | null> {
    this.#assertOpen();
    const { staticTokens, reader, queryPrefix, passagePrefix } = this.model.settings;
    if (!staticTokens) return null;
    const data = await embeddingThread().request({
      kind: 'match',
      loadId: this.#loadId,
      question: this.#prepare(question, queryPrefix),
      passages: passages.map(({ heading, texts }) => ({
        // As the reader learned it: the full stop keeps heading and passage apart.
        heading: heading === '' ? '' : this.#prepare(`${heading}。`, ''),
        texts: texts.map((text) => this.#prepare(text, passagePrefix)),
      })),
    }).done;
    const texts = passages.flatMap((passage) => passage.texts);
    const reading = reader ? data.subarray(data.length - texts.length - 1) : null;
    const tokens = (data.length - (reading?.length ?? 0)) / (1 + texts.length);
    return {
      weights: data.subarray(0, tokens),
      best: texts.map((_, i) => data.subarray((i + 1) * tokens, (i + 2) * tokens)),
      reading: reading && { answers: reading.subarray(0, texts.length), none: reading[texts.length] ?? 0 },
    };
  }

  /** Frees the model, once what was asked before has been answered. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await embeddingThread().request({ kind: 'unload', loadId: this.#loadId }).done;
  }

  async #embed(texts: string[], prefix: string): Promise<number[][]> {
    this.#assertOpen();
    const prepared = texts.map((text) => this.#prepare(text, prefix));
    const request = { kind: 'embed', loadId: this.#loadId, texts: prepared } as const;
    const data = await embeddingThread().request(request).done;
    return texts.map((_, i) => Array.from(data.subarray(i * this.dimensions, (i + 1) * this.dimensions)));
  }

  #prepare(text: string, prefix: string): string {
    return prefix + (this.model.settings.fold ? fold(text) : text);
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('these embeddings are closed');
  }
}

function checkDimensions(model: Model, dimensions: number): void {
  const promised = model.settings.dimensions;
  if (promised === undefined || promised === dimensions) return;
  throw new FootnoteError(
    'model-dimensions',
    `The embedding model "${model.name}" gives vectors of ${dimensions} numbers, but its footnote.json says ${promised}. ` +
      'Correct the file, or restore the model that belongs to it.',
  );
}

function loadFailure(model: Model, cause: unknown): string {
  const reason = messageOf(cause);
  return model.local
    ? `The embedding model "${model.name}" in ${model.modelsDir} cannot be loaded (${reason}). Restore its folder: git checkout, or download it again.`
    : `The embedding model "${model.name}" is not in ${model.modelsDir} and could not be downloaded (${reason}). ` +
        'Check the name and the network, or leave EMBEDDING_MODEL out to use the model that ships with Footnote.';
}
