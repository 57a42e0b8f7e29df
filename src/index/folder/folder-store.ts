import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { missingIndex, otherModel } from '../index-errors.ts';
import type { IndexReader } from '../index-reader.ts';
import type * as store from '../index-store.ts';
import type { Manifest } from '../manifest.ts';
import { isSameModel, type ModelIdentity } from '../model-identity.ts';
import type { PreparedBuild } from '../plan-index.ts';
import { readUsable } from '../read-usable.ts';
import { newVersion } from '../version-name.ts';
import { checkFiles, readManifest } from './check-version.ts';
import type { FolderStep } from './folder-step.ts';
import { withIndexLock } from './index-lock.ts';
import { OpenShards } from './open-shards.ts';
import { openVersion } from './open-version.ts';
import { readKnownArticles, readTexts } from './read-articles.ts';
import { listVersions, rollback } from './roll-back.ts';
import { verifyVersion } from './verify-version.ts';
import * as folders from './version-folder.ts';
import { writeFailure } from './write-failure.ts';
import { writeVersion } from './write-version.ts';

/** Times that opening is tried when builds put newer versions in the place of the one being opened. */
const ATTEMPTS = 5;

/** An index in a folder of this machine: a version is a folder, `current` names the one in use. */
export class FolderStore implements store.IndexStore {
  readonly place: string;
  readonly #open = new OpenShards();
  readonly #shardPassages: number | undefined;

  /**
   * @param indexDir made by the first build
   * @param shardPassages see `assignShards`
   */
  constructor(indexDir: string, shardPassages?: number) {
    this.place = indexDir;
    this.#shardPassages = shardPassages;
  }

  current(): Promise<string | null> {
    return folders.currentName(this.place);
  }

  async open(model: ModelIdentity): Promise<IndexReader> {
    for (let attempt = 1; ; attempt++) {
      const folder = await this.#inUse();
      try {
        return await openVersion(folder, model, this.#open);
      } catch (error) {
        // Several builds in a row may have removed the version while it was being opened.
        const isOutdated = (await this.current()) !== basename(folder);
        if (!isOutdated || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async readInUse(): Promise<store.VersionInUse | null> {
    // A damaged version is no reason to refuse a new one.
    return readUsable(async () => {
      const folder = await folders.currentVersion(this.place);
      if (folder === null) return null;
      const manifest = await readManifest(folder);
      await checkFiles(folder, manifest);
      return { version: basename(folder), manifest, articles: readKnownArticles(folder) };
    });
  }

  texts(version: string, ids: string[]): Promise<Map<string, string>> {
    return readTexts(join(this.place, version), ids);
  }

  withLock<T>(work: (assertHeld: () => void) => Promise<T>): Promise<T> {
    return withIndexLock(this.place, work);
  }

  async write(prepared: PreparedBuild, options: store.WriteOptions): Promise<store.WrittenVersion> {
    const indexDir = this.place;
    const onStep: ((step: FolderStep) => void) | undefined = options.onStep;
    onStep?.('clean-up');
    const now = new Date();
    await folders.removeRemains(indexDir);
    const [newest] = await folders.versionNames(indexDir);
    const version = newVersion(now, newest);
    const building = await folders.makeBuildFolder(indexDir, version);
    const discard = (): Promise<void> => rm(building, { recursive: true, force: true });
    const failed = async (error: unknown): Promise<never> => {
      await discard();
      throw writeFailure(indexDir, error);
    };
    const embedded = await writeVersion(
      indexDir,
      building,
      now,
      prepared,
      options,
      this.#shardPassages,
    ).catch(failed);
    return {
      version,
      embedded,
      open: (model) => openVersion(building, model, this.#open),
      publish: () => folders.publishVersion(indexDir, building, version, onStep).catch(failed),
      discard,
    };
  }

  versions(): Promise<store.VersionSummary[]> {
    return listVersions(this.place);
  }

  rollback(model?: ModelIdentity, to?: string): Promise<store.RollbackSummary> {
    return rollback(this.place, model, to);
  }

  async verify(model: ModelIdentity): Promise<Manifest> {
    const folder = await this.#inUse();
    const manifest = await readManifest(folder);
    if (!isSameModel(manifest.model, model)) throw otherModel(folder, manifest.model, model);
    await checkFiles(folder, manifest);
    await verifyVersion(folder, manifest);
    return manifest;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #inUse(): Promise<string> {
    const folder = await folders.currentVersion(this.place);
    if (folder === null) throw missingIndex(this.place);
    return folder;
  }
}
