import type { APIEmbed } from 'discord.js';
import type { Answer } from '../answering/answer.ts';
import { SHOWN_QUOTES, worthShowing } from '../answering/worth-showing.ts';
import type { ArticleSummary } from '../engine.ts';
import { maskedLink, plainLine } from './escape.ts';
import { cut } from './limits.ts';
import { COLOURS, message, type Message } from './message.ts';
import { renderCitation, renderQuotation, type Excerpt } from './quotation.ts';
import { wordingFor, type Wording } from './wording/wording.ts';

/** Below this confidence an answer asks to be checked. */
const UNSURE_BELOW = 0.6;
/** Titles named when there is no answer. */
const NAMED_ARTICLES = 5;
/** Characters of the question above the answer. */
const QUESTION_ECHO = 200;

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
  /** The one article that was asked, if one was. */
  onlyIn?: ArticleSummary;
}

/** An answer as a reply. Every limit of Discord is kept whatever the articles and the question hold. */
export function renderAnswer(answer: Answer, context: AnswerContext): Message {
  const wording = wordingFor(context.locale);
  const heading = wording.heading[answer.state];
  const question = cut(plainLine(answer.question), QUESTION_ECHO);
  const embed: APIEmbed = {
    color: COLOURS[answer.state],
    description:
      answer.state === 'none' || answer.quotes.length === 0
        ? renderNone(context, wording)
        : renderQuotes(answer, context, wording),
  };
  if (question !== '') embed.author = { name: question };
  if (heading !== null) embed.title = heading;
  if (answer.state === 'answered' && answer.confidence < UNSURE_BELOW)
    embed.footer = { text: wording.unsure };
  return message({ embeds: [embed] });
}

function renderQuotes(answer: Answer, context: AnswerContext, wording: Wording): string {
  const [first, ...others] = worthShowing(answer);
  if (first === undefined) return '';
  const quotation = renderQuotation(first, context.paragraph, PARTS.firstQuotation);
  // What the first paragraph already shows need not be said twice.
  const further = others.filter(
    (quote) =>
      quote.articleId !== first.articleId ||
      quote.start < quotation.shown.start ||
      quote.end > quotation.shown.end,
  );
  const rest = further
    .slice(0, SHOWN_QUOTES - 1)
    .map((quote) => ({ quote, markdown: renderQuotation(quote, null, PARTS.furtherQuotation).markdown }));
  return [{ quote: first, markdown: quotation.markdown }, ...rest]
    .map(({ quote, markdown }) => `${markdown}\n${renderCitation(quote, wording, PARTS.citation)}`)
    .join('\n\n');
}

function renderNone(context: AnswerContext, wording: Wording): string {
  if (context.onlyIn !== undefined) return wording.noneInArticle(titleMarkdown(context.onlyIn));
  if (context.articles.length === 0) return wording.articlesEmpty;
  const named = context.articles.slice(0, NAMED_ARTICLES);
  const titles = named.map((article) => `• ${titleMarkdown(article)}`).join('\n');
  return wording.noneAbout(titles, context.articles.length - named.length);
}

/** An article's title as a link when it has an address; at most about 500 characters. */
export function titleMarkdown(article: ArticleSummary): string {
  return maskedLink(cut(plainLine(article.title), 80), article.url);
}
