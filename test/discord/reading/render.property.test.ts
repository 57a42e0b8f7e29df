import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteOf } from '../../../src/answering/quote-of.ts';
import type { Article, Span } from '../../../src/corpus/article.ts';
import { escapeMarkdown, withoutControls } from '../../../src/discord/escape.ts';
import { EMBED_LIMITS } from '../../../src/discord/limits.ts';
import type { Message } from '../../../src/discord/message.ts';
import { outlineOf } from '../../../src/discord/reading/outline.ts';
import { pagesOf } from '../../../src/discord/reading/pages.ts';
import { partsOf } from '../../../src/discord/reading/paragraph-parts.ts';
import { LONGEST_LIST, renderArticles } from '../../../src/discord/reading/render-articles.ts';
import { LONGEST_OUTLINE, renderOutline } from '../../../src/discord/reading/render-outline.ts';
import { LONGEST_PAGE, renderPage } from '../../../src/discord/reading/render-page.ts';
import { LONGEST_PARAGRAPH, renderParagraph } from '../../../src/discord/reading/render-paragraph.ts';
import { LONGEST_PLACES, renderPhrase } from '../../../src/discord/reading/render-phrase.ts';
import { fittingWords } from '../../../src/discord/reading/words-in-id.ts';
import { messageProblems } from '../../../scripts/loopback/body-limits.ts';
import { pingsOf } from '../../../scripts/loopback/pings.ts';
import type { Json } from '../../../scripts/loopback/shapes.ts';
import { anyArticle, anyText, summaryOf } from '../../support/any-article.ts';
import { blockQuotes, readQuote, strayMarkup, unescaped } from '../../support/discord-markdown.ts';

const RUNS = 2000;
const anyLocale = fc.constantFrom('zh-TW', 'zh-CN', 'en-US', 'ja');

/** Discord would take it, and nobody hears of it. */
function expectSendable(message: Message): void {
  const body = { ...message, allowed_mentions: message.allowedMentions } as unknown as Json;
  expect(messageProblems(body)).toEqual([]);
  expect(pingsOf(body)).toEqual([]);
}

function descriptionOf(message: Message): string {
  return message.embeds[0]?.description ?? '';
}

/** The quotes of a message are these slices of the article, and nothing in them is markup. */
function expectQuotes(message: Message, article: Article, spans: readonly Span[]): void {
  const quotes = blockQuotes(descriptionOf(message));
  expect(quotes.flatMap(strayMarkup)).toEqual([]);
  const slices = spans.map(({ start, end }) => withoutControls(article.text.slice(start, end)));
  expect(quotes.map(unescaped)).toEqual(slices);
}

/** Every character of the paragraphs but white space, in order. */
function printed(article: Article, spans: readonly Span[]): string {
  return spans.map(({ start, end }) => article.text.slice(start, end).replaceAll(/\s/gu, '')).join('');
}

function paragraphsOf(article: Article): Article['blocks'] {
  return article.blocks.filter(({ paragraph }) => paragraph !== null);
}

