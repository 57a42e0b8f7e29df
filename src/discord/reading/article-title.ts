import type { ArticleSummary } from '../../engine.ts';
import { escapeMarkdown, maskedLink, plainLine } from '../escape.ts';
import { cut } from '../limits.ts';

/** Characters of a title before escaping. */
const TITLE_LENGTH = 80;
/** Characters of {@link titleLine}: a title of nothing but marks, and the longest address that becomes a link. */
export const LONGEST_TITLE_LINE = 2 * TITLE_LENGTH + 4 + 4 + 300;

/** An article's title, or its id where the title shows nothing. */
export function plainTitle({ id, title }: Pick<ArticleSummary, 'id' | 'title'>): string {
  return plainLine(title) || id;
}

/**
 * An article's title in bold, as a link when it has an address.
 * @param limit characters of the Markdown, at least 170; the link is left out when it does not fit.
 */
export function titleLine(
  article: Pick<ArticleSummary, 'id' | 'title' | 'url'>,
  limit = LONGEST_TITLE_LINE,
): string {
  const title = cut(plainTitle(article), TITLE_LENGTH);
  const linked = `**${maskedLink(title, article.url)}**`;
  return linked.length <= limit ? linked : `**${escapeMarkdown(title)}**`;
}
