import type { StateDatabase } from './database.ts';

/** A study session; what it has come to is the study's own business, as JSON. */
export interface StudyRow {
  /** The thread it takes place in: a thread has one session. */
  threadId: string;
  guildId: string;
  /** Key of the article's text, see `ArticleSummary.key`. */
  articleKey: string;
  json: string;
  /** When it was last moved on. */
  updatedAt: Date;
  /** When it ended; `null` while it is open. */
  endedAt: Date | null;
}

export interface StudyStore {
  /** Puts a session in the place of the thread's earlier one, if there was one. */
  save(session: StudyRow): void;
  /** The open session of a thread; `null` when there is none or it has ended. */
  open(threadId: string): StudyRow | null;
  /** The open sessions of a server, the one moved on last first. */
  openIn(guildId: string): StudyRow[];
  /**
   * Ends a thread's session; whether there was an open one.
   * @param at default: now
   */
  end(threadId: string, at?: Date): boolean;
}

interface Row {
  thread_id: string;
  guild_id: string;
  article_key: string;
  json: string;
  updated_at: number;
}

const OPEN = 'SELECT thread_id, guild_id, article_key, json, updated_at FROM studies WHERE ended_at IS NULL';

/** See `StudyStore`. */
export class StoredStudies implements StudyStore {
  readonly #database: StateDatabase;

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  save({ threadId, guildId, articleKey, json, updatedAt, endedAt }: StudyRow): void {
    this.#database.run(
      `INSERT INTO studies (thread_id, guild_id, article_key, json, updated_at, ended_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (thread_id) DO UPDATE SET guild_id = excluded.guild_id, article_key = excluded.article_key,
         json = excluded.json, updated_at = excluded.updated_at, ended_at = excluded.ended_at`,
      threadId,
      guildId,
      articleKey,
      json,
      updatedAt.getTime(),
      endedAt?.getTime() ?? null,
    );
  }

  open(threadId: string): StudyRow | null {
    const [row] = this.#database.all<Row>(`${OPEN} AND thread_id = ?`, threadId);
    return row === undefined ? null : toStudy(row);
  }

  openIn(guildId: string): StudyRow[] {
    return this.#database
      .all<Row>(`${OPEN} AND guild_id = ? ORDER BY updated_at DESC, thread_id`, guildId)
      .map(toStudy);
  }

  end(threadId: string, at = new Date()): boolean {
    const ended = this.#database.run(
      'UPDATE studies SET ended_at = ? WHERE thread_id = ? AND ended_at IS NULL',
      at.getTime(),
      threadId,
    );
    return ended === 1;
  }
}

function toStudy(row: Row): StudyRow {
  return {
    threadId: row.thread_id,
    guildId: row.guild_id,
    articleKey: row.article_key,
    json: row.json,
    updatedAt: new Date(row.updated_at),
    endedAt: null,
  };
}