describe('reading, in any article', () => {
  it.each([
    ['an outline', LONGEST_OUTLINE],
    ['a page', LONGEST_PAGE],
    ['a paragraph', LONGEST_PARAGRAPH],
    ['a list', LONGEST_LIST],
    ['the places of a phrase', LONGEST_PLACES],
  ])('%s cannot come to more than a description holds', (_what, longest) => {
    expect(longest).toBeLessThanOrEqual(EMBED_LIMITS.description);
  });

  it('shows on its pages every character of every paragraph, in order, and nothing else', () => {
    fc.assert(
      fc.property(anyArticle, anyLocale, (article, locale) => {
        const pages = pagesOf(article);
        const pieces = pages.flatMap((page) => page.pieces);
        expect(printed(article, pieces)).toBe(printed(article, paragraphsOf(article)));
        for (const [number, page] of pages.entries()) {
          const message = renderPage(article, 'abcd-_12', number, locale);
          if (message === null) throw new Error(`page ${number} is missing`);
          expectSendable(message);
          expectQuotes(message, article, page.pieces);
          const numbers = new Set(page.pieces.map(({ paragraph }) => paragraph));
          const own = article.blocks.filter(({ paragraph }) => paragraph !== null && numbers.has(paragraph));
          expect(new Set(own.map(({ section }) => section))).toEqual(new Set([page.section]));
        }
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('shows every paragraph, in parts when it is long', () => {
    fc.assert(
      fc.property(anyArticle, anyLocale, fc.nat(), fc.nat({ max: 5 }), (article, locale, at, part) => {
        const paragraphs = paragraphsOf(article);
        const block = paragraphs[at % Math.max(1, paragraphs.length)];
        fc.pre(block !== undefined && block.paragraph !== null);
        const parts = partsOf(article.text, block);
        expect(printed(article, parts)).toBe(printed(article, [block]));
        const message = renderParagraph(article, 'abcd-_12', { paragraph: block.paragraph, part }, locale);
        if (message === null) throw new Error(`paragraph ${block.paragraph} is missing`);
        expectSendable(message);
        const shown = parts[Math.min(part, parts.length - 1)];
        expectQuotes(message, article, shown === undefined ? [] : [shown]);
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('lists every section once over the pages of its outline, however many there are', () => {
    fc.assert(
      fc.property(anyArticle, anyLocale, fc.option(fc.nat({ max: 300 })), (article, locale, here) => {
        const summary = summaryOf(article);
        const pages = Math.max(1, Math.ceil(article.sections.length / 25));
        const chosen = Array.from({ length: pages }, (_, page) => {
          const message = renderOutline(article, summary, { page, here }, locale);
          expectSendable(message);
          return menuValues(message);
        });
        const readable = outlineOf(article).filter(({ paragraphs }) => paragraphs.length > 0);
        expect(chosen.flat()).toEqual(readable.map(({ section }) => String(section)));
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('lists articles, whatever they are called and whatever is searched for', () => {
    const anyArticles = fc.array(anyArticle, { maxLength: 14 });
    fc.assert(
      fc.property(anyArticles, anyText, anyLocale, fc.nat({ max: 3 }), (articles, typed, locale, page) => {
        const summaries = articles.map((article, i) => ({
          ...summaryOf(article),
          id: `a${i}`,
          key: `key-${i}`,
        }));
        const words = fittingWords(typed);
        const found = renderArticles(summaries, { page, words }, locale);
        const all = renderArticles(summaries, { page, words: '' }, locale);
        for (const message of [found, all]) expectSendable(message);
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  it('quotes the places of a phrase with the phrase alone in bold', () => {
    const places = fc.tuple(anyArticle, fc.nat(), fc.nat(), fc.nat(), fc.nat({ max: 200 }));
    fc.assert(
      fc.property(places, anyText, anyLocale, fc.nat({ max: 9 }), (place, words, locale, more) => {
        const [article, ...numbers] = place;
        const quote = anyQuote(article, numbers);
        fc.pre(quote !== null);
        const phrase = article.text.slice(quote.best.start, quote.best.end);
        const named = words.slice(0, 200);
        const matches = { quotes: [quote], total: 1 + more };
        const message = renderPhrase(named, matches, { page: 0, articles: [summaryOf(article)], locale });
        expectSendable(message);
        const quotes = blockQuotes(descriptionOf(message));
        expect(quotes).toHaveLength(1);
        for (const markdown of quotes) {
          expect(strayMarkup(markdown)).toEqual([]);
          const { text, bold } = readQuote(markdown);
          expect(withoutControls(quote.text)).toContain(text.replaceAll(/^…|…$/gu, ''));
          const whole = withoutControls(phrase.trim());
          if (escapeMarkdown(whole).length <= 500) expect(bold ?? '').toBe(whole);
        }
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});

function menuValues({ components }: Message): string[] {
  return components.flatMap(({ components: inner }) =>
    inner.flatMap((each) => ('options' in each ? each.options.map(({ value }) => value) : [])),
  );
}

/** A quote of at most 240 characters in some paragraph, and some words of it as its phrase. */
function anyQuote(
  article: Article,
  [at = 0, from = 0, phraseFrom = 0, length = 0]: number[],
): ReturnType<typeof quoteOf> {
  const paragraphs = paragraphsOf(article);
  const block = paragraphs[at % Math.max(1, paragraphs.length)];
  if (block === undefined) return null;
  const whole = (offset: number): number =>
    /[\udc00-\udfff]/.test(article.text.charAt(offset)) ? offset - 1 : offset;
  const start = whole(block.start + (from % (block.end - block.start)));
  const end = Math.max(
    start + 2 > block.end ? block.end : start + 2,
    whole(Math.min(block.end, start + 240)),
  );
  const best = whole(start + (phraseFrom % (end - start)));
  return quoteOf(article, { start, end }, { start: best, end: whole(Math.min(end, best + 2 + length)) }, 1);
}
