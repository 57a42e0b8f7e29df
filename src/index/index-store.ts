import type { Embeddings } from '@langchain/core/embeddings';
import type { Article } from '../corpus/article.ts';
import type { KnownVectors } from './embed-articles.ts';
import type { IndexReader } from './index-reader.ts';
import type { Manifest } from './manifest.ts';
import type { ModelIdentity } from './model-identity.ts';
import type { PreparedBuild } from './plan-index.ts';

/** What is kept of an article to tell whether it has changed. */
export interface KnownArticle {
  id: string;
  title: string;
  file: string;
  /** See `hashArticle`. */
  hash: string;
}

/** The version in use. */
export interface VersionInUse {
  /** Its name. */
  version: string;
  manifest: Manifest;
  /** In reading order. */
  articles: KnownArticle[];
}

/** A version that is there. */
export interface VersionSummary {
  /** Its name, such as `2026-11-22T09-00-00Z-4f2a`. */
  version: string;
  /** ISO time of its build. */
  createdAt: string;
  articles: number;
  passages: number;
  /** Name of the embedding model it was built with. */
  model: string;
  inUse: boolean;
}

/** The version that a rollback put in use. */
export type RollbackSummary = Pick<VersionSummary, 'version' | 'createdAt' | 'articles'>;

export interface WriteOptions {
  corpus: { articles: Article[] };
  /** Called only when there is something to embed. */
  embeddings: Embeddings;
  model: ModelIdentity;
  /** Vectors of the same model beside those of earlier versions. */
  known?: KnownVectors;
  /** Called as passages are done, those that are taken over included. */
  onProgress?: (done: number, total: number) => void;
  /** Gives the build up at its next step, with the signal's reason thrown. */
  signal?: AbortSignal;
  /** Called before each step; the names are the engine's own. */
  onStep?: (step: string) => void;
}

/** A version that is complete, but not in use. */
export interface WrittenVersion {
  readonly version: string;
  /** Passages that were embedded; the vectors of the others are those of earlier versions. */
  readonly embedded: number;
  /** Opens it, as `IndexStore.open` opens the version in use. */
  open(model: ModelIdentity): Promise<IndexReader>;
  /**
   * Puts it in use, all at once: a reader sees the version before or this one. Older versions than the last few are
   * removed then.
   */
  publish(): Promise<void>;
  /** Removes what is left of it when it was not published; after `publish` it does nothing. */
  discard(): Promise<void>;
}

/**
 * Where an index is kept: a folder of this machine, or a PostgreSQL database. Versions are written beside the one in use
 * and never changed. Engines differ in what they write; every one gives the same answers.
 */
export interface IndexStore {
  /** The folder, or the database's address without its password: for sentences. */
  readonly place: string;
  /** Name of the version in use, whether it can be read or not; `null` when nothing has been built here yet. */
  current(): Promise<string | null>;
  /**
   * Opens the version in use, after checking it.
   * @throws FootnoteError `index-missing`, `index-damaged`, `index-format`, or `index-model` when it holds another model's
   * vectors; nothing stays open then
   */
  open(model: ModelIdentity): Promise<IndexReader>;
  /** What the version in use holds; `null` when there is none that can be read: building again is its cure. */
  readInUse(): Promise<VersionInUse | null>;
  /** Texts of articles of a version, by ID; those that it does not hold are left out. */
  texts(version: string, ids: string[]): Promise<Map<string, string>>;
  /**
   * Does `work` while no other process changes this index; readers need no lock.
   * @param work gets `assertHeld`, to be called before anything that others will see: it throws when the lock was lost
   * @throws FootnoteError `index-locked` when another process holds it; `index-unwritable`; `index-lock-lost`
   */
  withLock<T>(work: (assertHeld: () => void) => Promise<T>): Promise<T>;
  /**
   * Writes a new version beside the one in use, after removing what builds that were killed have left. What earlier
   * versions hold with the same model is not embedded again; the answers are the same as of a version written from
   * nothing. Hold the lock.
   * @throws FootnoteError `index-unwritable` when it does not hold what was written
   */
  write(prepared: PreparedBuild, options: WriteOptions): Promise<WrittenVersion>;
  /** Versions that can be read, newest first. */
  versions(): Promise<VersionSummary[]>;
  /**
   * Puts the newest version that is older than the one in use, and that passes its checks, in its place. The one it
   * replaces is kept until later builds remove it; building again leads forward.
   * @param model that the bot answers with; without it, a version of any model is taken
   * @param to the one version to go back to, and no other
   * @throws FootnoteError `index-no-earlier`; `index-model` when that version was built with another model; `index-locked`
   */
  rollback(model?: ModelIdentity, to?: string): Promise<RollbackSummary>;
  /**
   * Reads the version in use through: that it is what was written, and holds what its manifest says.
   * @throws FootnoteError `index-missing`, `index-damaged`, `index-format`, `index-model`
   */
  verify(model: ModelIdentity): Promise<Manifest>;
  /** Nothing can be read or written any more; readers are closed on their own. */
  close(): Promise<void>;
}
