import type { ArticleSummary } from '../../engine.ts';
import { escapeMarkdown, plainLine } from '../escape.ts';
import { cut } from '../limits.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { ARTICLES_WORDING } from '../wording/articles.ts';
import { inLanguage } from '../wording/language.ts';

/** Characters of Markdown. */
const SOURCE_LENGTH = 50;
const DATE_LENGTH = 12;
/** Characters of {@link articleFacts}: source, date, and how much there is to read in the longest language. */
export const LONGEST_FACTS = 110;

/** Who published an article, when, and how long it is, on one line of Markdown. */
export function articleFacts(
  { source, published, sections, paragraphs }: ArticleSummary,
  locale: string,
): string {
  const { separator } = inLanguage(ANSWER_WORDING, locale);
  const { facts } = inLanguage(ARTICLES_WORDING, locale);
  return [
    shortMarkdown(source ?? '', SOURCE_LENGTH),
    shortMarkdown(published ?? '', DATE_LENGTH),
    facts({ sections: sections.length, paragraphs }),
  ]
    .filter((fact) => fact !== '')
    .join(separator);
}

/**
 * A text of an article on one line, escaped.
 * @param limit characters of the Markdown.
 */
export function shortMarkdown(text: string, limit: number): string {
  return escapeMarkdown(cut(plainLine(text), limit, (plain) => escapeMarkdown(plain).length));
}
