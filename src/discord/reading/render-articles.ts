import type { APIEmbed } from 'discord.js';
import type { ArticleSummary } from '../../engine.ts';
import { escapeMarkdown } from '../escape.ts';
import { say } from '../failure.ts';
import { buttonRows, COLOURS, message, type Message } from '../message.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { ARTICLES_WORDING } from '../wording/articles.ts';
import { inLanguage } from '../wording/language.ts';
import { READING_WORDING } from '../wording/reading.ts';
import { articleFacts, LONGEST_FACTS, shortMarkdown } from './article-facts.ts';
import { plainTitle, titleLine } from './article-title.ts';
import { clampPage, pageButtons } from './page-buttons.ts';
import { listId, OPEN_ARTICLE } from './reading-ids.ts';
import { searchArticles, type FoundArticle } from './search-articles.ts';
import { selectRow } from './select-row.ts';

const ARTICLES_PER_PAGE = 10;
/** Characters of Markdown of an article's title, and of the headings that a search found. */
const ENTRY = { title: 220, headings: 62 } as const;
/** Characters of one heading. */
const HEADING = 28;
const NAMED_HEADINGS = 2;
export const LONGEST_LIST = ARTICLES_PER_PAGE * (ENTRY.title + LONGEST_FACTS + ENTRY.headings + 4);

export interface ListPlace {
  /** From 0; beyond the last it is the last. */
  page: number;
  /** What is searched for, as `fittingWords` leaves it; empty for all articles. */
  words: string;
}

/** One page of the articles, or of those that a search finds, with a menu to open one. */
export function renderArticles(
  articles: readonly ArticleSummary[],
  { page: asked, words }: ListPlace,
  locale: string,
): Message {
  const wording = inLanguage(ARTICLES_WORDING, locale);
  if (articles.length === 0) return say(wording.empty);
  const found = searchArticles(articles, words);
  const named = escapeMarkdown(words);
  if (found.length === 0) return say(wording.notFound(named));

  const pages = Math.ceil(found.length / ARTICLES_PER_PAGE);
  const page = clampPage(asked, pages);
  const shown = found.slice(page * ARTICLES_PER_PAGE, (page + 1) * ARTICLES_PER_PAGE);
  const embed: APIEmbed = {
    color: COLOURS.neutral,
    title: words === '' ? wording.heading(found.length) : wording.found(found.length, named),
    description: shown.map((each) => renderArticle(each, locale)).join('\n\n'),
  };
  const { page: pageOf, pageLabels } = inLanguage(READING_WORDING, locale);
  if (pages > 1) embed.footer = { text: pageOf(page + 1, pages) };
  const entries = shown.map(({ article }) => ({ label: plainTitle(article), value: article.key }));
  const idOf = (other: number): string => listId(other, words);
  return message({
    embeds: [embed],
    components: [
      ...selectRow(OPEN_ARTICLE, wording.open, entries),
      ...buttonRows(pageButtons({ page, pages, idOf, labels: pageLabels })),
    ],
  });
}

function renderArticle({ article, headings }: FoundArticle, locale: string): string {
  const { separator } = inLanguage(ANSWER_WORDING, locale);
  const lines = [titleLine(article, ENTRY.title), articleFacts(article, locale)];
  const named = headings.slice(0, NAMED_HEADINGS).map((heading) => shortMarkdown(heading, HEADING));
  if (named.length > 0) lines.push(`▸ ${named.join(separator)}`);
  return lines.join('\n');
}
