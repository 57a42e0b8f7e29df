import { createHash } from 'node:crypto';
import type { StateDatabase } from './database.ts';
import { damaged } from './state-errors.ts';

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
   * user nor message is stored: a person is the SHA-256 of a secret of this file, the message and the user, which is
   * another for each message, so it shows nowhere what else the same person said.
   */
  add(feedback: NewFeedback): 'saved' | 'already';
  /**
   * Newest first.
   * @param options.limit most to return
   * @param options.kind only these
   */
  list(guildId: string, options: { limit: number; kind?: FeedbackKind }): Feedback[];
  /** How much there is, by kind and by article. */
  summary(guildId: string): FeedbackSummary;
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

/** See `FeedbackStore`. */
export class StoredFeedback implements FeedbackStore {
  readonly #database: StateDatabase;
  readonly #salt: string;

  constructor(database: StateDatabase) {
    this.#database = database;
    const [secret] = database.all<{ value: string }>("SELECT value FROM secrets WHERE name = 'voter-salt'");
    if (secret === undefined)
      throw damaged(database.file, 'it has lost the secret that voters are counted by');
    this.#salt = secret.value;
  }

  add(feedback: NewFeedback): 'saved' | 'already' {
    const added = this.#database.run(
      `INSERT INTO feedback (guild_id, kind, voter, question, article_id, title, paragraph, quote, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (voter, kind) DO NOTHING`,
      feedback.guildId,
      feedback.kind,
      this.#voter(feedback),
      feedback.question,
      feedback.articleId,
      feedback.title,
      feedback.paragraph,
      feedback.quote,
      feedback.at.getTime(),
    );
    return added === 1 ? 'saved' : 'already';
  }

  list(guildId: string, { limit, kind }: { limit: number; kind?: FeedbackKind }): Feedback[] {
    const rows = this.#database.all<Row>(
      `SELECT kind, question, article_id, title, paragraph, quote, at FROM feedback
       WHERE guild_id = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY at DESC, id DESC LIMIT ?3`,
      guildId,
      kind ?? null,
      limit,
    );
    return rows.map(({ article_id, at, ...row }) => ({ ...row, articleId: article_id, at: new Date(at) }));
  }

  summary(guildId: string): FeedbackSummary {
    // With max(), SQLite takes the other columns from the row that holds the greatest.
    const rows = this.#database.all<{
      article_id: string | null;
      title: string | null;
      not_helpful: number;
      wrong_source: number;
      last: number;
    }>(
      `SELECT article_id, title, sum(kind = 'not-helpful') AS not_helpful, sum(kind = 'wrong-source') AS wrong_source,
         max(at) AS last
       FROM feedback WHERE guild_id = ? GROUP BY article_id ORDER BY count(*) DESC, last DESC`,
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

  /** Both IDs are digits, so the separators keep one pair from reading like another. */
  #voter({ messageId, userId }: NewFeedback): string {
    return createHash('sha256').update(`${this.#salt}:${messageId}:${userId}`).digest('hex');
  }
}
