import { createHash } from 'node:crypto';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';

/** An article with questions about it. */
export interface AskedArticle {
  id: string;
  /** Empty when it has none. */
  title: string;
  /** Its paragraphs, one a line. */
  text: string;
  paragraphs: AskedParagraph[];
}

export interface AskedParagraph {
  /** Hash, in hexadecimal, of what is kept aside as one: the paragraph, or the article that its questions know. */
  group: string;
  /** ID of its article, and its place in that article's text. */
  article: string;
  start: number;
  end: number;
  source: string;
  text: string;
  questions: {
    /** A string of the paragraph that answers them. */
    answer: string;
    /** The question in Chinese, as it was and reworded, and in English; a direction may have none. */
    wordings: Record<Direction, string[]>;
  }[];
  /** Questions about the same that it does not answer. */
  unanswered: Record<Direction, string[]>;
}

/** Adds a paragraph as the article's last line. A line break within it would make two paragraphs of it. */
export function append(article: AskedArticle, paragraph: AskedParagraph): void {
  if (article.paragraphs.length > 0) article.text += '\n';
  paragraph.article = article.id;
  paragraph.start = article.text.length;
  article.text += paragraph.text.replaceAll(/\s/g, ' ');
  paragraph.end = article.text.length;
  article.paragraphs.push(paragraph);
}

/** Names an article or a group by its text: twelve hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
