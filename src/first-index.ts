import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from './config.ts';
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
  if (await hasIndex(config)) return;
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
  while (!(await hasIndex(config))) await pause(INTERVAL);
}

async function hasIndex(config: Config): Promise<boolean> {
  const store = await openStore(config);
  try {
    return (await store.current()) !== null;
  } finally {
    await store.close();
  }
}
