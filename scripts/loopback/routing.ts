import type { Ledger } from './ledger.ts';
import type { Json } from './shapes.ts';
import type { Webhooks } from './webhooks.ts';
import type { World } from './world.ts';

/** An HTTP answer. */
export interface Answered {
  status: number;
  body?: unknown;
}

/** What the routes work on. */
export interface Context {
  world: World;
  ledger: Ledger;
  webhooks: Webhooks;
  /** Registered commands by `global` or server id. */
  commands: Map<string, Json[]>;
  /** Whether REST shows the bot what people wrote (the privileged message-content intent). */
  readsContent: () => boolean;
  gatewayUrl: () => string;
  /** How many shards `/gateway/bot` advises. */
  shards: () => number;
  /** How many shards may identify at once. */
  maxConcurrency: () => number;
}

export interface Call {
  /** The parts of the path that the route leaves open, in order, decoded. */
  params: string[];
  query: URLSearchParams;
  body: Json;
}

export interface Route {
  method: string;
  pattern: RegExp;
  handle: (context: Context, call: Call) => Answered;
}

/** @param path as in Discord's documentation, with open parts as `{}`. */
export function route(method: string, path: string, handle: Route['handle']): Route {
  return { method, pattern: new RegExp(`^${path.replaceAll('{}', '([^/]+)')}$`, 'u'), handle };
}

export const NO_CONTENT: Answered = { status: 204 };

export function ok(body: unknown, status = 200): Answered {
  return { status, body };
}
