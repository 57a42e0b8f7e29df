import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../../../src/answering/answer.ts';
import { QUOTE_LIMIT } from '../../../src/answering/answer.ts';
import type { Span } from '../../../src/corpus/article.ts';
import { EMBED_LIMITS } from '../../../src/discord/limits.ts';
import { LONGEST_DESCRIPTION, renderAnswer } from '../../../src/discord/answer/render-answer.ts';
import type { Excerpt } from '../../../src/discord/answer/quotation.ts';
import { anyParagraph } from '../../support/any-article.ts';
import { blockQuotes, readQuote, strayMarkup } from '../../support/discord-markdown.ts';
import { messageProblems } from '../../../scripts/loopback/body-limits.ts';
import { pingsOf } from '../../../scripts/loopback/pings.ts';

/** Every reply that can be made of these is checked against Discord's limits. */
const RUNS = 10_000;

/** Something to quote: never empty, now and then longer than a reply. */
const anyText = anyParagraph.filter((text) => text !== '');

/** Sentences are cut between characters: an offset inside a surrogate pair moves behind it. */
function whole(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return offset > 0 && unit >= 0xdc00 && unit <= 0xdfff ? offset + 1 : offset;
}

/** A span of whole characters, at least one, inside `limit`. */
function spanIn(text: string, limit: Span, from: number, length: number): Span {
  const start = whole(text, limit.start + (from % (limit.end - limit.start)));
  if (start === limit.end) return limit;
  return { start, end: whole(text, Math.min(limit.end, start + Math.max(1, length))) };
}

const placed = fc
  .record({
    text: anyText,
    from: fc.nat(),
    length: fc.integer({ min: 1, max: QUOTE_LIMIT }),
    bestFrom: fc.nat(),
    bestLength: fc.nat(),
    offset: fc.nat({ max: 10_000 }),
    title: anyText,
    section: fc.option(anyText),
    source: fc.option(anyText),
    url: fc.option(fc.oneof(fc.webUrl({ withQueryParameters: true }), anyText)),
    published: fc.option(fc.constantFrom('2023-03-30', '@everyone')),
    paragraph: fc.integer({ min: 1, max: 9999 }),
  })
  .map(({ text, from, length, bestFrom, bestLength, offset, ...place }) => {
    const span = spanIn(text, { start: 0, end: text.length }, from, length);
    const best = spanIn(text, span, bestFrom, bestLength);
    const quote: Quote = {
      ...place,
      start: offset + span.start,
      end: offset + span.end,
      text: text.slice(span.start, span.end),
      best: { start: offset + best.start, end: offset + best.end },
      articleId: 'a',
      score: 0.5,
    };
    const paragraph: Excerpt = { start: offset, end: offset + text.length, text };
    return { quote, paragraph };
  });

const shownText = (text: string): string =>
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, '');

/** Whether a quotation, less the `…` that mark a cut, stands in the article. */
function standsIn(quotation: string, article: string): boolean {
  const forms = [
    quotation,
    quotation.replace(/^…/u, ''),
    quotation.replace(/…$/u, ''),
    quotation.replaceAll(/^…|…$/gu, ''),
  ];
  return forms.some((form) => article.includes(form));
}

describe('renderAnswer, for any article and question', () => {
  it('cannot come near the limit of a description', () => {
    expect(LONGEST_DESCRIPTION).toBeLessThanOrEqual(EMBED_LIMITS.description);
  });

  it('breaks no limit, pings nobody, and shows only what stands in the article', () => {
    const answers = fc.record({
      question: anyText,
      state: fc.constantFrom('answered', 'related', 'none'),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      placed: fc.array(placed, { minLength: 1, maxLength: 5 }),
      locale: fc.constantFrom('zh-TW', 'zh-CN', 'en-US', 'ja'),
      knowsParagraph: fc.boolean(),
      place: fc.record({ isPrivate: fc.boolean(), inServer: fc.boolean() }),
    });
    fc.assert(
      fc.property(answers, ({ placed: found, locale, knowsParagraph, place, ...parts }) => {
        const none = parts.state === 'none';
        const answer = { ...parts, quotes: none ? [] : found.map(({ quote }) => quote) };
        const articles = found.map(({ quote }, i) => ({
          ...quote,
          id: i === 0 ? quote.articleId : String(i),
          key: 'k'.repeat(8),
          sections: [],
          paragraphs: 3,
        }));
        const paragraph = knowsParagraph ? (found[0]?.paragraph ?? null) : null;
        const message = renderAnswer(answer, { locale, paragraph, articles, place });

        const body = { ...message, allowed_mentions: message.allowedMentions };
        expect(messageProblems(body)).toEqual([]);
        expect(pingsOf(body)).toEqual([]);
        expect(message.content).toBe('');
        const quotes = blockQuotes(message.embeds[0]?.description ?? '');
        expect(quotes.length > 0).toBe(!none);
        for (const markdown of quotes) {
          expect(strayMarkup(markdown)).toEqual([]);
          const { text } = readQuote(markdown);
          const sources = found.map((each) => shownText(each.paragraph.text));
          expect(sources.some((source) => standsIn(text, source))).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
