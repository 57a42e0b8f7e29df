import { Embeddings } from '@langchain/core/embeddings';
import { findModel, hashModel, type Model } from './model-settings.ts';
import type { PassageParts } from './reader.ts';
import { WorkerEmbeddings, type TextMatches } from './worker-embeddings.ts';

/** What an index must know of the model whose vectors it holds, and its embeddings. */
export interface ModelEmbeddings extends Embeddings {
  readonly model: Model;
  /** SHA-256 of the model, see `hashModel`. */
  readonly hash: string;
  /** Length of every vector. */
  readonly dimensions: number;
  /** See `WorkerEmbeddings.matchTokens`. */
  matchTokens(question: string, passages: PassageParts<string>[]): Promise<TextMatches | null>;
  close(): Promise<void>;
}

/**
 * A model that is loaded when it is first used: whether an index is still that of the articles can be said from the
 * model's files alone. Its errors (`model-...`, see `WorkerEmbeddings.load`) come with the first call then.
 */
export class EmbeddingsOnDemand extends Embeddings implements ModelEmbeddings {
  readonly model: Model;
  readonly hash: string;
  readonly dimensions: number;
  #loading: Promise<WorkerEmbeddings> | null = null;

  private constructor(model: Model, hash: string, dimensions: number) {
    super({});
    this.model = model;
    this.hash = hash;
    this.dimensions = dimensions;
  }

  /**
   * Loads the model at once when its files do not say all: it must be downloaded first, or its `footnote.json` names no
   * dimensions.
   * @throws FootnoteError `model-missing`, `model-damaged`; those of `WorkerEmbeddings.load` when it is loaded
   */
  static async open(name: string, modelsDir: string): Promise<ModelEmbeddings> {
    const model = await findModel(name, modelsDir);
    const { dimensions } = model.settings;
    if (!model.local || dimensions === undefined) return WorkerEmbeddings.load(name, modelsDir);
    return new EmbeddingsOnDemand(model, await hashModel(model), dimensions);
  }

  override async embedDocuments(documents: string[]): Promise<number[][]> {
    return (await this.#load()).embedDocuments(documents);
  }

  override async embedQuery(document: string): Promise<number[]> {
    return (await this.#load()).embedQuery(document);
  }

  async matchTokens(question: string, passages: PassageParts<string>[]): Promise<TextMatches | null> {
    return (await this.#load()).matchTokens(question, passages);
  }

  /** Frees the model if it was loaded. */
  async close(): Promise<void> {
    // That it could not be loaded was told to who asked for it.
    const loaded = await this.#loading?.catch(() => null);
    await loaded?.close();
  }

  #load(): Promise<WorkerEmbeddings> {
    this.#loading ??= WorkerEmbeddings.load(this.model.name, this.model.modelsDir);
    return this.#loading;
  }
}
