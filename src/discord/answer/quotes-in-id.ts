import type { Quote } from '../../answering/answer.ts';
import { quoteOf } from '../../answering/quote-of.ts';
import type { Engine } from '../../engine.ts';
import { wholeArticleByKey } from '../article-by-key.ts';
import { customId, wholeNumber } from '../custom-id.ts';
import { refusal } from '../refusal.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';

export const MORE = 'more';

/**
 * The custom id that holds quotes, each as its article's key, its start, its length, and the same of its best sentence within it,
 * in base 36: at most 22 characters a quote while articles are shorter than 1.6 million characters.
 */
export function furtherQuotesId(quotes: readonly Quote[], keyOf: (articleId: string) => string): string {
  return customId(MORE, ...quotes.map((quote) => formatQuote(quote, keyOf(quote.articleId))));
}

function formatQuote({ start, end, best }: Quote, key: string): string {
  const numbers = [start, end - start, best.start - start, best.end - best.start];
  return [key, ...numbers.map((number) => number.toString(36))].join('.');
}

/**
 * A quote of a custom id.
 * @throws Refusal when its article has been edited since.
 */
export async function parseQuote(text: string, engine: Engine): Promise<Quote> {
  const [key, ...numbers] = text.split('.');
  const [start, length, bestStart, bestLength] = numbers.map((number) => wholeNumber(number, 36) ?? 0);
  const article = await wholeArticleByKey(engine, key);
  const from = start ?? 0;
  const best = from + (bestStart ?? 0);
  const quote = quoteOf(
    article,
    { start: from, end: from + (length ?? 0) },
    { start: best, end: best + (bestLength ?? 0) },
    0,
  );
  if (quote === null) throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
  return quote;
}
