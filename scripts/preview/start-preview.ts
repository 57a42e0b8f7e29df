import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../../src/config.ts';
import { registerCommands } from '../../src/discord/register-commands.ts';
import { openIndexing } from '../../src/indexing.ts';
import { LoopbackDiscord } from '../loopback/loopback-discord.ts';
import { perform } from './act.ts';
import { BotProcess } from './bot-process.ts';
import { addCast, type Cast } from './cast.ts';
import { buildPage } from './page-files.ts';
import { PageServer, type PageOptions } from './page-server.ts';
import { View } from './view.ts';

export interface PreviewOptions {
  /** Of the page; 0 for any free one. */
  port: number;
  /** The bot's settings but for those of Discord and of its state. */
  config: Config;
  /** The bot's state file, emptied first: the loopback remembers nothing of an earlier preview either. */
  stateFile: string;
  /** The environment that the bot inherits. */
  env: NodeJS.ProcessEnv;
  /** Hears what is going on, a line at a time. */
  log: (line: string) => void;
}

export interface Preview {
  url: string;
  discord: LoopbackDiscord;
  cast: Cast;
  /** Rejects when the bot ends by itself. */
  ended: Promise<never>;
  stop: () => Promise<void>;
}

/**
 * A Discord of one's own with a page to look at it, and the real bot connected to it.
 * @throws FootnoteError `preview-port`, `preview-bot-ended`, and what building the index throws. Nothing is left running.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { port, stateFile, log } = options;
  // What others share is no place to try things out.
  const config = { ...options.config, databaseUrl: undefined };
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const discord = await LoopbackDiscord.start();
    stops.push(() => discord.stop());
    const cast = addCast(discord);
    const page = await PageServer.start(port, await pageOf(discord, cast));
    stops.push(() => page.stop());

    log('Bringing the index up to date.');
    await openIndexing(config).build(() => undefined);
    await emptyState(stateFile);
    await registerCommands({ discordToken: discord.token, discordApiBase: discord.apiBase });
    log('Starting the bot.');
    const bot = await BotProcess.start({ ...options.env, ...botSettings(discord, options) }, (line) => {
      log(`bot: ${line}`);
    });
    stops.push(() => bot.stop());
    return { url: page.url, discord, cast, ended: bot.ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function pageOf(discord: LoopbackDiscord, cast: Cast): Promise<PageOptions> {
  return {
    files: await buildPage(),
    act: (act) => perform(discord, cast, act),
    follow: (personId, send) => {
      const viewer =
        cast.people.find(({ id }) => id === personId) ?? (personId === '' ? cast.people[0] : undefined);
      if (viewer === undefined) return null;
      const view = new View(discord, cast, viewer);
      const stop = discord.onChange((change) => {
        view.updates(change).forEach(send);
      });
      send(view.snapshot());
      return stop;
    },
  };
}

async function emptyState(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // SQLite keeps its journal beside the file.
  for (const ending of ['', '-wal', '-shm']) await rm(`${file}${ending}`, { force: true });
}

function botSettings(
  discord: LoopbackDiscord,
  { config, stateFile }: PreviewOptions,
): Record<string, string> {
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_BASE: discord.apiBase,
    STATE_FILE: stateFile,
    DATABASE_URL: '',
    SHARDS: '',
    CORPUS_DIR: config.corpusDir,
    INDEX_DIR: config.indexDir,
    MODELS_DIR: config.modelsDir,
    EMBEDDING_MODEL: config.embeddingModel,
  };
}
