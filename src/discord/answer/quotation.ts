import type { Quote } from '../../answering/answer.ts';
import type { Span } from '../../corpus/article.ts';
import { holds } from '../../corpus/span.ts';
import { blockQuote, escapeMarkdown, maskedLink } from '../escape.ts';
import { cut } from '../limits.ts';
import type { AnswerWording } from '../wording/answer.ts';

/** A slice of an article with its place in it: `text.length === end - start`. */
export type Excerpt = Span & { text: string };

/** A quotation as Discord Markdown, and which part of the article it shows. */
export interface Quotation {
  markdown: string;
  shown: Span;
}

/** Longest paragraph, in characters, that is shown whole around the first quote: about a phone's screen of Chinese. */
export const PARAGRAPH_LIMIT = 600;

/** Characters of each part of a citation before escaping. */
const CITATION_LIMITS = { title: 60, section: 40, source: 30, published: 10 } as const;

function slice(excerpt: Excerpt, span: Span): string {
  return excerpt.text.slice(span.start - excerpt.start, span.end - excerpt.start);
}

/** Without the white space at either end, which would stand between the stars and the words. */
function trimmed(excerpt: Excerpt, span: Span): Span {
  const text = slice(excerpt, span);
  const start = span.start + (text.length - text.trimStart().length);
  return { start, end: Math.max(start, span.end - (text.length - text.trimEnd().length)) };
}

/** Four stars around nothing would be shown as stars: a text of control characters alone stays plain. */
function boldMarkdown(text: string): string {
  const escaped = escapeMarkdown(text);
  return escaped === '' ? '' : `**${escaped}**`;
}

/** The shown part of an excerpt as a block quote, `…` on each side where its paragraph goes on. */
function quoted(excerpt: Excerpt, shown: Span, best: Span, paragraph: Span): Quotation {
  const bold = trimmed(excerpt, best);
  const markdown = [
    shown.start > paragraph.start ? '…' : '',
    escapeMarkdown(slice(excerpt, { start: shown.start, end: bold.start })),
    boldMarkdown(slice(excerpt, bold)),
    escapeMarkdown(slice(excerpt, { start: bold.end, end: shown.end })),
    shown.end < paragraph.end ? '…' : '',
  ].join('');
  return { markdown: blockQuote(markdown), shown };
}

/**
 * A quote with its best sentence in bold, inside its whole paragraph when one is given that is short enough and
 * fits; otherwise the quote, otherwise its best sentence, otherwise as much of that as fits.
 * @param limit characters of the Markdown.
 * @param paragraph the quote's paragraph; `null` to show the quote alone.
 */
export function renderQuotation(quote: Quote, paragraph: Excerpt | null, limit: number): Quotation {
  const own: Excerpt = { start: quote.start, end: quote.end, text: quote.text };
  const best = holds(quote, quote.best) ? quote.best : own;
  const around = paragraph !== null && holds(paragraph, quote) ? paragraph : own;
  const whole = around.text.length <= PARAGRAPH_LIMIT ? [quoted(around, around, best, around)] : [];
  const candidates = [...whole, quoted(own, own, best, around), quoted(own, best, best, around)];
  const fitting = candidates.find(({ markdown }) => markdown.length <= limit);
  if (fitting !== undefined) return fitting;

  const sentence = trimmed(own, best);
  const overhead = 2; // `…` before and after.
  const beginning = cut(
    slice(own, sentence),
    limit - overhead,
    (text) => blockQuote(boldMarkdown(text)).length,
  );
  const shown = { start: sentence.start, end: sentence.start + beginning.length - '…'.length };
  return quoted(own, shown, shown, around);
}

/**
 * Where a quote stands: article (a link when it has one), section, page, paragraph, publisher, date, on one line.
 * @param limit characters of the Markdown; the link is left out when it does not fit.
 */
export function renderCitation(quote: Quote, wording: AnswerWording, limit: number): string {
  const short = (text: string, length: number): string => cut(text.replaceAll(/\s+/gu, ' ').trim(), length);
  const part = (text: string | null, length: number): string =>
    text === null ? '' : escapeMarkdown(short(text, length));
  const place = [
    part(quote.section, CITATION_LIMITS.section),
    quote.page === undefined ? '' : wording.page(quote.page),
    wording.paragraph(quote.paragraph),
    part(quote.source, CITATION_LIMITS.source),
    part(quote.published, CITATION_LIMITS.published),
  ];
  const title = short(quote.title, CITATION_LIMITS.title);
  const line = (label: string): string =>
    `— ${[label, ...place].filter((text) => text !== '').join(wording.separator)}`;
  const linked = line(maskedLink(title, quote.url));
  return linked.length <= limit ? linked : line(escapeMarkdown(title));
}
