import type { IncomingMessage, ServerResponse } from 'node:http';
import { commandProblems } from './body-limits.ts';
import type { Answered, Ledger } from './ledger.ts';
import type { BodyValidator } from './openapi.ts';
import { APPLICATION, APPLICATION_ID, BOT_USER, GUILD_ID, type Json } from './shapes.ts';

export interface Request {
  method: string;
  /** Decoded, without `/api/v10` and the query. */
  path: string;
  body: unknown;
  status: number;
}

/** What the next requests to a kind of route meet instead of an answer. */
export interface Fault {
  route: RegExp;
  status: number;
  /** Seconds, for 429. */
  retryAfter?: number;
}

export interface RestOptions {
  token: () => string;
  gatewayUrl: () => string;
  ledger: Ledger;
  /** `null` where Discord's description of its API is not at hand. */
  validate: BodyValidator | null;
}

const MESSAGES: Record<number, string> = { 401: '401: Unauthorized', 429: 'You are being rate limited.' };

/** REST v10, as far as a bot with slash commands goes. */
export class Rest {
  readonly requests: Request[] = [];
  /** Registered commands by `global` or server id. */
  readonly commands = new Map<string, Json[]>();
  readonly faults: Fault[] = [];

  private readonly options: RestOptions;

  constructor(options: RestOptions) {
    this.options = options;
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const path = decodeURIComponent(new URL(incoming.url ?? '/', 'http://loopback').pathname);
    const method = incoming.method ?? 'GET';
    const body: unknown = raw === '' ? undefined : JSON.parse(raw);
    const route = path.replace(/^\/api\/v10/u, '');

    const fault = this.takeFault(`${method} ${route}`);
    const answered = fault === null ? this.answer(method, route, body, incoming) : this.failing(fault);
    this.requests.push({ method, path: route, body, status: answered.status });
    if (answered.body === undefined) response.writeHead(answered.status).end();
    else {
      response.writeHead(answered.status, { 'content-type': 'application/json', ...headersOf(fault) });
      response.end(JSON.stringify(answered.body));
    }
  }

  private takeFault(route: string): Fault | null {
    const at = this.faults.findIndex((fault) => fault.route.test(route));
    return at < 0 ? null : (this.faults.splice(at, 1)[0] ?? null);
  }

  private failing({ status, retryAfter }: Fault): Answered {
    const message = MESSAGES[status] ?? 'Loopback fault';
    if (status !== 429) return { status, body: { message, code: 0 } };
    return { status, body: { message, retry_after: retryAfter ?? 1, global: false } };
  }

  private answer(method: string, path: string, body: unknown, incoming: IncomingMessage): Answered {
    const problems = body === undefined ? [] : (this.options.validate?.(method, path, body) ?? []);
    if (problems.length > 0) {
      this.options.ledger.violations.push(...problems);
      return { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors: { problems } } };
    }

    // The token in the address is the permission; Discord takes no other on these routes.
    const callback = /^\/interactions\/(\d+)\/([^/]+)\/callback$/u.exec(path);
    if (method === 'POST' && callback !== null) {
      return this.options.ledger.acknowledge(callback[1] ?? '', callback[2] ?? '', body as Json);
    }
    const edit = /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/u.exec(path);
    if (method === 'PATCH' && edit !== null) return this.options.ledger.edit(edit[2] ?? '', body as Json);

    if (incoming.headers.authorization !== `Bot ${this.options.token()}`) {
      return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
    }
    return this.answerWithToken(method, path, body);
  }

  private answerWithToken(method: string, path: string, body: unknown): Answered {
    if (path === '/gateway/bot') {
      const limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 };
      return { status: 200, body: { url: this.options.gatewayUrl(), shards: 1, session_start_limit: limit } };
    }
    if (path === '/applications/@me') return { status: 200, body: APPLICATION };
    if (path === '/users/@me') return { status: 200, body: BOT_USER };
    const commands = /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/u.exec(path);
    if (method === 'PUT' && commands?.[1] === APPLICATION_ID)
      return this.putCommands(commands[2], body as Json[]);
    return { status: 404, body: { message: '404: Not Found', code: 0 } };
  }

  private putCommands(guildId: string | undefined, commands: Json[]): Answered {
    if (guildId !== undefined && guildId !== GUILD_ID) {
      return { status: 403, body: { message: 'Missing Access', code: 50001 } };
    }
    const problems = commandProblems(commands as unknown as Parameters<typeof commandProblems>[0]);
    if (problems.length > 0) {
      this.options.ledger.violations.push(...problems);
      return { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors: { problems } } };
    }
    this.commands.set(guildId ?? 'global', commands);
    return { status: 200, body: commands as unknown as Json };
  }
}

function headersOf(fault: Fault | null): Record<string, string> {
  if (fault?.status !== 429) return {};
  const seconds = fault.retryAfter ?? 1;
  return {
    'retry-after': String(Math.ceil(seconds)),
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': String(seconds),
    'x-ratelimit-bucket': 'loopback',
    'x-ratelimit-scope': 'user',
  };
}
