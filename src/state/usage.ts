import type { AnswerState } from '../answering/answer.ts';
import type { StateDatabase, SqlValue } from './database.ts';

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
  record(use: Use): void;
  /**
   * The questions of today: the machine's local day that `now` is in, from midnight to midnight.
   * @param guildId `null` for all servers and direct messages together
   */
  today(guildId: string | null, now: Date): UsageToday;
}

const TODAY = 'FROM usage WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR guild_id = ?3)';

/** See `UsageStore`. */
export class StoredUsage implements UsageStore {
  readonly #database: StateDatabase;

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  record({ guildId, milliseconds, state, at }: Use): void {
    this.#database.run(
      'INSERT INTO usage (guild_id, milliseconds, state, at) VALUES (?, ?, ?, ?)',
      guildId,
      milliseconds,
      state,
      at.getTime(),
    );
  }

  today(guildId: string | null, now: Date): UsageToday {
    const values: SqlValue[] = [...localDay(now), guildId];
    const rows = this.#database.all<{ state: AnswerState; count: number }>(
      `SELECT state, count(*) AS count ${TODAY} GROUP BY state`,
      ...values,
    );
    const counts: Record<AnswerState, number> = { answered: 0, related: 0, none: 0 };
    for (const { state, count } of rows) counts[state] = count;
    const count = counts.answered + counts.related + counts.none;
    /** Nearest rank: the smallest time that at least this share of the questions did not exceed. */
    const percentile = (share: number): number | null => {
      const [row] = this.#database.all<{ milliseconds: number }>(
        `SELECT milliseconds ${TODAY} ORDER BY milliseconds LIMIT 1 OFFSET ?4`,
        ...values,
        Math.max(0, Math.ceil(share * count) - 1),
      );
      return row?.milliseconds ?? null;
    };
    return { count, ...counts, p50Milliseconds: percentile(0.5), p95Milliseconds: percentile(0.95) };
  }
}

/** Start and end (exclusive) of the local day, in milliseconds since 1970; 23 or 25 hours when the clocks change. */
function localDay(now: Date): [number, number] {
  const midnight = (days: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days).getTime();
  return [midnight(0), midnight(1)];
}
