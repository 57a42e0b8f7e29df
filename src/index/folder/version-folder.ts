import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError } from '../../errors.ts';
import { REBUILD } from '../index-errors.ts';
import { isVersionName, outdated } from '../version-name.ts';
import type { FolderStep } from './folder-step.ts';
import { unwritable } from './write-failure.ts';

const CURRENT = 'current';
const BUILDING = '.building-';
/** Names the version that is about to be put in use for the first time. */
const PUBLISHING = '.publishing';
const REMAINS = /^(\.building-.*|\.publishing|current\.\d+)$/;

/** What `current` names, whether it is there or not; `null` when nothing has been built here yet. */
export function currentName(indexDir: string): Promise<string | null> {
  return readName(join(indexDir, CURRENT));
}

async function readName(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return null;
    throw error;
  }
}

/**
 * Path of the version in use, or `null` when nothing has been built here yet.
 * @throws FootnoteError `index-damaged` when `current` names no version of this folder.
 */
export async function currentVersion(indexDir: string): Promise<string | null> {
  const name = await currentName(indexDir);
  if (name === null) return null;
  if (isVersionName(name) && existsSync(join(indexDir, name))) return join(indexDir, name);
  throw new FootnoteError(
    'index-damaged',
    `${join(indexDir, CURRENT)} names the version "${name.slice(0, 60)}", which is not there. ${REBUILD}`,
  );
}

/** Names of the versions that are there, newest first. */
export async function versionNames(indexDir: string): Promise<string[]> {
  if (!existsSync(indexDir)) return [];
  return (await readdir(indexDir))
    .filter((name) => isVersionName(name))
    .sort()
    .reverse();
}

/**
 * Makes a finished folder the version in use. Both steps are renames within `indexDir`, so a reader sees the old version
 * or the new one, never half of one; then those that are
 * `outdated` are removed. Hold the folder's lock.
 */
export async function publishVersion(
  indexDir: string,
  building: string,
  version: string,
  onStep?: (step: FolderStep) => void,
): Promise<void> {
  const before = await currentName(indexDir);
  const announcement = join(indexDir, PUBLISHING);
  try {
    onStep?.('announce');
    // Killed between the two renames, it leaves a version that was never in use: `removeRemains` knows it by this file.
    await writeName(announcement, version);
    onStep?.('place');
    await rename(building, join(indexDir, version));
    onStep?.('swap');
    await rename(announcement, join(indexDir, CURRENT));
  } catch (error) {
    await rm(join(indexDir, version), { recursive: true, force: true });
    await rm(announcement, { force: true });
    throw error;
  }
  onStep?.('remove-old');
  const removed = outdated(await versionNames(indexDir), version, before);
  await Promise.all(removed.map((name) => rm(join(indexDir, name), { recursive: true, force: true })));
  onStep?.('done');
}

/** Makes a version that is there the one in use, in one rename. Hold the folder's lock. */
export async function pointTo(indexDir: string, version: string): Promise<void> {
  const next = join(indexDir, `${CURRENT}.${process.pid}`);
  await writeName(next, version);
  await rename(next, join(indexDir, CURRENT));
}

async function writeName(path: string, version: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(`${version}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what builds that were killed have left. Hold the folder's lock, so that no other build is under way. */
export async function removeRemains(indexDir: string): Promise<void> {
  const publishing = await readName(join(indexDir, PUBLISHING));
  if (publishing !== null && isVersionName(publishing) && publishing !== (await currentName(indexDir)))
    await rm(join(indexDir, publishing), { recursive: true, force: true });
  const remains = (await readdir(indexDir)).filter((name) => REMAINS.test(name));
  await Promise.all(remains.map((name) => rm(join(indexDir, name), { recursive: true, force: true })));
}

/**
 * An empty folder to build in, inside `indexDir` so that it can be renamed.
 * @throws FootnoteError `index-unwritable` when the folder cannot be made.
 */
export async function makeBuildFolder(indexDir: string, version: string): Promise<string> {
  const building = join(indexDir, `${BUILDING}${version}`);
  try {
    await mkdir(building, { recursive: true });
  } catch (cause) {
    throw unwritable(indexDir, cause);
  }
  return building;
}
