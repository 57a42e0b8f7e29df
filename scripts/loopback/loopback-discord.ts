import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { broadcast, visibleGuilds } from './broadcast.ts';
import type { InteractionOption } from './command-use.ts';
import { isThread, type Channel, type Guild, type Person, type StoredMessage } from './entities.ts';
import { Gateway } from './gateway.ts';
import { replyOf, type Reply, type Tracked } from './interaction.ts';
import { interactionShape } from './interaction-shape.ts';
import { Ledger } from './ledger.ts';
import { hasOpenApi, openApiValidator } from './openapi.ts';
import { People } from './people.ts';
import { bitsOf, type PermissionName } from './permissions.ts';
import { Rest } from './rest.ts';
import { BOT, TOKEN, type Json } from './shapes.ts';
import { Webhooks } from './webhooks.ts';
import { World, type Change } from './world.ts';

export interface AskInput {
  question: string;
  article?: string;
  isPrivate?: boolean;
  locale?: string;
  /** Milliseconds that Discord has waited already when the bot hears of it. */
  age?: number;
}

/** Milliseconds that a test waits for anything; the machine may be slow and shared. */
const PATIENCE = 30_000;

/**
 * A Discord of one's own on 127.0.0.1: REST and gateway v10 for one bot, with people, servers, channels and threads and
 * the limits that Discord enforces. Nothing leaves the machine.
 */
export class LoopbackDiscord extends People {
  readonly world = new World();
  readonly ledger = new Ledger(this.world);
  readonly gateway: Gateway;
  readonly rest: Rest;
  /** The token that is accepted now. */
  token = TOKEN;
  private readonly http: Server;

  private constructor(heartbeatInterval: number) {
    super();
    const { world, ledger } = this;
    const token = (): string => this.token;
    const gatewayUrl = (): string => `ws://127.0.0.1:${this.port}`;
    this.rest = new Rest({
      token,
      context: {
        world,
        ledger,
        webhooks: new Webhooks(world, ledger),
        gatewayUrl,
        maxConcurrency: () => this.gateway.maxConcurrency,
        readsContent: () => this.gateway.privilegedAllowed,
      },
      validate: hasOpenApi ? openApiValidator() : null,
    });
    this.http = createServer((incoming, response) => {
      this.rest.handle(incoming, response).catch((error: unknown) => {
        this.ledger.violations.push(`the loopback failed: ${String(error)}`);
        response.writeHead(500).end();
      });
    });
    const guilds = (): ReturnType<typeof visibleGuilds> => visibleGuilds(world);
    this.gateway = new Gateway(this.http, { token, url: gatewayUrl, heartbeatInterval, guilds });
    broadcast(world, this.gateway);
  }

