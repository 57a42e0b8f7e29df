import type { AnswerState } from '../answering/answer.ts';
import type { StateDatabase } from './database.ts';

/** One question that was answered, without its text and without who asked it. */
export interface Use {
  /** Empty for direct messages. */
  guildId: string;
  /** From the question to its answer. */
  milliseconds: number;
  state: AnswerState;
  at: Date;
}

export interface UsageToday extends Record<AnswerState, number> {
  /** Questions; the sum of `answered`, `related` and `none`. */
  count: number;
  /** Half of the questions took at most this long (nearest rank); `null` when there were none. */
  p50Milliseconds: number | null;
  /** 95 of 100 took at most this long (nearest rank); `null` when there were none. */
  p95Milliseconds: number | null;
}

export interface UsageStore {
  record(use: Use): Promise<void>;
  /**
   * The questions of today: the machine's local day that `now` is in, from midnight to midnight.
   * @param guildId `null` for all servers and direct messages together
   */
  today(guildId: string | null, now: Date): Promise<UsageToday>;
}

/**
 * The shares of a day in one pass. Nearest rank: the smallest time that at least this share of the questions did not
 * exceed, which is the first whose place from the fastest is no less than the share of all.
 */
const TODAY = `
  SELECT count(*) AS count,
    count(*) FILTER (WHERE state = 'answered') AS answered,
    count(*) FILTER (WHERE state = 'related') AS related,
    count(*) FILTER (WHERE state = 'none') AS none,
    min(milliseconds) FILTER (WHERE 100 * place >= 50 * total) AS p50,
    min(milliseconds) FILTER (WHERE 100 * place >= 95 * total) AS p95
  FROM (
    SELECT state, milliseconds, row_number() OVER (ORDER BY milliseconds) AS place, count(*) OVER () AS total
    FROM footnote_usage
    WHERE at >= ?1 AND at < ?2 AND (CAST(?3 AS TEXT) IS NULL OR guild_id = ?3)
  ) AS today`;

/** See `UsageStore`. */
export class StoredUsage implements UsageStore {
  readonly #database: StateDatabase;

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  async record({ guildId, milliseconds, state, at }: Use): Promise<void> {
    await this.#database.run(
      'INSERT INTO footnote_usage (guild_id, milliseconds, state, at) VALUES (?1, ?2, ?3, ?4)',
      guildId,
      milliseconds,
      state,
      at.getTime(),
    );
  }

  async today(guildId: string | null, now: Date): Promise<UsageToday> {
    const [row] = await this.#database.all<
      Record<AnswerState | 'count', number> & Record<'p50' | 'p95', number | null>
    >(TODAY, ...localDay(now), guildId);
    const { count = 0, answered = 0, related = 0, none = 0, p50 = null, p95 = null } = row ?? {};
    return { count, answered, related, none, p50Milliseconds: p50, p95Milliseconds: p95 };
  }
}

/** Start and end (exclusive) of the local day, in milliseconds since 1970; 23 or 25 hours when the clocks change. */
function localDay(now: Date): [number, number] {
  const midnight = (days: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).getTime();
  return [midnight(0), midnight(1)];
}
