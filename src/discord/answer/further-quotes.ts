import { MessageFlags } from 'discord.js';
import type { Quote } from '../../answering/answer.ts';
import { quoteOf } from '../../answering/quote-of.ts';
import type { Engine } from '../../engine.ts';
import { wholeArticleByKey } from '../article-by-key.ts';
import { customId, wholeNumber } from '../custom-id.ts';
import type { ComponentHandler } from '../feature.ts';
import { refusal } from '../refusal.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';
import { renderFurtherQuotes } from './render-answer.ts';

const MORE = 'more';

/**
 * The quotes in a custom id, each as its article's key, its start, its length, and the same of its best sentence within it,
 * in base 36: at most 22 characters a quote while articles are shorter than 1.6 million characters.
 */
export function furtherQuotesId(quotes: readonly Quote[], keyOf: (articleId: string) => string): string {
  return customId(MORE, ...quotes.map((quote) => formatQuote(quote, keyOf(quote.articleId))));
}

function formatQuote({ start, end, best }: Quote, key: string): string {
  const numbers = [start, end - start, best.start - start, best.end - best.start];
  return [key, ...numbers.map((number) => number.toString(36))].join('.');
}

async function parseQuote(text: string, engine: Engine): Promise<Quote> {
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

/** Shows the quotes that an answer had no room for, to the person alone. */
export const furtherQuotes: ComponentHandler = {
  action: MORE,

  async execute(interaction, args, { engine: opening }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const engine = await opening;
    const quotes = await Promise.all(args.map((arg) => parseQuote(arg, engine)));
    await interaction.editReply(renderFurtherQuotes(quotes, interaction.locale));
  },
};
