import { watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FootnoteError, messageOf } from './errors.ts';

export interface WatchCorpusOptions {
  /** Called once at the beginning and after every change, never twice at a time. */
  build: () => Promise<void>;
  /** Called with what `build` threw, once for each message in a row. */
  onFailed: (error: unknown) => void;
  /** Ends the watching. */
  signal: AbortSignal;
  /** Milliseconds without a change before a build begins, so that a file is not read half written. Default 500. */
  quiet?: number;
  /** Milliseconds between two looks at a folder that does not tell of its changes. Default 5,000. */
  interval?: number;
}

/** Errors that may pass without a change of the articles. */
const PASSING = new Set(['index-locked', 'index-lock-lost', 'index-unwritable']);

/**
 * Builds whenever something in a corpus folder changes, until `signal`. It listens to the folder where the system can, and
 * looks at it from time to time all the same: network disks do not tell of changes, and a folder may be replaced.
 */
export async function watchCorpus(
  corpusDir: string,
  { build, onFailed, signal, quiet = 500, interval = 5000 }: WatchCorpusOptions,
): Promise<void> {
  const ear = new Ear(corpusDir);
  let built: string | null = null;
  let failure: string | null = null;
  const isEnded = (): boolean => signal.aborted;
  try {
    while (!isEnded()) {
      const before = await settledListing(corpusDir, quiet, signal);
      if (before !== built) {
        built = before;
        try {
          await build();
          failure = null;
        } catch (error) {
          // A build that was given up says so, which nobody asked.
          if (isEnded()) break;
          const message = messageOf(error);
          if (message !== failure) onFailed(error);
          failure = message;
          if (error instanceof FootnoteError && PASSING.has(error.code)) built = null;
        }
      }
      await ear.change(interval, signal);
    }
  } finally {
    ear.close();
  }
}

/** Listens to a folder and those in it. */
class Ear {
  readonly #folder: string;
  #watcher: FSWatcher | null = null;
  /** Whether something happened since `change` returned last: what happens during a build counts. */
  #heard = false;
  #wake: (() => void) | null = null;

  constructor(folder: string) {
    this.#folder = folder;
    this.#listen();
  }

  /** Resolves when something has happened in the folder since the last call, and at the latest after `interval`. */
  async change(interval: number, signal: AbortSignal): Promise<void> {
    if (!this.#heard) {
      const waiting = new AbortController();
      const heard = new Promise<void>((resolve) => (this.#wake = resolve));
      await Promise.race([heard, wait(interval, AbortSignal.any([signal, waiting.signal]))]);
      waiting.abort();
      this.#wake = null;
    }
    this.#heard = false;
    if (this.#watcher === null) this.#listen();
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }

  #listen(): void {
    try {
      const watcher = watch(this.#folder, { recursive: true }, () => {
        this.#heard = true;
        this.#wake?.();
      });
      // Such as a folder that was removed, or too many folders for the system: looking from time to time goes on.
      watcher.on('error', () => {
        this.close();
      });
      this.#watcher = watcher;
    } catch {
      // The folder may not be there yet; the build says so, and the next look tries again.
      this.#watcher = null;
    }
  }
}

/** The listing of a folder once two looks at it, `quiet` milliseconds apart, agree. */
async function settledListing(folder: string, quiet: number, signal: AbortSignal): Promise<string> {
  let listing = await listingOf(folder);
  while (!signal.aborted) {
    await wait(quiet, signal);
    const next = await listingOf(folder);
    if (next === listing) break;
    listing = next;
  }
  return listing;
}

/** Every file below a folder with what changes when it is written. */
async function listingOf(folder: string): Promise<string> {
  let entries;
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    // It is a state like any other: the build names it, and the folder may come back.
    return `cannot be listed: ${messageOf(error)}`;
  }
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
  const lines = await Promise.all(
    files.map(async (file) => {
      const found = await stat(file).catch(() => null);
      return found === null ? `${file} gone` : `${file} ${found.mtimeMs} ${found.size} ${found.ino}`;
    }),
  );
  return lines.sort().join('\n');
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
