import type { Article, Section, Span } from '../../corpus/article.ts';
import { blockAt } from '../../corpus/block-at.ts';

/** One section of an article, without those that it holds. */
export interface OutlineEntry {
  /** Index into `Article.sections`. */
  section: number;
  /** How many sections it lies in. */
  depth: number;
  /** Numbers of its own paragraphs, in order; empty for a heading with nothing but further headings under it. */
  paragraphs: number[];
}

/** The sections of an article in reading order. */
export function outlineOf(article: Article): OutlineEntry[] {
  const numbers = new Map<number, number[]>();
  for (const { section, paragraph } of article.blocks) {
    if (paragraph === null) continue;
    const known = numbers.get(section);
    if (known === undefined) numbers.set(section, [paragraph]);
    else known.push(paragraph);
  }
  const around: Section[] = [];
  return article.sections.map((each, section) => {
    while ((around.at(-1)?.level ?? 0) >= each.level && around.length > 0) around.pop();
    const depth = around.length;
    // What stands before the first heading holds no section.
    if (each.level > 0) around.push(each);
    return { section, depth, paragraphs: numbers.get(section) ?? [] };
  });
}

/** The number of the paragraph in which a span starts; `null` when it starts in none. */
export function paragraphAt(article: Article, { start }: Span): number | null {
  return blockAt(article, start)?.paragraph ?? null;
}
