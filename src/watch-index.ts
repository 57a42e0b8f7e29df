import type { IndexStatus, LiveEngine } from './engine.ts';
import { messageOf } from './errors.ts';

export interface WatchOptions {
  /** Called when the engine has taken up another version. */
  onSwapped: (status: IndexStatus) => void;
  /** Called once for each version that cannot be taken up, with what `refresh` threw; it is tried again quietly. */
  onFailed: (error: unknown) => void;
  /** Milliseconds between two looks. Default 2,000. */
  interval?: number;
}

/** A version that failed is tried again after 1, 2, 4 ... looks, but at least every so many. */
const MOST_SKIPPED = 32;

/**
 * Looks at the index from time to time and has the engine take up what was put in use there, by whatever process. It
 * reads rather than listens, because network disks do not tell of changes, and neither do all databases.
 * @returns a function that ends it
 */
export function watchIndex(
  engine: LiveEngine,
  { onSwapped, onFailed, interval = 2000 }: WatchOptions,
): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  /** The version that failed last, how and how often it did, and how many looks it is still left alone. */
  let failed: { name: string | null; message: string; times: number; skip: number } | null = null;

  const look = async (): Promise<void> => {
    let name: string | null = null;
    try {
      name = await engine.latest();
      if (failed !== null && failed.name === name && failed.skip > 0) {
        failed.skip -= 1;
        return;
      }
      const outcome = await engine.refresh();
      failed = null;
      if (outcome === 'swapped') onSwapped(engine.status());
    } catch (error) {
      if (isStopped) return;
      const message = messageOf(error);
      // The message names the version; `name` may be that before it, when it was put in use between the two.
      const times: number = failed?.message === message ? failed.times + 1 : 1;
      failed = { name, message, times, skip: Math.min(2 ** (times - 1), MOST_SKIPPED) };
      if (times === 1) onFailed(error);
    }
  };
  const schedule = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      void look().finally(schedule);
    }, interval);
    // Watching is no reason for a process to go on.
    timer.unref();
  };
  schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
