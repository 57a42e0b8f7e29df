import { escapeMarkdown, plainLine } from '../escape.ts';
import { cut } from '../limits.ts';

/**
 * Somebody's text on one line, as Markdown that shows just that.
 * @param limit characters of the Markdown, at least 1.
 */
export function escapedLine(text: string, limit: number): string {
  return escapeMarkdown(cut(plainLine(text), limit, (plain) => escapeMarkdown(plain).length));
}
