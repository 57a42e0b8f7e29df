import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseConfig, type Config } from './config.ts';
import { stackOf } from './discord/failure.ts';
import { shardName, shardPlaceOf } from './discord/shard-place.ts';
import { EXIT_FOR_GOOD, startShards } from './discord/start-shards.ts';
import { FootnoteError } from './errors.ts';

/**
 * `npm start`: the bot; with `SHARDS` a manager of several processes of it, which are this entry again; or a chat in the
 * terminal when there is no token and someone to chat with.
 */
if (existsSync('.env')) process.loadEnvFile();
const shard = shardPlaceOf(process.env);

function log(line: string): void {
  const name = shard === null ? '' : `${shardName(shard)}: `;
  console.log(`${new Date().toISOString()} ${name}${line}`);
}

function fail(error: unknown): never {
  const isForPeople = error instanceof FootnoteError;
  console.error(isForPeople ? error.message : stackOf(error));
  process.exit(isForPeople && shard !== null && !PASSING.has(error.code) ? EXIT_FOR_GOOD : 1);
}

/** What a shard that is started again may find mended, while the others work. */
const PASSING = new Set([
  'discord-unreachable',
  'discord-unavailable',
  'database-unreachable',
  'database-slow',
  'database-conflict',
  'state-unwritable',
  'index-locked',
]);

/** Resolves when the process is to stop: told by a signal, or, as a shard, by losing its manager in whatever way. */
const stopped = new Promise<void>((resolve) => {
  const stop = (): void => {
    resolve();
  };
  // Not `once`: proper-lockfile takes a signal without another listener for a reason to end at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  if (shard === null) return;
  process.on('disconnect', stop);
  if (!process.connected) stop();
});

async function main(): Promise<void> {
  // In a shard, discord.js has put its number in the place of the setting.
  const config = parseConfig(shard === null ? process.env : { ...process.env, SHARDS: '' });
  if (config.discordToken === undefined && process.stdin.isTTY) await chat(config);
  else if (shard === null && config.shards !== null) await manageShards(config, config.shards);
  else {
    const { runBot } = await import('./run-bot.ts');
    await runBot({ config, shard, stopped, log });
  }
}

async function chat(config: Config): Promise<void> {
  const { openEngine } = await import('./open-engine.ts');
  const { chatInTerminal } = await import('./terminal-chat.ts');
  const engine = await openEngine(config);
  await chatInTerminal(engine, process.stdin, process.stdout);
  await engine.close();
}

/** The manager loads nothing of the bot but this. */
async function manageShards(config: Config, count: 'auto' | number): Promise<void> {
  const entry = fileURLToPath(import.meta.url);
  const execArgv = ['--import', import.meta.resolve('tsx')];
  const shards = await startShards({ config, count, entry, execArgv, log });
  try {
    await Promise.race([stopped, shards.failed]);
  } finally {
    log('Stopping.');
    await shards.stop();
  }
}

// A dropped promise is a bug to be seen, not a reason to leave everyone else's questions unanswered.
process.on('unhandledRejection', (reason) => {
  log(`Unhandled rejection: ${stackOf(reason)}`);
});
process.on('uncaughtException', (error) => {
  // discord.js goes on reporting to a manager that is gone.
  if ('code' in error && error.code === 'ERR_IPC_CHANNEL_CLOSED') return;
  fail(error);
});

main().then(() => process.exit(0), fail);
