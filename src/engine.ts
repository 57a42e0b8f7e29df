import type { Answer, Quote } from './answering/answer.ts';
import type { PreviousAnswer } from './answering/follow-up.ts';
import type { Article, Span } from './corpus/article.ts';

export type { PreviousAnswer } from './answering/follow-up.ts';

/** What a list of articles shows of each. */
export interface ArticleSummary {
  id: string;
  /**
   * 8 letters, digits, `-` or `_` that name this text of the article: another one once the article is edited. What is
   * kept outside the index (a button in a message, a study session) refers to an article by it.
   */
  key: string;
  title: string;
  source: string | null;
  url: string | null;
  published: string | null;
  /** Headings in reading order. */
  sections: string[];
  /** How many numbered paragraphs it has. */
  paragraphs: number;
}

export interface AskOptions {
  /** Answer from this article only. */
  articleId?: string;
  /** The answer that this question may go on from ("and the second one?"). */
  previous?: PreviousAnswer;
}

/** The index that answers come from. */
export interface IndexStatus {
  /** Name of the version in use, such as `2026-11-22T09-00-00Z-4f2a`. */
  version: string;
  /** ISO time of its build. */
  createdAt: string;
  articles: number;
  passages: number;
  /** Name of the embedding model. */
  model: string;
}

/** An exact phrase in the articles. */
export interface PhraseMatches {
  /** In the index's order, each with the phrase as `best`; at most `limit`. */
  quotes: Quote[];
  /** Paragraphs that hold it, those beyond `limit` included. */
  total: number;
}

/**
 * The one way from a question to an answer, shared by the terminal and Discord.
 */
export interface Engine {
  /**
   * @throws FootnoteError `question-empty` or `question-too-long` (over 2,000 characters), in words for the asker;
   * `article-unknown` when `articleId` is not in the index.
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** In the index's order. */
  articles(): ArticleSummary[];
  /** The whole article; `null` when the index holds none with this ID. */
  article(articleId: string): Promise<Article | null>;
  /** The numbered paragraph of an article, `text` being the article's slice; `null` when there is none. */
  paragraph(articleId: string, paragraph: number): Promise<(Span & { text: string }) | null>;
  /**
   * Paragraphs that hold a phrase as it is written, in either Chinese script, in any width and case of letters.
   * @param limit most quotes to return.
   * @throws FootnoteError `phrase-empty` when it holds no letter or digit; `question-too-long` over 2,000 characters
   */
  findPhrase(phrase: string, limit: number): Promise<PhraseMatches>;
  status(): IndexStatus;
  close(): Promise<void>;
}

/** An engine that takes up a new version of its index without a restart. */
export interface LiveEngine extends Engine {
  /** Name of the version that is in use in the index, which may be another one than answers come from; `null` for none. */
  latest(): Promise<string | null>;
  /**
   * Takes up the version that is in use in the index now, when it is another one than that in use. A question under way
   * finishes on the version it began with.
   * @throws FootnoteError `index-...` when that version cannot be used; the one in use goes on answering then.
   */
  refresh(): Promise<'unchanged' | 'swapped'>;
}
