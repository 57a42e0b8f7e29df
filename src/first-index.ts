import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from './config.ts';
import type { IndexStore } from './index/index-store.ts';
import { openIndexing } from './indexing.ts';
import { openStore } from './open-store.ts';

/** Milliseconds between two looks. */
const INTERVAL = 1000;

/**
 * Builds the index when there is none yet, in a process of its own: a large one would hold up the bot's event loop, and
 * Discord would take it for dead.
 * @param onBuilding called when the first passages are done
 * @throws FootnoteError `index-...`, `database-...`, `corpus-...`, `questions-invalid`, see `Indexing.build`
 */
export async function buildFirstIndex(config: Config, onBuilding: () => void): Promise<void> {
  if (await withStore(config, hasIndex)) return;
  let isTold = false;
  await openIndexing(config).build(() => {
    if (!isTold) onBuilding();
    isTold = true;
  });
}

/**
 * Waits until there is an index: of the processes of one bot, the first shard builds it, and the others take it up.
 * @throws FootnoteError `index-...`, `database-...` when it cannot be seen whether there is one
 */
export async function awaitFirstIndex(config: Config): Promise<void> {
  await withStore(config, async (store) => {
    while (!(await hasIndex(store))) await pause(INTERVAL);
  });
}

async function hasIndex(store: IndexStore): Promise<boolean> {
  return (await store.current()) !== null;
}

async function withStore<T>(config: Config, work: (store: IndexStore) => Promise<T>): Promise<T> {
  const store = await openStore(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
