import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FootnoteError, messageOf } from '../errors.ts';

/**
 * Replaces a file in one step: it is written beside, under a name that the corpus reader leaves out, and renamed. Killed at any
 * point, what is there is the old file or the new one, whole.
 * @returns whether it was new, other than before, or the same; the same is not touched.
 * @throws FootnoteError `fetch-unwritable`, `fetch-unreadable`
 */
export async function writeAside(file: string, bytes: Uint8Array): Promise<'new' | 'changed' | 'unchanged'> {
  const before = await readIfThere(file);
  if (before?.equals(bytes)) return 'unchanged';
  const aside = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  await orUnwritable(file, async () => {
    await mkdir(dirname(file), { recursive: true });
    try {
      const handle = await open(aside, 'w');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(aside, file);
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  });
  return before === null ? 'new' : 'changed';
}

/**
 * Removes a file, if it is there.
 * @throws FootnoteError `fetch-unwritable`
 */
export async function removeFile(file: string): Promise<void> {
  await orUnwritable(file, () => rm(file, { force: true }));
}

/**
 * The content of a file, or `null` when there is none.
 * @throws FootnoteError `fetch-unreadable`
 */
export async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (cause) {
    if (isMissing(cause)) return null;
    const message = `"${file}" cannot be read (${messageOf(cause)}); check the permissions of the corpus folder.`;
    throw new FootnoteError('fetch-unreadable', message, { cause });
  }
}

/** Milliseconds after which a file aside belongs to a run that was killed. */
const LEFT_OVER = 3_600_000;

/**
 * Removes what killed runs have left aside in a folder and in those below it.
 * @throws FootnoteError `fetch-unwritable`
 */
export async function removeLeftOvers(folder: string): Promise<void> {
  await orUnwritable(folder, async () => {
    const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    for (const name of names) {
      if (!/^\..*\.\d+\.part$/.test(basename(name))) continue;
      const file = join(folder, name);
      if (Date.now() - (await stat(file)).mtimeMs > LEFT_OVER) await rm(file, { force: true });
    }
  });
}

async function orUnwritable(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new FootnoteError(
      'fetch-unwritable',
      `"${path}" cannot be written (${messageOf(cause)}); check the folder's permissions and the space on the disk.`,
      { cause },
    );
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
