import { join } from 'node:path';
import { noEarlier } from '../index-errors.ts';
import type { RollbackSummary, VersionSummary } from '../index-store.ts';
import { earlierVersion, summarizeVersions } from '../kept-versions.ts';
import type { ModelIdentity } from '../model-identity.ts';
import { checkFiles, readManifest } from './check-version.ts';
import type { FolderManifest } from './folder-manifest.ts';
import { withIndexLock } from './index-lock.ts';
import { currentName, pointTo, versionNames } from './version-folder.ts';

/** See `IndexStore.versions`; what else than the manifest is in them is not checked. */
export async function listVersions(indexDir: string): Promise<VersionSummary[]> {
  const inUse = await currentName(indexDir);
  return summarizeVersions(await versionNames(indexDir), inUse, (version) =>
    readManifest(join(indexDir, version)),
  );
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
    const names = await versionNames(indexDir);
    const check = (version: string) => readChecked(join(indexDir, version));
    const earlier = await earlierVersion({ place: indexDir, current, names, check }, model, to);
    assertHeld();
    await pointTo(indexDir, earlier.version);
    return earlier;
  });
}

async function readChecked(folder: string): Promise<FolderManifest> {
  const manifest = await readManifest(folder);
  await checkFiles(folder, manifest);
  return manifest;
}
