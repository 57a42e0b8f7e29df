import type { Article, Span } from '../corpus/article.ts';
import { pageAt } from '../corpus/page-at.ts';
import { holds } from '../corpus/span.ts';
import type { Quote } from './answer.ts';

/**
 * The quote for a span of an article, with its place.
 * @param span within one numbered paragraph.
 * @param best the part of `span` to show in bold.
 * @param score 0..1, see `Quote`.
 * @returns `null` when the span does not lie within a paragraph of this article.
 */
export function quoteOf(article: Article, span: Span, best: Span, score: number): Quote | null {
  const block = article.blocks.find((each) => holds(each, span));
  if (block?.paragraph === undefined || block.paragraph === null || span.start >= span.end) return null;
  const page = pageAt(article, span.start);
  return {
    text: article.text.slice(span.start, span.end),
    best: { start: Math.max(best.start, span.start), end: Math.min(best.end, span.end) },
    articleId: article.id,
    title: article.title,
    section: article.sections[block.section]?.heading ?? null,
    paragraph: block.paragraph,
    ...(page !== undefined && { page }),
    start: span.start,
    end: span.end,
    source: article.source,
    url: article.url,
    published: article.published,
    score,
  };
}
