import { FootnoteError } from './errors.ts';

/** Codes of a database that cannot be reached: waiting may help. */
const AWAY = new Set(['database-unreachable', 'database-slow']);
/** And of one that has begun to refuse the bot: somebody must help, and every call fails until then. */
const UNUSABLE = new Set([...AWAY, 'database-refused']);

/** Whether the database cannot be reached now, and perhaps in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof FootnoteError && AWAY.has(error.code);
}

/** Errors that {@link DatabasePresence} has told the operator of. */
const told = new WeakSet<Error>();

/** Whether the operator was told of an error already, as of all that come while the database is away. */
export function isOperatorTold(error: unknown): boolean {
  return error instanceof Error && told.has(error);
}

/**
 * Knows whether the database is there, and tells the operator when it goes away and when it is back: one line each, however
 * many calls fail meanwhile.
 */
export class DatabasePresence {
  readonly #log: (line: string) => void;
  /** Since when it is away, in milliseconds of `performance.now()`, and the code of what was told; `null` while it is there. */
  #away: { since: number; code: string } | null = null;
  /** Why it is away for a user: each may have connections of its own, and it is back when it is for all. */
  readonly #failures = new Map<string, FootnoteError>();

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Opens what uses the database. A refusal is no absence yet: whoever opens it must hear of it. */
  open<T>(user: string, work: () => Promise<T>): Promise<T> {
    return this.#found(user, work, AWAY);
  }

  /** Uses the database. While it is away, rejects at once with why: nobody waits for the same timeout once more. */
  async use<T>(user: string, work: () => Promise<T>): Promise<T> {
    const failure = this.#failures.get(user);
    if (failure !== undefined) throw failure;
    return this.#observed(user, work, UNUSABLE);
  }

  /** Tries it though it may be away; what succeeds only when it is there shows that it is back. */
  probe<T>(user: string, work: () => Promise<T>): Promise<T> {
    return this.#found(user, work, UNUSABLE);
  }

  async #found<T>(user: string, work: () => Promise<T>, codes: ReadonlySet<string>): Promise<T> {
    const result = await this.#observed(user, work, codes);
    this.#failures.delete(user);
    if (this.#away !== null && this.#failures.size === 0) {
      const seconds = Math.round((performance.now() - this.#away.since) / 1000);
      this.#away = null;
      this.#log(`The database can be used again, after ${duration(seconds)}.`);
    }
    return result;
  }

  async #observed<T>(user: string, work: () => Promise<T>, codes: ReadonlySet<string>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof FootnoteError && codes.has(error.code)) this.#goneFor(user, error);
      throw error;
    }
  }

  #goneFor(user: string, error: FootnoteError): void {
    told.add(error);
    this.#failures.set(user, error);
    if (this.#away?.code === error.code) return;
    this.#away = { since: this.#away?.since ?? performance.now(), code: error.code };
    this.#log(`The database cannot be used, and is tried until it can: ${error.message}`);
  }
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
