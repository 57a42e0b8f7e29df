import type { APIButtonComponent, APIEmbed } from 'discord.js';
import { quoteOf } from '../../answering/quote-of.ts';
import type { Article } from '../../corpus/article.ts';
import { renderCitation } from '../answer/quotation.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';
import { READING_WORDING } from '../wording/reading.ts';
import { clampPage } from './page-buttons.ts';
import { partsOf, QUOTED_LIMIT, quoteMarkdown } from './paragraph-parts.ts';
import { contentsId, paragraphId } from './reading-ids.ts';

/** Characters of Markdown of the citation. */
const CITATION = 600;
export const LONGEST_PARAGRAPH = QUOTED_LIMIT + 1 + CITATION;

export interface ParagraphPlace {
  /** 1-based number. */
  paragraph: number;
  /** Of a paragraph too long for a reply, from 0; beyond the last it is the last. */
  part: number;
}

/**
 * One paragraph as a reply, with its citation and the way to those before and after.
 * @returns `null` when the article has no such paragraph.
 */
export function renderParagraph(
  article: Article,
  key: string,
  { paragraph, part: asked }: ParagraphPlace,
  locale: string,
): Message | null {
  const block = article.blocks.find((each) => each.paragraph === paragraph);
  const parts = block === undefined ? [] : partsOf(article.text, block);
  const part = clampPage(asked, parts.length);
  const span = parts[part];
  const quote = span === undefined ? null : quoteOf(article, span, span, 1);
  if (quote === null) return null;

  const citation = renderCitation(quote, inLanguage(ANSWER_WORDING, locale), CITATION);
  const embed: APIEmbed = {
    color: COLOURS.neutral,
    description: `${quoteMarkdown(quote.text)}\n${citation}`,
  };
  if (parts.length > 1)
    embed.footer = { text: inLanguage(READING_WORDING, locale).page(part + 1, parts.length) };
  const buttons = readingButtons(article, key, { paragraph, part, parts: parts.length }, locale);
  return message({ embeds: [embed], components: buttonRows(buttons) });
}

/** Through the parts of a long paragraph, and from its ends to the neighbours. */
function readingButtons(
  article: Article,
  key: string,
  { paragraph, part, parts }: ParagraphPlace & { parts: number },
  locale: string,
): APIButtonComponent[] {
  const { buttons } = inLanguage(ANSWER_WORDING, locale);
  const { pageLabels } = inLanguage(READING_WORDING, locale);
  const isFirst = part === 0;
  const isLast = part === parts - 1;
  const exists = (number: number): boolean => article.blocks.some((block) => block.paragraph === number);
  return [
    button({
      customId: isFirst ? paragraphId(key, paragraph - 1, 0) : paragraphId(key, paragraph, part - 1),
      label: isFirst ? buttons.before : pageLabels.previous,
      disabled: isFirst && !exists(paragraph - 1),
    }),
    button({
      customId: isLast ? paragraphId(key, paragraph + 1, 0) : paragraphId(key, paragraph, part + 1),
      label: isLast ? buttons.after : pageLabels.next,
      disabled: isLast && !exists(paragraph + 1),
    }),
    button({ customId: contentsId(key, null, paragraph), label: buttons.outline }),
  ];
}
