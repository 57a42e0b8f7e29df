import type { IncomingMessage, ServerResponse } from 'node:http';
import { ACCOUNT_ROUTES } from './account-routes.ts';
import { CHANNEL_ROUTES } from './channel-routes.ts';
import { INTERACTION_ROUTES } from './interaction-routes.ts';
import { MESSAGE_ROUTES } from './message-routes.ts';
import type { BodyValidator } from './openapi.ts';
import { Refusal, refuseBroken } from './refusals.ts';
import type { Answered, Context, Route } from './routing.ts';
import type { Json } from './shapes.ts';

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
  context: Omit<Context, 'commands' | 'shards'>;
  /** `null` where Discord's description of its API is not at hand. */
  validate: BodyValidator | null;
}

const TOKEN_ROUTES = [...ACCOUNT_ROUTES, ...MESSAGE_ROUTES, ...CHANNEL_ROUTES];
const MESSAGES: Record<number, string> = { 401: '401: Unauthorized', 429: 'You are being rate limited.' };

/** REST v10, as far as a bot goes that answers commands, messages, buttons, menus and forms. */
export class Rest {
  readonly requests: Request[] = [];
  /** Registered commands by `global` or server id. */
  readonly commands = new Map<string, Json[]>();
  readonly faults: Fault[] = [];
  /** How many shards Discord advises. */
  shards = 1;

  private readonly options: RestOptions;
  private readonly context: Context;

  constructor(options: RestOptions) {
    this.options = options;
    this.context = { ...options.context, commands: this.commands, shards: () => this.shards };
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString('utf8');
    const url = new URL(incoming.url ?? '/', 'http://loopback');
    const path = decodeURIComponent(url.pathname);
    const method = incoming.method ?? 'GET';
    const body: unknown = raw === '' ? undefined : JSON.parse(raw);
    const route = path.replace(/^\/api\/v10/u, '');

    const fault = this.takeFault(`${method} ${route}`);
    const answered =
      fault === null
        ? this.answer({
            method,
            path: route,
            query: url.searchParams,
            body,
            authorization: incoming.headers.authorization,
          })
        : this.failing(fault);
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

  private answer(asked: Asked): Answered {
    try {
      refuseBroken(this.options.validate?.(asked.method, asked.path, asked.body) ?? []);
      const open = find(INTERACTION_ROUTES, asked);
      if (open !== null) return open(this.context);
      if (asked.authorization !== `Bot ${this.options.token()}`) {
        return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
      }
      const answer = find(TOKEN_ROUTES, asked);
      if (answer !== null) return answer(this.context);
      this.context.ledger.violations.push(`the loopback does not know ${asked.method} ${asked.path}`);
      return { status: 404, body: { message: '404: Not Found', code: 0 } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.context.ledger.violations.push(...error.violations);
      return { status: error.status, body: error.body };
    }
  }
}

interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  authorization: string | undefined;
}

function find(
  routes: Route[],
  { method, path, query, body }: Asked,
): ((context: Context) => Answered) | null {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    const params = match?.slice(1);
    if (params === undefined) continue;
    return (context) => route.handle(context, { params, query, body: (body ?? {}) as Json });
  }
  return null;
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
