import type { APIEmbed } from 'discord.js';
import type { Answer, Quote } from '../../answering/answer.ts';
import { SHOWN_QUOTES, worthShowing } from '../../answering/worth-showing.ts';
import type { ArticleSummary } from '../../engine.ts';
import { maskedLink, plainLine } from '../escape.ts';
import { cut, EMBED_LIMITS } from '../limits.ts';
import { COLOURS, message, type Message } from '../message.ts';
import { renderCitation, renderQuotation, type Excerpt } from './quotation.ts';
import { ANSWER_WORDING, type AnswerWording } from '../wording/answer.ts';
import { ARTICLES_WORDING } from '../wording/articles.ts';
import { inLanguage } from '../wording/language.ts';
import { answerButtons, type AnswerPlace } from './answer-buttons.ts';

/** Below this confidence an answer asks to be checked. */
const UNSURE_BELOW = 0.6;
/** Titles named when there is no answer. */
const NAMED_ARTICLES = 5;
/** Characters of the question above the answer: all that Discord shows, since a later question may go on from it. */
const QUESTION_ECHO = EMBED_LIMITS.authorName;

/**
 * Characters of Markdown of each part. With three quotations they add up to less than a description may hold, so that
 * no answer can be too long.
 */
const PARTS = { firstQuotation: 1150, furtherQuotation: 500, citation: 600, betweenParts: 2 } as const;
export const LONGEST_DESCRIPTION =
  PARTS.firstQuotation +
  (SHOWN_QUOTES - 1) * PARTS.furtherQuotation +
  SHOWN_QUOTES * (PARTS.citation + 2 * PARTS.betweenParts);

export interface AnswerContext {
  /** The reader's Discord locale, such as `zh-TW`. */
  locale: string;
  /** The first quote's paragraph, to show what stands around it; `null` shows the quote alone. */
  paragraph: Excerpt | null;
  /** All articles, to name some when none answers. */
  articles: readonly ArticleSummary[];
  place: AnswerPlace;
  /** The one article that was asked, if one was. */
  onlyIn?: ArticleSummary;
}

/** An answer as a reply. Every limit of Discord is kept whatever the articles and the question hold. */
export function renderAnswer(answer: Answer, context: AnswerContext): Message {
  const { locale, articles, place } = context;
  const wording = inLanguage(ANSWER_WORDING, locale);
  const isNone = answer.state === 'none' || answer.quotes.length === 0;
  const { description, shown } = isNone
    ? { description: renderNone(context, wording), shown: [] }
    : renderQuotes(worthShowing(answer), context.paragraph, wording);
  const embed: APIEmbed = { color: COLOURS[answer.state], description };
  const question = cut(plainLine(answer.question), QUESTION_ECHO);
  if (question !== '') embed.author = { name: question };
  const heading = wording.heading[answer.state];
  if (heading !== null) embed.title = heading;
  if (answer.state === 'answered' && answer.confidence < UNSURE_BELOW)
    embed.footer = { text: wording.unsure };
  const unseen = isNone ? [] : answer.quotes.filter((quote) => !shown.includes(quote));
  const components = answerButtons(shown[0] ?? null, unseen, articles, locale, place);
  return message({ embeds: [embed], components });
}

/** Quotes that an answer had no room for, at most four. */
export function renderFurtherQuotes(quotes: readonly Quote[], locale: string): Message {
  const wording = inLanguage(ANSWER_WORDING, locale);
  const description = quotes.map((quote) => renderFurther(quote, wording)).join('\n\n');
  return message({ embeds: [{ color: COLOURS.related, title: wording.further, description }] });
}

function renderFurther(quote: Quote, wording: AnswerWording): string {
  const { markdown } = renderQuotation(quote, null, PARTS.furtherQuotation);
  return `${markdown}\n${renderCitation(quote, wording, PARTS.citation)}`;
}

/**
 * The quotes as one description.
 * @param quotes best first, at least one.
 * @returns `shown`: those that the reader has seen then; what the first paragraph holds need not be quoted again.
 */
function renderQuotes(
  quotes: readonly Quote[],
  paragraph: Excerpt | null,
  wording: AnswerWording,
): { description: string; shown: Quote[] } {
  const [first, ...others] = quotes;
  if (first === undefined) throw new Error('an answer without quotes has none to render');
  const quotation = renderQuotation(first, paragraph, PARTS.firstQuotation);
  const isSeen = ({ articleId, start, end }: Quote): boolean =>
    articleId === first.articleId && start >= quotation.shown.start && end <= quotation.shown.end;
  const further = others.filter((quote) => !isSeen(quote)).slice(0, SHOWN_QUOTES - 1);
  const description = [
    `${quotation.markdown}\n${renderCitation(first, wording, PARTS.citation)}`,
    ...further.map((quote) => renderFurther(quote, wording)),
  ].join('\n\n');
  return { description, shown: [first, ...others.filter(isSeen), ...further] };
}

function renderNone(context: AnswerContext, wording: AnswerWording): string {
  if (context.onlyIn !== undefined) return wording.noneInArticle(titleMarkdown(context.onlyIn));
  if (context.articles.length === 0) return inLanguage(ARTICLES_WORDING, context.locale).empty;
  const named = context.articles.slice(0, NAMED_ARTICLES);
  const titles = named.map((article) => `• ${titleMarkdown(article)}`).join('\n');
  return wording.noneAbout(titles, context.articles.length - named.length);
}

/** An article's title as a link when it has an address; at most about 500 characters. */
function titleMarkdown(article: ArticleSummary): string {
  return maskedLink(cut(plainLine(article.title), 80), article.url);
}
