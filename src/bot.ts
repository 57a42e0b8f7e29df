import { existsSync } from 'node:fs';
import { parseConfig, type Config } from './config.ts';
import { startBot } from './discord/start-bot.ts';
import { stackOf } from './discord/failure.ts';
import type { LiveEngine } from './engine.ts';
import { FootnoteError, messageOf } from './errors.ts';
import { openIndexing } from './indexing.ts';
import { openEngine } from './open-engine.ts';
import { pruneDaily } from './state/prune-daily.ts';
import { openState } from './state/state.ts';
import { chatInTerminal } from './terminal-chat.ts';
import { watchIndex } from './watch-index.ts';

/** `npm start`: the bot, or a chat in the terminal when there is no token and someone to chat with. */
function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

function fail(error: unknown): never {
  console.error(error instanceof FootnoteError ? error.message : stackOf(error));
  process.exit(1);
}

let isBuilding = false;
function onProgress(): void {
  if (!isBuilding) log('Building the index; questions asked meanwhile are answered after.');
  isBuilding = true;
}

/** The engine, taking up whatever is put in use in the index folder by a moderator or by `npm run index`. */
async function openWatchedEngine(config: Config): Promise<LiveEngine> {
  const engine = await openEngine(config, { onProgress });
  watchIndex(engine, {
    onSwapped: ({ version, articles }) => {
      log(`Took up the index ${version}, with ${articles} articles.`);
    },
    onFailed: (error) => {
      log(`A new index cannot be taken up; the one in use goes on answering: ${messageOf(error)}`);
    },
  });
  return engine;
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const config = parseConfig(process.env);

  if (config.discordToken === undefined && process.stdin.isTTY) {
    const engine = await openEngine(config);
    await chatInTerminal(engine, process.stdin, process.stdout);
    await engine.close();
    return;
  }

  const stopped = new Promise<void>((resolve) => {
    // Not `once`: proper-lockfile takes a signal without another listener for a reason to end at once.
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        resolve();
      });
  });
  const state = await openState(config.stateFile);
  pruneDaily(state, (error) => {
    log(`What is past its time could not be removed from ${config.stateFile}: ${messageOf(error)}`);
  });
  const starting = startBot({
    config,
    openEngine: () => openWatchedEngine(config),
    state,
    indexing: openIndexing(config),
    limits: config.limits,
    log,
  });
  const bot = await Promise.race([starting, stopped]);
  if (bot !== undefined) {
    await Promise.race([stopped, bot.failed]);
    log('Stopping.');
    await bot.stop();
  }
  await state.close();
}

// A dropped promise is a bug to be seen, not a reason to leave everyone else's questions unanswered.
process.on('unhandledRejection', (reason) => {
  log(`Unhandled rejection: ${stackOf(reason)}`);
});
process.on('uncaughtException', fail);

main().then(() => process.exit(0), fail);
