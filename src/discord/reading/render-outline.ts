import type { APIEmbed } from 'discord.js';
import type { Article } from '../../corpus/article.ts';
import type { ArticleSummary } from '../../engine.ts';
import { COLOURS, buttonRows, message, type Message } from '../message.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';
import { READING_WORDING, type ReadingWording } from '../wording/reading.ts';
import { articleFacts, LONGEST_FACTS, shortMarkdown } from './article-facts.ts';
import { LONGEST_TITLE_LINE, titleLine } from './article-title.ts';
import { outlineOf, type OutlineEntry } from './outline.ts';
import { clampPage, pageButtons } from './page-buttons.ts';
import { chooseSectionId, contentsId } from './reading-ids.ts';
import { sectionName } from './section-name.ts';
import { selectRow } from './select-row.ts';

/** Sections on a page: as many as a menu holds. */
const SECTIONS = 25;
/** Characters of Markdown of a section's line: indentation and mark, name, number of paragraphs. */
const LINE = { indentation: 10, name: 90, count: 25 } as const;
const DEEPEST = 4;
export const LONGEST_OUTLINE =
  LONGEST_TITLE_LINE + LONGEST_FACTS + 3 + SECTIONS * (LINE.indentation + LINE.name + LINE.count + 1);

export interface OutlinePlace {
  /** From 0; beyond the last it is the last. `null` for the page of the section to point out. */
  page: number | null;
  /** The paragraph whose section is pointed out; `null` for none. */
  here: number | null;
}

/** An article's sections as a reply, with a menu to read one. */
export function renderOutline(
  article: Article,
  summary: ArticleSummary,
  { page: asked, here }: OutlinePlace,
  locale: string,
): Message {
  const wording = inLanguage(READING_WORDING, locale);
  const entries = outlineOf(article);
  const isHere = ({ paragraphs }: OutlineEntry): boolean => here !== null && paragraphs.includes(here);
  const pages = Math.max(1, Math.ceil(entries.length / SECTIONS));
  const pageOfHere = Math.max(0, Math.floor(entries.findIndex(isHere) / SECTIONS));
  const page = clampPage(asked ?? pageOfHere, pages);
  const shown = entries.slice(page * SECTIONS, (page + 1) * SECTIONS);

  const { separator } = inLanguage(ANSWER_WORDING, locale);
  const lines = shown.map((entry) => {
    const name = shortMarkdown(sectionName(article, entry.section, wording), LINE.name - 4);
    const named = isHere(entry) ? `▸ **${name}**` : name;
    const count = entry.paragraphs.length;
    const indentation = '\u3000'.repeat(Math.min(entry.depth, DEEPEST));
    return `${indentation}${named}${count === 0 ? '' : separator + wording.paragraphs(count)}`;
  });
  const embed: APIEmbed = {
    color: COLOURS.neutral,
    description: `${titleLine(article)}\n${articleFacts(summary, locale)}\n\n${lines.join('\n')}`,
  };
  if (pages > 1) embed.footer = { text: wording.page(page + 1, pages) };
  const { key } = summary;
  const idOf = (other: number): string => contentsId(key, other, here);
  return message({
    embeds: [embed],
    components: [
      ...selectRow(chooseSectionId(key), wording.chooseSection, menuEntries(article, shown, wording)),
      ...buttonRows(pageButtons({ page, pages, idOf, labels: wording.pageLabels })),
    ],
  });
}

/** Only what has text of its own can be read. */
function menuEntries(
  article: Article,
  entries: readonly OutlineEntry[],
  wording: ReadingWording,
): { label: string; value: string; description: string }[] {
  return entries.flatMap(({ section, paragraphs }) => {
    const [first, last] = [paragraphs[0], paragraphs.at(-1)];
    if (first === undefined || last === undefined) return [];
    const label = sectionName(article, section, wording);
    return [{ label, value: String(section), description: wording.range(first, last) }];
  });
}
