import type { Config } from './config.ts';
import type { Log } from './discord/feature.ts';
import type { ShardPlace } from './discord/shard-place.ts';
import { startBot } from './discord/start-bot.ts';
import { isOperatorTold } from './database-presence.ts';
import { messageOf } from './errors.ts';
import { awaitFirstIndex, buildFirstIndex } from './first-index.ts';
import { openIndexing } from './indexing.ts';
import { openEngine } from './open-engine.ts';
import { reachDatabase } from './reach-database.ts';
import { pruneDaily } from './state/prune-daily.ts';
import { openState } from './state/state.ts';
import { watchIndex, type WatchOptions } from './watch-index.ts';

export interface RunOptions {
  config: Config;
  /** The process's share of the servers; `null` for all of them. */
  shard: ShardPlace | null;
  /** Resolves when the bot is to stop. */
  stopped: Promise<void>;
  log: Log;
}

/**
 * Runs the bot in this process until it is to stop. What a bot does only once, its first shard does: building the first index
 * and removing what is past its time.
 * @throws FootnoteError see `startBot` and `openState`
 */
export async function runBot({ config, shard, stopped, log }: RunOptions): Promise<void> {
  const isFirst = shard === null || shard.id === 0;
  const { state, stateOpened, openReached } = reachDatabase({
    openState: () => openState(config),
    openEngine: async () => {
      if (isFirst) await buildFirstIndex(config, buildingStarted(log));
      else await awaitFirstIndex(config);
      return openEngine(config);
    },
    log,
  });
  const stateFailed = new Promise<never>((_resolve, reject) => {
    stateOpened.then(() => {
      if (isFirst) pruneDaily(state, pruningFailed(log));
    }, reject);
  });
  const starting = startBot({
    config,
    openEngine: async () => {
      const engine = await openReached();
      watchIndex(engine, indexChanges(log));
      return engine;
    },
    state,
    indexing: openIndexing(config),
    limits: config.limits,
    shard,
    log,
  });
  const bot = await Promise.race([starting, stopped, stateFailed]);
  if (bot !== undefined) {
    await Promise.race([stopped, bot.failed, stateFailed]);
    log('Stopping.');
    await bot.stop();
  }
  await state.close();
}

function buildingStarted(log: Log): () => void {
  return () => {
    log('Building the index; questions asked meanwhile are answered after.');
  };
}

function pruningFailed(log: Log): (error: unknown) => void {
  return (error) => {
    if (!isOperatorTold(error)) log(`What is past its time could not be removed: ${messageOf(error)}`);
  };
}

/** What is put in use in the index by a moderator or by `npm run index` is taken up. */
function indexChanges(log: Log): WatchOptions {
  return {
    onSwapped: ({ version, articles }) => {
      log(`Took up the index ${version}, with ${articles} articles.`);
    },
    onFailed: (error) => {
      if (isOperatorTold(error)) return;
      log(`A new index cannot be taken up; the one in use goes on answering: ${messageOf(error)}`);
    },
  };
}
