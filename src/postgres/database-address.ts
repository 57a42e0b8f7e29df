import { FootnoteError } from '../errors.ts';

const PORT = '5432';

/**
 * A database's address as sentences show it: `postgres://host:5432/name`, without user, password and settings.
 * @throws FootnoteError `database-address`, which shows nothing of what was given: a password may be anywhere in it
 */
export function placeOf(url: string): string {
  // `pg` takes a user before no host, where the host is a setting; URLs do not.
  const complete = url.replace('@/', '@localhost/');
  const parsed = URL.canParse(complete) ? new URL(complete) : null;
  if (parsed === null || !/^postgres(?:ql)?:$/.test(parsed.protocol)) {
    throw new FootnoteError(
      'database-address',
      'DATABASE_URL is no address of a PostgreSQL database. Write postgres://user:password@host:5432/name, with %40 for an @ in the password and %2F for a /.',
    );
  }
  // A folder with the server's socket is no host name, so it comes as a setting.
  const host = parsed.searchParams.get('host') ?? parsed.hostname;
  return `postgres://${host === '' ? 'localhost' : host}:${parsed.port || PORT}${parsed.pathname}`;
}
