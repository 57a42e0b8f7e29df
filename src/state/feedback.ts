import { createHash } from 'node:crypto';
import type { StateDatabase } from './database.ts';
import { readVoterSalt } from './voter-salt.ts';

export const FEEDBACK_KINDS = ['not-helpful', 'wrong-source'] as const;
/** What a person may say of an answer. */
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/** What a piece of feedback is about. An answer without quotes has `null` for the last four. */
export interface FeedbackSubject {
  question: string;
  articleId: string | null;
  /** Title of that article. */
  title: string | null;
  /** 1-based number of the quoted paragraph. */
  paragraph: number | null;
  /** The quoted text. */
  quote: string | null;
}

export interface NewFeedback extends FeedbackSubject {
  /** Empty for direct messages. */
  guildId: string;
  kind: FeedbackKind;
  /** The message that holds the answer. */
  messageId: string;
  userId: string;
  at: Date;
}

export interface Feedback extends FeedbackSubject {
  kind: FeedbackKind;
  at: Date;
}

export interface FeedbackSummary {
  total: number;
  byKind: Record<FeedbackKind, number>;
  /** Most feedback first; `articleId` `null` for answers without quotes. The title is the latest. */
  byArticle: {
    articleId: string | null;
    title: string | null;
    total: number;
    byKind: Record<FeedbackKind, number>;
  }[];
}

export interface FeedbackStore {
  /**
   * Keeps what a person said of an answer, once a person, message and kind; `already` when it was kept before. Neither
   * user nor message is stored: a person is the SHA-256 of a secret of this state, the message and the user, which is
   * another for each message, so it shows nowhere what else the same person said.
   */
  add(feedback: NewFeedback): Promise<'saved' | 'already'>;
  /**
   * Newest first.
   * @param options.limit most to return
   * @param options.kind only these
   */
  list(guildId: string, options: { limit: number; kind?: FeedbackKind }): Promise<Feedback[]>;
  /** How much there is, by kind and by article. */
  summary(guildId: string): Promise<FeedbackSummary>;
}

interface Row {
  kind: FeedbackKind;
  question: string;
  article_id: string | null;
  title: string | null;
  paragraph: number | null;
  quote: string | null;
  at: number;
}

/** Each piece of feedback of a server, numbered within its article from the newest: number 1 knows the latest title. */
const NUMBERED = `
  SELECT id, article_id, title, kind, at,
    row_number() OVER (PARTITION BY article_id ORDER BY at DESC, id DESC) AS place
  FROM footnote_feedback WHERE guild_id = ?1`;

/** See `FeedbackStore`. */
export class StoredFeedback implements FeedbackStore {
  readonly #database: StateDatabase;

  constructor(database: StateDatabase) {
    this.#database = database;
  }

  async add(feedback: NewFeedback): Promise<'saved' | 'already'> {
    // Read each time: while the bot runs, its state may be moved to a new database together with its secret.
    const salt = await readVoterSalt(this.#database, this.#database.place);
    const added = await this.#database.run(
      `INSERT INTO footnote_feedback
         (guild_id, kind, voter, question, article_id, title, paragraph, quote, at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (voter, kind) DO NOTHING`,
      feedback.guildId,
      feedback.kind,
      voterOf(feedback, salt),
      feedback.question,
      feedback.articleId,
      feedback.title,
      feedback.paragraph,
      feedback.quote,
      feedback.at.getTime(),
    );
    return added === 1 ? 'saved' : 'already';
  }

  async list(guildId: string, { limit, kind }: { limit: number; kind?: FeedbackKind }): Promise<Feedback[]> {
    const rows = await this.#database.all<Row>(
      `SELECT kind, question, article_id, title, paragraph, quote, at FROM footnote_feedback
       WHERE guild_id = ?1 AND (CAST(?2 AS TEXT) IS NULL OR kind = ?2) ORDER BY at DESC, id DESC LIMIT ?3`,
      guildId,
      kind ?? null,
      limit,
    );
    return rows.map(({ article_id, at, ...row }) => ({ ...row, articleId: article_id, at: new Date(at) }));
  }

  async summary(guildId: string): Promise<FeedbackSummary> {
    const rows = await this.#database.all<{
      article_id: string | null;
      title: string | null;
      not_helpful: number;
      wrong_source: number;
    }>(
      `SELECT article_id, max(title) FILTER (WHERE place = 1) AS title,
         count(*) FILTER (WHERE kind = 'not-helpful') AS not_helpful,
         count(*) FILTER (WHERE kind = 'wrong-source') AS wrong_source
       FROM (${NUMBERED}) AS numbered
       GROUP BY article_id ORDER BY count(*) DESC, max(at) DESC, max(id) DESC`,
      guildId,
    );
    const byArticle = rows.map(({ article_id, title, not_helpful, wrong_source }) => ({
      articleId: article_id,
      title,
      total: not_helpful + wrong_source,
      byKind: { 'not-helpful': not_helpful, 'wrong-source': wrong_source },
    }));
    const sum = (kind: FeedbackKind): number =>
      byArticle.reduce((all, article) => all + article.byKind[kind], 0);
    const byKind = { 'not-helpful': sum('not-helpful'), 'wrong-source': sum('wrong-source') };
    return { total: byKind['not-helpful'] + byKind['wrong-source'], byKind, byArticle };
  }
}

/** Both IDs are digits, so the separators keep one pair from reading like another. */
function voterOf({ messageId, userId }: NewFeedback, salt: string): string {
  return createHash('sha256').update(`${salt}:${messageId}:${userId}`).digest('hex');
}
