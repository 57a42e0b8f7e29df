import type { AnswerState } from '../answering/answer.ts';
import type { StateDatabase } from './database.ts';
import { groupQuestions } from './group-questions.ts';
import type { SettingsStore } from './settings.ts';

/** Most questions kept of one server, the newest: it bounds the file, and the time that a digest takes. */
export const UNANSWERED_LIMIT = 3000;

export interface NewUnanswered {
  guildId: string;
  question: string;
  state: Exclude<AnswerState, 'answered'>;
  at: Date;
}

/** Questions that are alike. */
export interface UnansweredGroup {
  /** 1 or more. */
  count: number;
  /** The question that is closest to the others, as it was asked. */
  representative: string;
  /** When the latest of them was asked. */
  lastAt: Date;
}

export interface UnansweredStore {
  /** Keeps a question without who asked it, if the server's setting is on; whether it did. */
  add(question: NewUnanswered): boolean;
  /**
   * The questions of a server, grouped by likeness (see `groupQuestions`), the biggest group first, of equal ones the
   * latest. The counts of all groups together are the questions kept.
   * @param options.limit most groups to return
   */
  digest(guildId: string, options: { limit: number }): UnansweredGroup[];
}

/** See `UnansweredStore`. */
export class StoredUnanswered implements UnansweredStore {
  readonly #database: StateDatabase;
  readonly #settings: SettingsStore;

  constructor(database: StateDatabase, settings: SettingsStore) {
    this.#database = database;
    this.#settings = settings;
  }

  add({ guildId, question, state, at }: NewUnanswered): boolean {
    return this.#database.transaction(() => {
      // Within the transaction: nothing may be kept any more once another process has switched it off.
      if (this.#settings.get(guildId).unanswered === null) return false;
      this.#database.run(
        'INSERT INTO unanswered (guild_id, question, state, at) VALUES (?, ?, ?, ?)',
        guildId,
        question,
        state,
        at.getTime(),
      );
      this.#database.run(
        `DELETE FROM unanswered WHERE id IN
           (SELECT id FROM unanswered WHERE guild_id = ? ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?)`,
        guildId,
        UNANSWERED_LIMIT,
      );
      return true;
    });
  }

  digest(guildId: string, { limit }: { limit: number }): UnansweredGroup[] {
    const rows = this.#database.all<{ question: string; at: number }>(
      'SELECT question, at FROM unanswered WHERE guild_id = ? ORDER BY at DESC, id DESC',
      guildId,
    );
    return groupQuestions(rows)
      .slice(0, limit)
      .map(({ count, representative, lastAt }) => ({ count, representative, lastAt: new Date(lastAt) }));
  }
}
