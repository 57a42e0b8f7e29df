import { Client, Events, GatewayIntentBits } from 'discord.js';
import type { Config } from '../config.ts';
import type { Engine } from '../engine.ts';
import { messageOf } from '../errors.ts';
import type { Command, Log } from './command.ts';
import { COMMANDS } from './commands.ts';
import { describeConnectionFailure, fatalGatewayError, tokenMissing } from './connection-failure.ts';
import { dispatch } from './dispatch.ts';
import { stackOf } from './failure.ts';
import { NO_MENTIONS } from './message.ts';
import { settledWithin } from './settled-within.ts';

export interface BotOptions {
  config: Pick<Config, 'discordToken' | 'discordApiBase'>;
  /** Called once, at once. Questions asked before it resolves wait for it. */
  openEngine: () => Promise<Engine>;
  /** Writes one line for the operator. */
  log: Log;
  commands?: readonly Command[];
}

export interface Bot {
  /** Rejects when the bot can no longer work (a revoked token); stays pending otherwise. */
  failed: Promise<never>;
  /** Lets questions in progress finish for a few seconds, then leaves the gateway and closes the index. */
  stop: () => Promise<void>;
}

/** Milliseconds that questions in progress get before the bot leaves: below the 10 seconds of `docker stop`. */
const FAREWELL = 5000;

/**
 * Logs in and opens the index side by side; resolves when both are done.
 * @throws FootnoteError `token-missing`, `token-invalid`, `intents-refused`, `discord-unreachable`, and what
 * `openEngine` throws. Nothing is left running then.
 */
export async function startBot({ config, openEngine, log, commands = COMMANDS }: BotOptions): Promise<Bot> {
  const { discordToken, discordApiBase } = config;
  if (discordToken === undefined) throw tokenMissing();

  const engine = openEngine();
  // Whoever awaits it hears of a failure; this keeps Node from calling it unhandled until someone does.
  engine.catch(() => undefined);
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: NO_MENTIONS,
    rest: { api: discordApiBase },
  });

  const inProgress = new Set<Promise<void>>();
  client.on(Events.InteractionCreate, (interaction) => {
    const handled = dispatch(interaction, commands, { engine, log });
    inProgress.add(handled);
    void handled.finally(() => inProgress.delete(handled));
  });

  const failed = watchGateway(client, log);
  failed.catch(() => undefined);

  const stop = async (): Promise<void> => {
    if (inProgress.size > 0) await settledWithin(Promise.allSettled(inProgress), FAREWELL);
    // Leaving is not losing the connection.
    client.removeAllListeners(Events.ShardReconnecting);
    await client.destroy();
    // An index that is still opening is not worth waiting for.
    const opened = await settledWithin(
      engine.catch(() => null),
      0,
    );
    await opened?.close();
  };

  try {
    const ready = new Promise<Client<true>>((resolve) => {
      client.once(Events.ClientReady, resolve);
    });
    const login = client.login(discordToken).catch((error: unknown) => {
      throw describeConnectionFailure(error, discordApiBase);
    });
    const [opened, { user }] = await Promise.race([Promise.all([engine, ready, login]), failed]);
    log(`Footnote is ready as ${user.tag}, with ${opened.articles().length} articles.`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { failed, stop };
}

/** Logs what happens to the connection; the promise rejects when it closed for good. */
function watchGateway(client: Client, log: Log): Promise<never> {
  client.on(Events.Error, (error) => {
    log(`Discord client error: ${stackOf(error)}`);
  });
  client.on(Events.ShardReconnecting, () => {
    log('The connection to Discord was lost; connecting again.');
  });
  client.on(Events.ShardResume, (_shard, replayed) => {
    log(`Connected again; ${replayed} missed events were replayed.`);
  });
  return new Promise((_resolve, reject) => {
    client.on(Events.ShardError, (error) => {
      const fatal = fatalGatewayError(error);
      if (fatal === null) log(`Connection error: ${messageOf(error)}; connecting again.`);
      else reject(fatal);
    });
  });
}
