import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lock, type LockOptions } from 'proper-lockfile';
import { z } from 'zod';
import { locked, lockLost } from '../index-errors.ts';
import { hasDied, holderNow, type LockHolder } from '../lock-holder.ts';
import { unwritable, writeFailure } from './write-failure.ts';

const LOCK = '.lock';
const HOLDER = '.lock.json';
/** Milliseconds between two signs of life of the holder. */
const UPDATE = 5_000;
/**
 * Milliseconds without a sign of life after which a lock counts as abandoned. Far above `UPDATE`, because writing a large
 * index holds up the holder's event loop for seconds at a time.
 */
const STALE = 60_000;
/** The same when the holder is known to be dead: the least that proper-lockfile allows. */
const STALE_OF_DEAD = 2_000;
/** Milliseconds between two tries to take over the lock of a dead process, and how often: well over `STALE_OF_DEAD`. */
const RETRY = 250;
const TRIES = 20;

const holderSchema: z.ZodType<LockHolder> = z.object({
  pid: z.int().positive(),
  host: z.string(),
  since: z.iso.datetime(),
});

/**
 * Does `work` while no other process changes this index folder. Readers need no lock: a version never changes, and
 * `current` is replaced in one step.
 * @param work gets `assertHeld`, to be called before anything that others will see: it throws when the lock was lost, as
 * it is when the computer slept through `STALE`.
 * @throws FootnoteError `index-locked` when another process holds it; `index-unwritable`; `index-lock-lost`
 */
export async function withIndexLock<T>(
  indexDir: string,
  work: (assertHeld: () => void) => Promise<T>,
): Promise<T> {
  const takenOver: Error[] = [];
  const release = await acquire(indexDir, (error) => takenOver.push(error));
  const assertHeld = (): void => {
    if (takenOver.length === 0) return;
    throw lockLost(indexDir, takenOver[0]);
  };
  try {
    await writeFile(join(indexDir, HOLDER), JSON.stringify(holderNow())).catch((cause: unknown) => {
      throw writeFailure(indexDir, cause);
    });
    return await work(assertHeld);
  } finally {
    // What another process has taken over is not ours to remove.
    if (takenOver.length === 0) {
      await rm(join(indexDir, HOLDER), { force: true });
      await release();
    }
  }
}

async function acquire(
  indexDir: string,
  onCompromised: (error: Error) => unknown,
): Promise<() => Promise<void>> {
  await mkdir(indexDir, { recursive: true }).catch((cause: unknown) => {
    throw unwritable(indexDir, cause);
  });
  const options = { lockfilePath: join(indexDir, LOCK), realpath: false, onCompromised };
  const take = () => lock(indexDir, { ...options, stale: STALE, update: UPDATE });
  try {
    return await take();
  } catch (error) {
    if (!isHeld(error)) throw unwritable(indexDir, error);
  }
  await takeOverFromDead(indexDir, options);
  try {
    return await take();
  } catch (error) {
    if (isHeld(error)) throw locked(indexDir, await readHolder(indexDir));
    throw error;
  }
}

/**
 * Removes the lock of a process that has died, once it has given no sign of life for `STALE_OF_DEAD`.
 * @throws FootnoteError `index-locked` when its holder lives, or is on another machine
 */
async function takeOverFromDead(indexDir: string, options: LockOptions): Promise<void> {
  for (let tries = 1; ; tries++) {
    // Read anew each time: another process may have been quicker.
    const holder = await readHolder(indexDir);
    if (tries > TRIES || holder === null || !hasDied(holder)) throw locked(indexDir, holder);
    try {
      const release = await lock(indexDir, { ...options, stale: STALE_OF_DEAD });
      await release();
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    await pause(RETRY);
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOCKED';
}

/** Who holds the lock; `null` when it was taken or released this moment. */
async function readHolder(indexDir: string): Promise<LockHolder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(join(indexDir, HOLDER), 'utf8')));
  } catch {
    // It only words the refusal: without it, the lock is held all the same.
    return null;
  }
}
