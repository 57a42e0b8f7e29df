import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import type { Config } from '../config.ts';
import type { LiveEngine } from '../engine.ts';
import { messageOf } from '../errors.ts';
import type { Indexing } from '../indexing.ts';
import { PatientOpening } from '../patient-opening.ts';
import type { State } from '../state/state.ts';
import { describeConnectionFailure, fatalGatewayError, tokenMissing } from './connection-failure.ts';
import { dispatch } from './dispatch.ts';
import { dispatchMessage } from './dispatch-message.ts';
import { stackOf } from './failure.ts';
import type { Context, Feature, Log } from './feature.ts';
import { FEATURES } from './features.ts';
import { NO_MENTIONS } from './message.ts';
import { QuestionDesk, type QuestionLimits } from './question-desk.ts';
import { settledWithin } from './settled-within.ts';
import type { ShardPlace } from './shard-place.ts';

export interface BotOptions {
  config: Pick<Config, 'discordToken' | 'discordApiBase'>;
  /**
   * Called at once, and again, after 1 to 30 seconds, while it throws `database-unreachable` or `database-slow`. Questions
   * asked before it first settles wait for it.
   */
  openEngine: () => Promise<LiveEngine>;
  /** What lasts; the caller closes it after the bot has stopped. */
  state: State;
  indexing: Indexing;
  limits: QuestionLimits;
  /** Its share of the servers; `null`, or left out, for all of them. */
  shard?: ShardPlace | null;
  /** Writes one line for the operator. */
  log: Log;
  features?: readonly Feature[];
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
 * None is privileged. Without the intent to read messages, Discord shows the text of those that mention the bot, of direct
 * messages and of the bot's own, and of no others
 * (https://discord.com/developers/docs/events/gateway#message-content-intent).
 */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/**
 * Logs in and opens the index side by side; resolves when both are done, however long the database is away.
 * @throws FootnoteError `token-missing`, `token-invalid`, `intents-refused`, `discord-unreachable`, and what
 * `openEngine` throws. Nothing is left running then.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { config, openEngine, state, indexing, limits, log, features = FEATURES } = options;
  const { id, count } = options.shard ?? { id: 0, count: 1 };
  const { discordToken, discordApiBase } = config;
  if (discordToken === undefined) throw tokenMissing();

  const opening = new PatientOpening(openEngine);
  const client = new Client({
    intents: INTENTS,
    // Told here, lest discord.js take the setting SHARDS for the number of this one.
    shards: [id],
    shardCount: count,
    // Direct messages come from channels that were never listed.
    partials: [Partials.Channel],
    allowedMentions: NO_MENTIONS,
    rest: { api: discordApiBase },
  });
  const context: Context = {
    get engine() {
      return opening.current;
    },
    state,
    indexing,
    log,
    desk: new QuestionDesk(state, limits, log),
  };

  const inProgress = new Set<Promise<void>>();
  const track = (handled: Promise<void>): void => {
    inProgress.add(handled);
    void handled.finally(() => inProgress.delete(handled));
  };
  client.on(Events.InteractionCreate, (interaction) => {
    track(dispatch(interaction, features, context));
  });
  client.on(Events.MessageCreate, (message) => {
    track(dispatchMessage(message, features, context));
  });

  const failed = watchGateway(client, log);
  failed.catch(() => undefined);

  const stop = async (): Promise<void> => {
    if (inProgress.size > 0) await settledWithin(Promise.allSettled(inProgress), FAREWELL);
    // Leaving is not losing the connection.
    client.removeAllListeners(Events.ShardReconnecting);
    await client.destroy();
    // An index that is still opening is not worth waiting for.
    opening.giveUp();
    const opened = await settledWithin(
      opening.current.catch(() => null),
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
    const [opened, { user }] = await Promise.race([Promise.all([opening.opened, ready, login]), failed]);
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
