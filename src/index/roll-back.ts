import { join } from 'node:path';
import { FootnoteError } from '../errors.ts';
import { checkFiles, readManifest } from './check-version.ts';
import { withIndexLock } from './index-lock.ts';
import type { Manifest } from './manifest.ts';
import type { ModelIdentity } from './open-index.ts';
import { currentName, pointTo, versionNames } from './version-folder.ts';

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

/** The versions of an index folder whose manifest can be read, newest first; what else is in them is not checked. */
export async function listVersions(indexDir: string): Promise<VersionSummary[]> {
  const inUse = await currentName(indexDir);
  const names = await versionNames(indexDir);
  const summaries = await Promise.all(
    names.map(async (version) => {
      const manifest = await readUsable(() => readManifest(join(indexDir, version)));
      if (manifest === null) return [];
      const { createdAt, counts, model } = manifest;
      const { articles, passages } = counts;
      return [{ version, createdAt, articles, passages, model: model.name, inUse: version === inUse }];
    }),
  );
  return summaries.flat();
}

/**
 * Puts the newest version that is older than the one in use, and that passes its checks, in its place, in one rename.
 * The one it replaces stays on disk until later builds remove it; building again leads forward.
 * @param model that the bot answers with; without it, a version of any model is taken
 * @param to the one version to go back to, and no other
 * @throws FootnoteError `index-no-earlier`; `index-model` when that version was built with another model; `index-locked`
 * when another process is changing this index
 */
export async function rollback(
  indexDir: string,
  model?: ModelIdentity,
  to?: string,
): Promise<RollbackSummary> {
  const inUse = await currentName(indexDir);
  // Before the lock, which would make the folder.
  if (inUse === null) throw noEarlier(indexDir, 'no version is in use');
  return withIndexLock(indexDir, async (assertHeld) => {
    const current = (await currentName(indexDir)) ?? inUse;
    const earlier = (await versionNames(indexDir)).filter((name) => name < current);
    const wanted = earlier.filter((name) => to === undefined || name === to);
    for (const version of wanted) {
      const manifest = await readUsable(() => readChecked(join(indexDir, version)));
      if (manifest === null) continue;
      if (model !== undefined) checkModel(version, manifest, model);
      assertHeld();
      await pointTo(indexDir, version);
      return { version, createdAt: manifest.createdAt, articles: manifest.counts.articles };
    }
    throw noEarlier(indexDir, whyNone(current, earlier, to));
  });
}

/** Why there is no version to go back to. */
function whyNone(current: string, earlier: string[], to?: string): string {
  if (to !== undefined) return `the version ${to} is not there any more, or damaged`;
  return earlier.length === 0 ? `${current} is the oldest there` : `those before ${current} are damaged`;
}

async function readChecked(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  await checkFiles(folder, manifest);
  return manifest;
}

/** What `read` gives; `null` for a version that is damaged or of another format. */
async function readUsable(read: () => Promise<Manifest>): Promise<Manifest | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FootnoteError) return null;
    throw error;
  }
}

function checkModel(version: string, { model: built }: Manifest, model: ModelIdentity): void {
  if (built.hash === model.hash && built.dimensions === model.dimensions) return;
  const difference =
    built.name === model.name
      ? `an earlier version of the embedding model "${built.name}". Restore that version of the model`
      : `the embedding model "${built.name}", but EMBEDDING_MODEL is "${model.name}". Set EMBEDDING_MODEL=${built.name}`;
  throw new FootnoteError(
    'index-model',
    `The earlier index version ${version} was built with ${difference}, or put the earlier articles back and build again: npm run index.`,
  );
}

function noEarlier(indexDir: string, why: string): FootnoteError {
  return new FootnoteError(
    'index-no-earlier',
    `There is no earlier index version in ${indexDir} to go back to: ${why}. Put the earlier articles back and build again: npm run index.`,
  );
}