  /**
   * @param options.heartbeatInterval milliseconds; Discord's is about 41,000.
   * @param options.port any free one unless told.
   */
  static async start({ heartbeatInterval = 41_250, port = 0 } = {}): Promise<LoopbackDiscord> {
    const discord = new LoopbackDiscord(heartbeatInterval);
    await new Promise<void>((resolve, reject) => {
      discord.http.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return discord;
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port;
  }

  /** What `DISCORD_API_BASE` should be. */
  get apiBase(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  async stop(): Promise<void> {
    this.gateway.stop();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  /** The first person: the owner of the first server. */
  get asker(): Person {
    return this.world.asker;
  }

  get guild(): Guild {
    return this.world.guild;
  }

  /** The first channel of the first server. */
  get channel(): Channel {
    return this.world.channel;
  }

  /** All threads that are not deleted, in the order in which they were opened. */
  get threads(): Channel[] {
    return [...this.world.channels.values()].filter((channel) => isThread(channel) && !channel.isDeleted);
  }

  /** Someone new; what is not given gets a value of its own. */
  addPerson(person: Partial<Person> = {}): Person {
    return this.world.addPerson(person);
  }

  /** A server that the bot is in, without channels. */
  addGuild(guild: Partial<Guild> = {}): Guild {
    return this.world.addGuild(guild);
  }

  /** A text channel, in the first server unless told. */
  addChannel(channel: { id?: string; name?: string; guild?: Guild } = {}): Channel {
    return this.world.addChannel(channel);
  }

  /** A thread that a person opens, on a message or on the channel itself. */
  addThread(
    name: string,
    { by = this.asker, on = this.channel }: { by?: Person; on?: Channel | StoredMessage } = {},
  ): Channel {
    if (!('channelId' in on)) return this.world.addThread({ parent: on, name, owner: by });
    const parent = this.world.liveChannel(on.channelId);
    if (parent === undefined) throw new Error(`There is no channel ${on.channelId}.`);
    return this.world.addThread({ parent, name, owner: by, message: on });
  }

  /** Takes permissions of the bot away in a channel (with its threads), such as `view` or `createThreads`. */
  deny(channel: Channel, ...names: PermissionName[]): void {
    const bits = bitsOf(names);
    this.world.changeChannel(channel, { denied: channel.denied | bits, allowed: channel.allowed & ~bits });
  }

  /** Gives the bot permissions in a channel (with its threads), such as `manageThreads`. */
  allow(channel: Channel, ...names: PermissionName[]): void {
    const bits = bitsOf(names);
    this.world.changeChannel(channel, { denied: channel.denied & ~bits, allowed: channel.allowed | bits });
  }

  /** Calls back after every change that a person could see, in order; returns what ends that. */
  onChange(listener: (change: Change) => void): () => void {
    return this.world.onChange(listener);
  }

  ask({ question, article, isPrivate, locale, age }: AskInput): Tracked {
    const options: InteractionOption[] = [{ name: 'question', type: 3, value: question }];
    if (article !== undefined) options.push({ name: 'article', type: 3, value: article });
    if (isPrivate !== undefined) options.push({ name: 'private', type: 5, value: isPrivate });
    return this.command('ask', options, locale, age);
  }

  /** A person types into the article option of `/ask`. */
  typeArticle(typed: string, locale = 'zh-TW'): Tracked {
    return this.type({ command: 'ask', option: 'article', typed, others: { question: '' }, locale });
  }

  /**
   * What stands in a channel, oldest first, messages that still say "thinking…" too.
   * @param seenBy to see also what this person alone sees.
   */
  messagesIn(channel: Channel | string, seenBy: Person | null = null): StoredMessage[] {
    return this.world.messagesIn(typeof channel === 'string' ? channel : channel.id, seenBy?.id);
  }

  /** Waits for what a person sees of an interaction: the first reply, the updated message or else a follow-up. */
  async shown(tracked: Tracked): Promise<StoredMessage> {
    return this.until(`a message for interaction ${tracked.id}`, () => tracked.shown);
  }

  /** Waits for the reply that follows the acknowledgement. */
  async reply(tracked: Tracked): Promise<Reply> {
    return this.until(`a reply to interaction ${tracked.id}`, () => replyOf(tracked));
  }

  /** Waits for the bot's message that replies to a message. */
  async answerTo(message: StoredMessage): Promise<StoredMessage> {
    const isAnswer = ({ author, reference, isDeleted, type }: StoredMessage): boolean =>
      author === BOT && reference?.messageId === message.id && !isDeleted && type !== 21;
    return this.until(`an answer to "${message.content}"`, () =>
      [...this.world.messages.values()].find(isAnswer),
    );
  }

  async choices(tracked: Tracked): Promise<{ name: string; value: string }[]> {
    return this.until(`choices for interaction ${tracked.id}`, () => tracked.choices);
  }

  /** Waits for the form that an interaction opens. */
  async modal(tracked: Tracked): Promise<NonNullable<Tracked['modal']>> {
    return this.until(`a form for interaction ${tracked.id}`, () => tracked.modal);
  }

  /** Waits until `look` finds something. */
  async until<T>(what: string, look: () => T | null | undefined | false): Promise<T> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const found = look();
      if (found !== null && found !== undefined && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const requests = this.rest.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
    throw new Error(`Waited in vain for ${what}. Requests so far:\n${requests.join('\n')}`);
  }

  /** Registered commands by `global` or server id. */
  get commands(): Map<string, Json[]> {
    return this.rest.commands;
  }

  protected deliver(tracked: Tracked): void {
    this.gateway.dispatch({
      name: 'INTERACTION_CREATE',
      guildId: tracked.channel.guildId,
      intent: 0,
      data: () => interactionShape(this.world, tracked),
    });
  }
}
