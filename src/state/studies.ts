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
  save(session: StudyRow): Promise<void>;
  /** The open session of a thread; `null` when there is none or it has ended. */
  open(threadId: string): Promise<StudyRow | null>;
  /** The open sessions of a server, the one moved on last first. */
  openIn(guildId: string): Promise<StudyRow[]>;
  /**
   * Ends a thread's session; whether there was an open one.
   * @param at default: now
   */
  end(threadId: string, at?: Date): Promise<boolean>;
}

interface Row {
  thread_id: string;
  guild_id: string;
  article_key: string;
  json: string;
  updated_at: number;
}

const OPEN =
  'SELECT thread_id, guild_id, article_key, json, updated_at FROM footnote_studies WHERE ended_at IS NULL';

/** See `StudyStore`. */
export class StoredStudies implements StudyStore {
  readonly #database: StateDatabase;

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  async save({ threadId, guildId, articleKey, json, updatedAt, endedAt }: StudyRow): Promise<void> {
    await this.#database.run(
      `INSERT INTO footnote_studies (thread_id, guild_id, article_key, json, updated_at, ended_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6)
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

  async open(threadId: string): Promise<StudyRow | null> {
    const [row] = await this.#database.all<Row>(`${OPEN} AND thread_id = ?1`, threadId);
    return row === undefined ? null : toStudy(row);
  }

  async openIn(guildId: string): Promise<StudyRow[]> {
    const rows = await this.#database.all<Row>(
      `${OPEN} AND guild_id = ?1 ORDER BY updated_at DESC, thread_id`,
      guildId,
    );
    return rows.map(toStudy);
  }

  async end(threadId: string, at = new Date()): Promise<boolean> {
    const ended = await this.#database.run(
      'UPDATE footnote_studies SET ended_at = ?1 WHERE thread_id = ?2 AND ended_at IS NULL',
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
