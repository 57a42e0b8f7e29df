import { checkUrl, type Access } from './access.ts';
import type { Limits } from './limits.ts';
import { kindOfContent, parseMediaType, type MediaKind } from './media-type.ts';
import type { Pace } from './pace.ts';
import { redirected } from './redirect.ts';
import type { Request, Response } from './request.ts';
import type { Robots } from './robots.ts';
import { Skip } from './skip.ts';

/** What the server said of the version that it sent, to ask for a newer one only. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** A version that is kept already. */
export interface Known extends Validators {
  /** The address that sent it, after redirects. */
  finalUrl: string;
}

export interface Content extends Validators {
  state: 'content';
  kind: Exclude<MediaKind, 'xml'>;
  finalUrl: string;
  /** As received, decompressed, in its original encoding. */
  bytes: Buffer;
  /** The charset of the Content-Type header, or `null`. */
  charset: string | null;
}

export type FetchResult = Content | { state: 'not-modified' } | { state: 'gone'; status: number };

export interface FetchOptions {
  request: Request;
  access: Access;
  pace: Pace;
  limits: Limits;
  robots: Robots;
}

const ACCEPT =
  'text/html, application/xhtml+xml, application/pdf, text/markdown, text/plain, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9';

/**
 * Fetches an address, following redirects; every hop is checked like the first.
 * @param known the version kept, or `null` to have it sent in any case.
 * @param isFeed whether the address is known to be a feed, whatever type the server gives it.
 * @throws Skip
 */
export async function fetchAddress(
  address: string,
  known: Known | null,
  isFeed: boolean,
  options: FetchOptions,
): Promise<FetchResult> {
  const { request, access, pace, limits, robots } = options;
  let url = new URL(address);
  for (let hops = 0; hops <= limits.redirects; hops++) {
    const at = url;
    checkUrl(at, access);
    await robots.check(at);
    const headers = { accept: ACCEPT, ...conditions(known, at) };
    const answer = await pace.run(at.hostname, () =>
      request(at, headers, (response) => readResponse(response, at, isFeed, limits)),
    );
    if (!(answer instanceof URL)) return answer;
    url = answer;
  }
  throw new Skip(`It redirects more than ${limits.redirects} times; name the address that it should end at.`);
}

function conditions(known: Known | null, url: URL): Record<string, string> {
  if (known?.finalUrl !== url.href) return {};
  return {
    ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === null ? {} : { 'if-modified-since': known.lastModified }),
  };
}

async function readResponse(
  response: Response,
  url: URL,
  isFeed: boolean,
  limits: Limits,
): Promise<FetchResult | URL> {
  const { status, header } = response;
  const next = redirected(response, url);
  if (next !== null) return next;
  if (status === 304) return { state: 'not-modified' };
  if (status === 404 || status === 410) return { state: 'gone', status };
  if (status !== 200) throw refused(status, url);
  const type = parseMediaType(header('content-type'));
  const declared = isFeed && type.kind !== 'pdf' ? 'feed' : type.kind;
  if (declared === null) {
    throw new Skip(
      `It is ${type.name.slice(0, 60)}; only HTML, plain text, Markdown, PDF, RSS and Atom are fetched.`,
    );
  }
  const bytes = await response.read(declared === 'pdf' ? limits.pdfBytes : limits.pageBytes, 'refuse');
  if (bytes.length === 0) throw new Skip('It is empty.', { isPassing: true });
  const kind = kindOfContent(declared, bytes);
  if (kind === null) {
    throw new Skip(
      declared === 'pdf'
        ? 'It is called a PDF and is none.'
        : 'It is XML, and neither a feed nor a web page; only these are fetched.',
    );
  }
  const validators = { etag: validator(header('etag')), lastModified: validator(header('last-modified')) };
  return { state: 'content', kind, finalUrl: url.href, bytes, charset: type.charset, ...validators };
}

function refused(status: number, url: URL): Skip {
  if (status === 401 || status === 403) {
    return new Skip(
      `${url.host} does not let programs read it (${status}); save it by hand if that is allowed.`,
    );
  }
  const isPassing = status === 408 || status === 425 || status === 429 || status >= 500;
  return new Skip(
    `${url.host} answered ${status}${isPassing ? '; the next run tries again.' : ', which is no page.'}`,
    { isPassing },
  );
}

/** Only what can be sent back in a header. */
function validator(value: string | undefined): string | null {
  return value !== undefined && /^[\x20-\x7e]{1,500}$/.test(value) ? value : null;
}
