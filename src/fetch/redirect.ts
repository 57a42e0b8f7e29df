import type { Response } from './request.ts';
import { Skip } from './skip.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Where a response sends us, or `null` when it is no redirect. Not yet checked.
 * @throws Skip when it names no valid address.
 */
export function redirected(response: Pick<Response, 'status' | 'header'>, from: URL): URL | null {
  if (!REDIRECTS.has(response.status)) return null;
  const location = response.header('location');
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new Skip(`${from.host} redirects to nowhere: its Location header is missing or not an address.`);
  }
  const next = new URL(location, from);
  next.hash = '';
  return next;
}
