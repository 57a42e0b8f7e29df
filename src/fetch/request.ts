import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { Agent } from 'undici';
import { messageOf } from '../errors.ts';
import type { Access } from './access.ts';
import { guardedLookup, type Resolve } from './guarded-lookup.ts';
import type { Limits } from './limits.ts';
import { Skip } from './skip.ts';

/** The head of a response, and its body while it is still on the wire. */
export interface Response {
  status: number;
  /** A header's value by its lower-case name; the first one where it was sent several times. */
  header: (name: string) => string | undefined;
  /**
   * The whole body, decompressed.
   * @param limit bytes, as sent and again after decompression.
   * @param overLimit `cut` keeps the first `limit` bytes, `refuse` throws.
   * @throws Skip
   */
  read: (limit: number, overLimit: 'cut' | 'refuse') => Promise<Buffer>;
}

/** Makes one GET request, without following redirects. What `use` does not read is dropped when it returns. */
export type Request = <T>(
  url: URL,
  headers: Record<string, string>,
  use: (response: Response) => Promise<T>,
) => Promise<T>;

export interface Requester {
  request: Request;
  close: () => Promise<void>;
}

/**
 * Requests that connect only where `access` allows, whatever a name resolves to.
 * @param userAgent says who asks.
 */
export function openRequester(
  access: Access,
  resolve: Resolve,
  limits: Limits,
  userAgent: string,
): Requester {
  const agent = new Agent({
    connect: { lookup: guardedLookup(access, resolve), timeout: limits.connectMs },
    headersTimeout: limits.requestMs,
    bodyTimeout: limits.requestMs,
    connections: 1,
    pipelining: 1,
  });
  const request: Request = async (url, headers, use) => {
    const signal = AbortSignal.timeout(limits.requestMs);
    const sent = { 'user-agent': userAgent, 'accept-encoding': 'gzip, br', ...headers };
    const answer = await agent
      .request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: sent,
        signal,
      })
      .catch((error: unknown) => {
        throw networkSkip(error, url, limits);
      });
    const header = (name: string): string | undefined => {
      const value = answer.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    try {
      return await use({
        status: answer.statusCode,
        header,
        read: async (limit, overLimit) => {
          if (overLimit === 'refuse' && Number(header('content-length') ?? 0) > limit) throw tooLarge(limit);
          return readBody(answer.body, header('content-encoding'), limit, overLimit).catch(
            (error: unknown) => {
              throw networkSkip(error, url, limits);
            },
          );
        },
      });
    } finally {
      // Destroying an unread body reports an abort on it, which says nothing new here.
      answer.body.on('error', () => undefined);
      answer.body.destroy();
    }
  };
  return { request, close: () => agent.destroy() };
}

async function readBody(
  body: Readable,
  encoding: string | undefined,
  limit: number,
  overLimit: 'cut' | 'refuse',
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Counted as sent too: compressed nothing can go on for ever without a byte coming out.
  const raw = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let sent = 0;
    for await (const chunk of source) {
      sent += chunk.length;
      if (sent > limit) throw new Over();
      yield chunk;
    }
  };
  const keep = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      chunks.push(chunk.subarray(0, limit - size));
      size += chunk.length;
      if (size > limit) throw new Over();
    }
  };
  try {
    const decoder = decoderOf(encoding);
    if (decoder === null) await pipeline(body, raw, keep);
    else await pipeline(body, raw, decoder, keep);
  } catch (error) {
    if (!(error instanceof Over)) throw error;
    if (overLimit === 'refuse') throw tooLarge(limit);
  }
  return Buffer.concat(chunks);
}

/** The body goes on past the limit. */
class Over extends Error {}

function decoderOf(encoding: string | undefined): Transform | null {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return null;
  if (name === 'gzip' || name === 'x-gzip') return createGunzip();
  if (name === 'br') return createBrotliDecompress();
  throw new Skip(`The server sent it compressed as "${name.slice(0, 40)}", which was not asked for.`);
}

function tooLarge(limit: number): Skip {
  const size = limit >= 1024 * 1024 ? `${Math.round(limit / 1024 / 1024)} MB` : `${limit} bytes`;
  return new Skip(`It is larger than ${size}; save it into the corpus folder by hand if it is wanted.`);
}

/** A network error as a sentence; what is already one stays as it is. */
function networkSkip(error: unknown, url: URL, limits: Limits): Skip {
  if (error instanceof Skip) return error;
  const why = WHY[codeOf(error)]?.(url.host, limits) ?? `${url.host} could not be read (${messageOf(error)})`;
  return new Skip(`${why}; the next run tries again.`, { isPassing: true, cause: error });
}

type Why = (host: string, limits: Limits) => string;
const noAnswer: Why = (host, limits) =>
  `${host} took longer than ${limits.requestMs / 1000} seconds to send it`;
const WHY: Record<string, Why> = {
  ENOTFOUND: (host) => `No address is known for ${host}`,
  EAI_AGAIN: (host) => `The address of ${host} could not be looked up`,
  ECONNREFUSED: (host) => `${host} refused the connection`,
  ECONNRESET: (host) => `${host} dropped the connection`,
  UND_ERR_SOCKET: (host) => `${host} dropped the connection`,
  UND_ERR_CONNECT_TIMEOUT: (host, { connectMs }) =>
    `${host} took longer than ${connectMs / 1000} seconds to connect`,
  UND_ERR_HEADERS_TIMEOUT: noAnswer,
  UND_ERR_BODY_TIMEOUT: noAnswer,
  TimeoutError: noAnswer,
};

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
