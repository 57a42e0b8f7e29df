import type { APIEmbed } from 'discord.js';
import type { Quote } from '../../answering/answer.ts';
import type { ArticleSummary, PhraseMatches } from '../../engine.ts';
import { renderCitation, renderQuotation } from '../answer/quotation.ts';
import { escapeMarkdown, plainLine } from '../escape.ts';
import { say } from '../failure.ts';
import { cut } from '../limits.ts';
import { buttonRows, COLOURS, message, type Message } from '../message.ts';
import { ANSWER_WORDING, type AnswerWording } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';
import { READING_WORDING } from '../wording/reading.ts';
import { pageButtons } from './page-buttons.ts';
import { phraseId, placeValue, READ_AROUND } from './reading-ids.ts';
import { selectRow, type SelectEntry } from './select-row.ts';
import { fitsInId } from './words-in-id.ts';

export const PLACES_PER_PAGE = 3;
/** Characters of Markdown of each part; the heading is the phrase, at most 200 characters, and a few words. */
const PARTS = { heading: 500, quotation: 520, citation: 500, betweenParts: 4 } as const;
export const LONGEST_PLACES =
  PARTS.heading + PLACES_PER_PAGE * (PARTS.quotation + PARTS.citation + PARTS.betweenParts);
/** Characters of a title in the menu, before the number of the paragraph. */
const TITLE_LENGTH = 70;

export interface PhraseContext {
  /** From 0; one that exists. */
  page: number;
  articles: readonly ArticleSummary[];
  locale: string;
}

/**
 * One page of the places where a phrase stands, the phrase in bold.
 * @param phrase at most 200 characters; pages after the first need one that fits a custom id.
 * @param matches with at least the quotes up to this page.
 */
export function renderPhrase(phrase: string, matches: PhraseMatches, context: PhraseContext): Message {
  const { page, articles, locale } = context;
  const wording = inLanguage(READING_WORDING, locale);
  const answerWording = inLanguage(ANSWER_WORDING, locale);
  const named = escapeMarkdown(phrase);
  if (matches.total === 0) return say(wording.phraseAbsent(named));

  const shown = matches.quotes.slice(page * PLACES_PER_PAGE, (page + 1) * PLACES_PER_PAGE);
  const description = [
    wording.phraseFound(named, matches.total),
    ...shown.map((quote) => renderPlace(quote, answerWording)),
  ].join('\n\n');
  const embed: APIEmbed = { color: COLOURS.neutral, description };
  const pages = Math.ceil(matches.total / PLACES_PER_PAGE);
  const canTurn = fitsInId(phrase);
  if (pages > 1)
    embed.footer = { text: canTurn ? wording.page(page + 1, pages) : wording.firstPlacesOnly(shown.length) };

  const idOf = (other: number): string => phraseId(other, phrase);
  const turning = canTurn ? pageButtons({ page, pages, idOf, labels: wording.pageLabels }) : [];
  const entries = menuEntries(shown, articles, answerWording);
  return message({
    embeds: [embed],
    components: [...selectRow(READ_AROUND, wording.readAround, entries), ...buttonRows(turning)],
  });
}

function renderPlace(quote: Quote, wording: AnswerWording): string {
  const { markdown } = renderQuotation(quote, null, PARTS.quotation);
  return `${markdown}\n${renderCitation(quote, wording, PARTS.citation)}`;
}

function menuEntries(
  quotes: readonly Quote[],
  articles: readonly ArticleSummary[],
  { paragraph: numbered, separator }: AnswerWording,
): SelectEntry[] {
  return quotes.flatMap(({ articleId, title, paragraph }) => {
    const article = articles.find(({ id }) => id === articleId);
    if (article === undefined) return [];
    const label = `${cut(plainLine(title), TITLE_LENGTH)}${separator}${numbered(paragraph)}`;
    return [{ label, value: placeValue(article.key, paragraph) }];
  });
}
