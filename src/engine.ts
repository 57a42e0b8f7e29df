import type { Answer } from './answering/answer.ts';
import type { Span } from './corpus/article.ts';

/** What a list of articles shows of each. */
export interface ArticleSummary {
  id: string;
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
  /** The numbered paragraph of an article, `text` being the article's slice; `null` when there is none. */
  paragraph(articleId: string, paragraph: number): Promise<(Span & { text: string }) | null>;
  close(): Promise<void>;
}
