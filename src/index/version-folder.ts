import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FootnoteError } from '../errors.ts';
import { REBUILD } from './check-version.ts';

const CURRENT = 'current';
/** `2026-11-22T09-00-00Z-4f2a`: sorts by age. */
const VERSION = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{4}$/;
/** Earlier versions kept beside the one in use. */
const KEEP = 2;

/** A new version's name: the time of the build and four random digits. */
export function newVersion(now: Date): string {
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  return `${time}-${randomBytes(2).toString('hex')}`;
}

/**
 * Path of the version in use, or `null` when nothing has been built here yet.
 * @throws FootnoteError `index-damaged` when `current` names no version of this folder.
 */
export async function currentVersion(indexDir: string): Promise<string | null> {
  const file = join(indexDir, CURRENT);
  if (!existsSync(file)) return null;
  const name = (await readFile(file, 'utf8')).trim();
  if (VERSION.test(name) && existsSync(join(indexDir, name))) return join(indexDir, name);
  throw new FootnoteError(
    'index-damaged',
    `${file} names the version "${name.slice(0, 60)}", which is not there. ${REBUILD}`,
  );
}

/**
 * Makes a finished folder the version in use. Both steps are renames within `indexDir`, so a reader sees the old version
 * or the new one, never half of one; older versions than the last `KEEP` before it are removed.
 */
export async function publishVersion(indexDir: string, building: string, version: string): Promise<void> {
  await rename(building, join(indexDir, version));
  const next = join(indexDir, `${CURRENT}.${process.pid}`);
  const file = await open(next, 'w');
  try {
    await file.writeFile(`${version}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, join(indexDir, CURRENT));
  await removeOld(indexDir, version);
}

/**
 * An empty folder to build in, inside `indexDir` so that it can be renamed.
 * @throws FootnoteError `index-unwritable` when the folder cannot be made.
 */
export async function makeBuildFolder(indexDir: string, version: string): Promise<string> {
  const building = join(indexDir, `.building-${version}`);
  try {
    await mkdir(building, { recursive: true });
  } catch (cause) {
    throw new FootnoteError(
      'index-unwritable',
      `Cannot write to the index folder ${indexDir}. Give this user write permission, or name another folder with --index or INDEX_DIR.`,
      { cause },
    );
  }
  return building;
}

async function removeOld(indexDir: string, inUse: string): Promise<void> {
  const versions = (await readdir(indexDir)).filter((name) => VERSION.test(name) && name !== inUse).sort();
  await Promise.all(
    versions.slice(0, -KEEP).map((name) => rm(join(indexDir, name), { recursive: true, force: true })),
  );
}
