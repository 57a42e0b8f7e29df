import { join } from 'node:path';
import { noEarlier, noEarlierThan, otherModelBefore } from '../index-errors.ts';
import type { RollbackSummary, VersionSummary } from '../index-store.ts';
import { isSameModel, type ModelIdentity } from '../model-identity.ts';
import { readUsable } from '../read-usable.ts';
import { checkFiles, readManifest } from './check-version.ts';
import type { FolderManifest } from './folder-manifest.ts';
import { withIndexLock } from './index-lock.ts';
import { currentName, pointTo, versionNames } from './version-folder.ts';

/** See `IndexStore.versions`; what else than the manifest is in them is not checked. */
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

/** See `IndexStore.rollback`: one rename. */
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
      if (model !== undefined && !isSameModel(manifest.model, model))
        throw otherModelBefore(version, manifest.model, model);
      assertHeld();
      await pointTo(indexDir, version);
      return { version, createdAt: manifest.createdAt, articles: manifest.counts.articles };
    }
    throw noEarlierThan(indexDir, current, earlier, to);
  });
}

async function readChecked(folder: string): Promise<FolderManifest> {
  const manifest = await readManifest(folder);
  await checkFiles(folder, manifest);
  return manifest;
}
