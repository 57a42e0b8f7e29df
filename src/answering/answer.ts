import type { Span } from '../corpus/article.ts';

/**
 * - `answered`: the quotes hold the answer.
 * - `related`: near the question, and said as such.
 * - `none`: not in these articles.
 */
export type AnswerState = 'answered' | 'related' | 'none';

/** A span of a stored article: one to three neighbouring sentences of one paragraph, at most 240 characters. */
export interface Quote extends Span {
  /** Always `article.text.slice(start, end)`. */
  text: string;
  /** The sentence to show in bold; offsets into the article, inside `start` and `end`. */
  best: Span;
  articleId: string;
  title: string;
  /** Heading of its section; `null` before the first heading. */
  section: string | null;
  /** 1-based, as a reader counts. */
  paragraph: number;
  /** 1-based page, of articles that have pages. */
  page?: number;
  source: string | null;
  url: string | null;
  /** ISO date `YYYY-MM-DD`, or `null`. */
  published: string | null;
  /** 0..1, larger is better: how likely this quote holds the answer. */
  score: number;
}

export interface Answer {
  /** As it was asked. */
  question: string;
  state: AnswerState;
  /** 0..1, calibrated: of the answers at 0.8, about 8 in 10 are right. */
  confidence: number;
  /** Best first, at most 5; empty when `state` is `none`. */
  quotes: Quote[];
}

/** Most characters (UTF-16 code units) of a quote. */
export const QUOTE_LIMIT = 240;
/** Most quotes of an answer. */
export const QUOTE_COUNT = 5;
