import { time, TimestampStyles, type APIEmbed } from 'discord.js';
import type { Feedback, FeedbackSummary } from '../../state/feedback.ts';
import { blockQuote } from '../escape.ts';
import { buttonRows, COLOURS, message, type Message } from '../message.ts';
import { FEEDBACK_LOG_WORDING, type FeedbackLogWording } from '../wording/feedback-log.ts';
import { inLanguage } from '../wording/language.ts';
import { escapedLine } from './escaped-line.ts';
import { feedbackPageId } from './moderation-ids.ts';
import { pageButtons, pageFooter, type Page } from './paging.ts';

export const FEEDBACK_A_PAGE = 5;
/** Articles that the counts name. */
const NAMED_ARTICLES = 5;
/** Characters of Markdown of each part. Five articles and five entries add up to less than a description may hold. */
const PARTS = { articleTitle: 80, question: 200, quote: 260, title: 80 } as const;

export interface FeedbackPage {
  summary: FeedbackSummary;
  page: Page;
  /** Those of this page, newest first. */
  entries: readonly Feedback[];
}

/** What members said of answers: how much by article, then the latest. */
export function renderFeedback({ summary, page, entries }: FeedbackPage, locale: string): Message {
  const wording = inLanguage(FEEDBACK_LOG_WORDING, locale);
  if (summary.total === 0) {
    return message({
      embeds: [{ color: COLOURS.none, title: wording.title, description: wording.empty }],
    });
  }
  const embed: APIEmbed = {
    color: COLOURS.neutral,
    title: wording.title,
    description: [
      `${wording.total(countsOf(summary.byKind))}\n${renderArticles(summary, wording)}`,
      ...entries.map((entry) => renderEntry(entry, wording)),
    ].join('\n\n'),
    ...pageFooter(page, locale),
  };
  return message({
    embeds: [embed],
    components: buttonRows(pageButtons(page, feedbackPageId, locale)),
  });
}

function renderArticles({ byArticle }: FeedbackSummary, wording: FeedbackLogWording): string {
  const lines = byArticle.slice(0, NAMED_ARTICLES).map(({ articleId, title, byKind }) => {
    const name =
      articleId === null ? wording.withoutArticle : escapedLine(title ?? articleId, PARTS.articleTitle);
    return `• ${wording.article(name, countsOf(byKind))}`;
  });
  const more = byArticle.length - lines.length;
  return [...lines, ...(more > 0 ? [wording.moreArticles(more)] : [])].join('\n');
}

function renderEntry(entry: Feedback, wording: FeedbackLogWording): string {
  const { kind, question, title, paragraph, quote, at } = entry;
  const date = time(at, TimestampStyles.ShortDate);
  const lines = [wording.entry(wording.kinds[kind], escapedLine(question, PARTS.question), date)];
  if (quote !== null) lines.push(blockQuote(escapedLine(quote, PARTS.quote)));
  if (title !== null && paragraph !== null)
    lines.push(wording.place(escapedLine(title, PARTS.title), paragraph));
  return lines.join('\n');
}

function countsOf(byKind: FeedbackSummary['byKind']): { notHelpful: number; wrongSource: number } {
  return { notHelpful: byKind['not-helpful'], wrongSource: byKind['wrong-source'] };
}
