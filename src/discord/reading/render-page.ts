import type { APIEmbed } from 'discord.js';
import type { Article } from '../../corpus/article.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';
import { READING_WORDING, type ReadingWording } from '../wording/reading.ts';
import { shortMarkdown } from './article-facts.ts';
import { LONGEST_TITLE_LINE, titleLine } from './article-title.ts';
import { clampPage, pageButtons } from './page-buttons.ts';
import { pagesOf, PIECE_LABEL, type Page, type Piece } from './pages.ts';
import { QUOTED_LIMIT, quoteMarkdown } from './paragraph-parts.ts';
import { contentsId, turnPageId } from './reading-ids.ts';
import { sectionName } from './section-name.ts';

/** Characters of Markdown of a section's name and of what the longest language says of its paragraphs. */
const PLACE = { name: 120, range: 40 } as const;
export const LONGEST_PAGE = LONGEST_TITLE_LINE + PLACE.name + PLACE.range + 3 + QUOTED_LIMIT + PIECE_LABEL;

/**
 * One page of an article as a reply, each paragraph quoted whole under its number.
 * @param at the page, from 0; beyond the last it is the last.
 * @returns `null` when the article has no paragraph at all.
 */
export function renderPage(article: Article, key: string, at: number, locale: string): Message | null {
  const wording = inLanguage(READING_WORDING, locale);
  const { separator, buttons } = inLanguage(ANSWER_WORDING, locale);
  const pages = pagesOf(article);
  const number = clampPage(at, pages.length);
  const page = pages[number];
  const [first, last] = [page?.pieces[0], page?.pieces.at(-1)];
  if (page === undefined || first === undefined || last === undefined) return null;

  const name = shortMarkdown(sectionName(article, page.section, wording), PLACE.name);
  const range = wording.range(first.paragraph, last.paragraph);
  const text = page.pieces.map((piece) => renderPiece(article, piece, wording)).join('\n\n');
  const embed: APIEmbed = {
    color: COLOURS.neutral,
    description: `${titleLine(article)}\n${name}${separator}${range}\n\n${text}`,
  };
  const ofSection = pages.filter(({ section }) => section === page.section);
  if (ofSection.length > 1)
    embed.footer = { text: wording.page(ofSection.indexOf(page) + 1, ofSection.length) };

  const turning = pageButtons({
    page: number,
    pages: pages.length,
    idOf: (other) => turnPageId(key, other),
    labels: pageLabels(page, pages[number - 1], pages[number + 1], wording),
  });
  const outline = button({ customId: contentsId(key, null, first.paragraph), label: buttons.outline });
  return message({ embeds: [embed], components: buttonRows([...turning, outline]) });
}

/** A button says when it leads into another section. */
function pageLabels(
  page: Page,
  before: Page | undefined,
  after: Page | undefined,
  { pageLabels: labels, sectionLabels }: ReadingWording,
): { previous: string; next: string } {
  const leaves = (other: Page | undefined): boolean => other !== undefined && other.section !== page.section;
  return {
    previous: leaves(before) ? sectionLabels.previous : labels.previous,
    next: leaves(after) ? sectionLabels.next : labels.next,
  };
}

function renderPiece(article: Article, piece: Piece, wording: ReadingWording): string {
  const { start, end, paragraph, part, parts } = piece;
  const label = parts === 1 ? wording.range(paragraph, paragraph) : wording.part(paragraph, part + 1, parts);
  return `${label}\n${quoteMarkdown(article.text.slice(start, end))}`;
}
