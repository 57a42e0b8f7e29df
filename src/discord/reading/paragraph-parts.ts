import type { Span } from '../../corpus/article.ts';
import { blockQuote, escapeMarkdown } from '../escape.ts';
import { cut } from '../limits.ts';

/** Characters of Markdown of the quoted text in one reply: the rest is for title, place and citation. */
export const QUOTED_LIMIT = 3300;

/** A text of an article as a block quote, every character as it stands there. */
export function quoteMarkdown(text: string): string {
  return blockQuote(escapeMarkdown(text));
}

/** At least the text's own length, so that a text longer than the limit is always cut. */
function cost(text: string): number {
  return Math.max(text.length, quoteMarkdown(text).length);
}

/**
 * A paragraph in parts that each fit a reply, cut at sentence ends; one part when it fits. Only white space lies before,
 * between and behind them, so a paragraph of nothing else has none.
 * @param text the article's.
 */
export function partsOf(text: string, { start: from, end }: Span): Span[] {
  const parts: Span[] = [];
  let start = afterSpace(text, from, end);
  while (start < end) {
    // The whole rest would be measured again and again.
    const ahead = text.slice(start, Math.min(end, start + QUOTED_LIMIT + 1));
    const shown = cut(ahead, QUOTED_LIMIT, cost);
    const length = shown === ahead ? ahead.length : shown.length - '…'.length;
    parts.push({ start, end: start + length });
    start = afterSpace(text, start + length, end);
  }
  return parts;
}

function afterSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charAt(at).trim() === '') at += 1;
  return at;
}
