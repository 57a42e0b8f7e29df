import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from './config.ts';
import { openStore } from './open-store.ts';

/** Milliseconds between two looks. */
const INTERVAL = 1000;

/**
 * Waits until there is an index: of the processes of one bot, the first shard builds it, and the others take it up.
 * @throws FootnoteError `index-...`, `database-...` when it cannot be seen whether there is one
 */
export async function firstIndex(config: Config): Promise<void> {
  const store = await openStore(config);
  try {
    while ((await store.current()) === null) await pause(INTERVAL);
  } finally {
    await store.close();
  }
}
