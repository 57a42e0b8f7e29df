import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gateway } from './gateway.ts';
import { Ledger, replyOf, type Reply, type Tracked } from './ledger.ts';
import { hasOpenApi, openApiValidator } from './openapi.ts';
import { Rest } from './rest.ts';
import { INTERACTION_TYPE, interactionCreate, TOKEN, type InteractionOption } from './shapes.ts';

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
 * A Discord of one's own on 127.0.0.1: REST and gateway v10 for one bot in one server, with the limits that Discord
 * enforces. Nothing leaves the machine.
 */
export class LoopbackDiscord {
  readonly ledger = new Ledger();
  readonly gateway: Gateway;
  readonly rest: Rest;
  /** The token that is accepted now. */
  token = TOKEN;
  private readonly http: Server;

  private constructor(heartbeatInterval: number) {
    const token = (): string => this.token;
    const gatewayUrl = (): string => `ws://127.0.0.1:${this.port}`;
    const validate = hasOpenApi ? openApiValidator() : null;
    this.rest = new Rest({ token, gatewayUrl, ledger: this.ledger, validate });
    this.http = createServer((incoming, response) => {
      this.rest.handle(incoming, response).catch((error: unknown) => {
        this.ledger.violations.push(`the loopback failed: ${String(error)}`);
        response.writeHead(500).end();
      });
    });
    this.gateway = new Gateway(this.http, { token, url: gatewayUrl, heartbeatInterval });
  }

  /** @param options.heartbeatInterval milliseconds; Discord's is about 41,000. */
  static async start({ heartbeatInterval = 41_250 } = {}): Promise<LoopbackDiscord> {
    const discord = new LoopbackDiscord(heartbeatInterval);
    await new Promise<void>((resolve) => discord.http.listen(0, '127.0.0.1', resolve));
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

  /** A person uses a slash command. */
  command(command: string, options: InteractionOption[] = [], locale = 'zh-TW', age = 0): Tracked {
    return this.interact(INTERACTION_TYPE.command, command, options, locale, age);
  }

  ask({ question, article, isPrivate, locale, age }: AskInput): Tracked {
    const options: InteractionOption[] = [{ name: 'question', type: 3, value: question }];
    if (article !== undefined) options.push({ name: 'article', type: 3, value: article });
    if (isPrivate !== undefined) options.push({ name: 'private', type: 5, value: isPrivate });
    return this.command('ask', options, locale, age);
  }

  /** A person types into the article option of `/ask`. */
  typeArticle(typed: string, locale = 'zh-TW'): Tracked {
    const options: InteractionOption[] = [
      { name: 'question', type: 3, value: '' },
      { name: 'article', type: 3, value: typed, focused: true },
    ];
    return this.interact(INTERACTION_TYPE.autocomplete, 'ask', options, locale, 0);
  }

  /** Sends the same interaction once more, as when two copies of a bot hear of it. */
  repeat(tracked: Tracked, question: string): void {
    this.send(tracked, 'ask', [{ name: 'question', type: 3, value: question }], 'zh-TW');
  }

  /** Waits for the reply that follows the acknowledgement. */
  async reply(tracked: Tracked): Promise<Reply> {
    return this.until(`a reply to interaction ${tracked.id}`, () => replyOf(tracked));
  }

  async choices(tracked: Tracked): Promise<{ name: string; value: string }[]> {
    return this.until(`choices for interaction ${tracked.id}`, () => tracked.choices);
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

  private interact(
    type: number,
    command: string,
    options: InteractionOption[],
    locale: string,
    age: number,
  ): Tracked {
    const tracked = this.ledger.add(type, age);
    this.send(tracked, command, options, locale);
    return tracked;
  }

  private send(tracked: Tracked, command: string, options: InteractionOption[], locale: string): void {
    const { id, token, type } = tracked;
    this.gateway.dispatch(
      'INTERACTION_CREATE',
      interactionCreate({ id, token, type, command, options, locale }),
    );
  }
}
