import { ButtonStyle, type APIButtonComponent } from 'discord.js';
import type { Quote } from '../../answering/answer.ts';
import type { ArticleSummary } from '../../engine.ts';
import { button, buttonRows, type Row } from '../message.ts';
import { outlineId, readId } from '../reading/reading-ids.ts';
import { ANSWER_WORDING, type AnswerWording } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';
import { feedbackId } from './feedback.ts';
import { furtherQuotesId } from './quotes-in-id.ts';
import { SHARE_ID } from './share.ts';

/** Where an answer is shown. */
export interface AnswerPlace {
  /** Only the asker sees it, in a server where others could. */
  isPrivate: boolean;
  /** In a server, whose moderators may learn that an answer was no help. */
  inServer: boolean;
}

/**
 * The buttons under an answer, what they need in their custom ids: a row to read around the best quote, a row to say what
 * one thinks of it.
 * @param first the best quote, `null` when nothing answers.
 * @param unseen quotes that the answer does not show.
 */
export function answerButtons(
  first: Quote | null,
  unseen: readonly Quote[],
  articles: readonly ArticleSummary[],
  locale: string,
  place: AnswerPlace,
): Row[] {
  const { buttons } = inLanguage(ANSWER_WORDING, locale);
  const reading = first === null ? [] : readingButtons(first, articles, buttons);
  const keys = new Map(articles.map(({ id, key }) => [id, key]));
  const further = unseen.filter(({ articleId }) => keys.has(articleId));
  if (further.length > 0) {
    const id = furtherQuotesId(further, (articleId) => keys.get(articleId) ?? '');
    reading.push(button({ customId: id, label: buttons.more(further.length) }));
  }
  return [...buttonRows(reading), ...buttonRows(opinionButtons(first, buttons, place))];
}

function readingButtons(
  quote: Quote,
  articles: readonly ArticleSummary[],
  labels: AnswerWording['buttons'],
): APIButtonComponent[] {
  const article = articles.find(({ id }) => id === quote.articleId);
  if (article === undefined) return [];
  const { key, paragraphs } = article;
  const neighbours = [
    { paragraph: quote.paragraph - 1, label: labels.before },
    { paragraph: quote.paragraph + 1, label: labels.after },
  ].filter(({ paragraph }) => paragraph >= 1 && paragraph <= paragraphs);
  return [
    ...neighbours.map(({ paragraph, label }) => button({ customId: readId(key, paragraph), label })),
    button({ customId: outlineId(key, 0, quote), label: labels.outline }),
  ];
}

function opinionButtons(
  first: Quote | null,
  labels: AnswerWording['buttons'],
  { isPrivate, inServer }: AnswerPlace,
): APIButtonComponent[] {
  if (!inServer) return [];
  const share = isPrivate
    ? [button({ customId: SHARE_ID, label: labels.share, style: ButtonStyle.Primary })]
    : [];
  const wrongSource =
    first === null ? [] : [button({ customId: feedbackId('wrong-source'), label: labels.wrongSource })];
  return [
    ...share,
    button({ customId: feedbackId('not-helpful'), label: labels.notHelpful }),
    ...wrongSource,
  ];
}
