import { FootnoteError, messageOf } from '../errors.ts';

interface Explanation {
  code: string;
  /** What happened, with the database's own words in brackets, and what a person can do. */
  say: (place: string, why: string) => string;
}

const UNREACHABLE: Explanation = {
  code: 'database-unreachable',
  say: (place, why) =>
    `Cannot reach the database ${place} (${why}). See whether it runs, and whether DATABASE_URL names its address.`,
};
const CROWDED: Explanation = {
  code: 'database-unreachable',
  say: (place, why) =>
    `The database ${place} takes no more connections (${why}). Allow it more (max_connections), or let fewer processes use it.`,
};
const REFUSED: Explanation = {
  code: 'database-refused',
  say: (place, why) =>
    `The database ${place} refuses it (${why}). See whether DATABASE_URL names the right user, password and database, and whether that user may create and change tables there.`,
};
const UNTRUSTED: Explanation = {
  code: 'database-refused',
  say: (place, why) =>
    `There is no trusted connection to the database ${place} (${why}). See the sslmode and sslrootcert of DATABASE_URL.`,
};
const READ_ONLY: Explanation = {
  code: 'database-refused',
  say: (place, why) =>
    `The database ${place} can only be read (${why}). Name the server that takes writes with DATABASE_URL, not a replica.`,
};
const FULL: Explanation = {
  code: 'database-full',
  say: (place, why) =>
    `The database ${place} has no room left (${why}). Free some space where it keeps its files.`,
};
const SLOW: Explanation = {
  code: 'database-slow',
  say: (place, why) =>
    `The database ${place} took too long (${why}). See what else it is doing, and whether the network between is well.`,
};
const CONFLICT: Explanation = {
  code: 'database-conflict',
  say: (place, why) =>
    `Other processes kept changing the same things in the database ${place} (${why}). Try again in a moment.`,
};

/** By SQLSTATE or its first characters, the longest first (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const BY_STATE: readonly [state: RegExp, Explanation][] = [
  [/^53300$/, CROWDED],
  [/^(?:53100|53200|53400|58030)$/, FULL],
  // Of a connection, and of a server that starts or stops.
  [/^(?:08|57P0[1-5])/, UNREACHABLE],
  [/^57014$/, SLOW],
  [/^25006$/, READ_ONLY],
  [/^(?:28|3D000$|42501$)/, REFUSED],
  [/^(?:40001|40P01)$/, CONFLICT],
];

/** By the code of Node.js: of sockets, of looking up names, of TLS. */
const BY_NODE_CODE: readonly [code: RegExp, Explanation][] = [
  [
    /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_\w+|E(?:HOST|NET)UNREACH|EHOSTDOWN|ENOENT connect)$/,
    UNREACHABLE,
  ],
  [/CERT|^UNABLE_TO_|^ERR_(?:TLS|SSL)_/, UNTRUSTED],
];

/** By the words of `pg`, whose own errors have no code. */
const BY_WORDS: readonly [words: RegExp, Explanation][] = [
  [/^Query read timeout|^timeout exceeded when trying to connect/, SLOW],
  [/^Connection terminated|not queryable$|^Connection ended unexpectedly/i, UNREACHABLE],
  [/^The server does not support SSL|^There was an error establishing an SSL/, UNTRUSTED],
  [/^SASL: /, REFUSED],
];

/**
 * What a person can do about an error of the database, with the error as its cause. What no person can help is a bug, and
 * stays as it is.
 * @param place see `Postgres.place`
 */
export function databaseError(place: string, error: unknown): unknown {
  const explanation = error instanceof FootnoteError ? undefined : explanationOf(error);
  if (explanation === undefined) return error;
  return new FootnoteError(explanation.code, explanation.say(place, reasonOf(error)), { cause: error });
}

/** Whether two transactions got in each other's way, and the database has undone this one. */
export function isConflict(error: unknown): boolean {
  return explanationOf(error) === CONFLICT;
}

/** Whether the connection broke. */
export function isConnectionLost(error: unknown): boolean {
  return explanationOf(error) === UNREACHABLE;
}

/** Whether no other statement may use the connection: it broke, or is still busy with one that was given up on this side. */
export function isConnectionSpoilt(error: unknown): boolean {
  return isConnectionLost(error) || (explanationOf(error) === SLOW && sqlState(error) === null);
}

/** Five characters; `null` when the database did not answer at all. */
export function sqlState(error: unknown): string | null {
  const code = codeOf(error);
  return /^[0-9A-Z]{5}$/.test(code) && error instanceof Error && 'severity' in error ? code : null;
}

function explanationOf(error: unknown): Explanation | undefined {
  if (!(error instanceof Error)) return undefined;
  const state = sqlState(error);
  if (state !== null) return of(BY_STATE, state);
  const cause = error.cause === undefined ? undefined : explanationOf(error.cause);
  return of(BY_NODE_CODE, nodeCodeOf(error)) ?? of(BY_WORDS, error.message) ?? cause;
}

function of(table: readonly [RegExp, Explanation][], said: string): Explanation | undefined {
  return table.find(([pattern]) => pattern.test(said))?.[1];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** `ENOENT` is what a missing file has as well, so it goes with what was tried: to connect to the server's socket. */
function nodeCodeOf(error: Error): string {
  const code = codeOf(error);
  return code === 'ENOENT' && 'syscall' in error ? `${code} ${String(error.syscall)}` : code;
}

/** A host with several addresses fails with one error for each, and no words of its own. */
function reasonOf(error: unknown): string {
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  return errors.map(messageOf).join(', ');
}
