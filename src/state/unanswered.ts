import type { AnswerState } from '../answering/answer.ts';
import type { StateDatabase } from './database.ts';
import { groupQuestions } from './group-questions.ts';
import { readSettings } from './settings.ts';

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
  add(question: NewUnanswered): Promise<boolean>;
  /**
   * The questions of a server, grouped by likeness (see `groupQuestions`), the biggest group first, of equal ones the
   * latest. The counts of all groups together are the questions kept.
   * @param options.limit most groups to return
   */
  digest(guildId: string, options: { limit: number }): Promise<UnansweredGroup[]>;
}

/** See `UnansweredStore`. */
export class StoredUnanswered implements UnansweredStore {
  readonly #database: StateDatabase;

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  add({ guildId, question, state, at }: NewUnanswered): Promise<boolean> {
    return this.#database.transaction(async (tx) => {
      // Within the transaction: nothing may be kept any more once another process has switched it off.
      if ((await readSettings(tx, guildId)).settings.unanswered === null) return false;
      await tx.run(
        'INSERT INTO footnote_unanswered (guild_id, question, state, at) VALUES (?1, ?2, ?3, ?4)',
        guildId,
        question,
        state,
        at.getTime(),
      );
      await tx.run(
        `DELETE FROM footnote_unanswered WHERE id IN (
           SELECT id FROM (
             SELECT id, row_number() OVER (ORDER BY at DESC, id DESC) AS place
             FROM footnote_unanswered WHERE guild_id = ?1
           ) AS newest_first WHERE place > ?2
         )`,
        guildId,
        UNANSWERED_LIMIT,
      );
      return true;
    });
  }

  async digest(guildId: string, { limit }: { limit: number }): Promise<UnansweredGroup[]> {
    const rows = await this.#database.all<{ question: string; at: number }>(
      'SELECT question, at FROM footnote_unanswered WHERE guild_id = ?1 ORDER BY at DESC, id DESC',
      guildId,
    );
    return groupQuestions(rows)
      .slice(0, limit)
      .map(({ count, representative, lastAt }) => ({ count, representative, lastAt: new Date(lastAt) }));
  }
}
