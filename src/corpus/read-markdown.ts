import { basename } from 'node:path';
import { isQuotable, type DraftArticle, type DraftBlock } from './build-article.ts';
import type { FrontMatter } from './front-matter.ts';
import { displayWidth, endsWithMark } from './line-shape.ts';
import { splitMarkdown, type MarkdownBlock } from './markdown-blocks.ts';

/** Columns of the longest first line that is taken as a title. */
const TITLE_WIDTH = 100;

/** Reads a Markdown body, whose text stays exactly as written. */
export function readMarkdown(file: string, body: string, matter: FrontMatter | null): DraftArticle {
  const blocks = splitMarkdown(body);
  const headline = findHeadline(blocks, matter?.title ?? null);
  const title = matter?.title ?? headline?.title ?? firstLineTitle(body, blocks) ?? titleFromFile(file);
  return {
    file,
    title,
    text: body,
    blocks: blocks.map((block) => (block === headline ? asHeadline(block) : asDraft(block))),
    id: matter?.id ?? null,
    source: matter?.source ?? null,
    url: matter?.url ?? null,
    published: matter?.published ?? null,
    language: matter?.language ?? null,
  };
}

/** The heading that names the whole article and so opens no section; it stands before anything that can be quoted. */
function findHeadline(blocks: MarkdownBlock[], title: string | null): MarkdownBlock | undefined {
  const prose = blocks.findIndex((block) => isQuotable(block.kind));
  const head = (prose === -1 ? blocks : blocks.slice(0, prose)).filter((block) => block.kind === 'heading');
  if (title !== null) return head.find((block) => block.title === title);
  const first = head.find((block) => block.opens?.level === 1);
  if (first !== undefined) return first;
  // A lower heading is the headline when it stands alone at the highest depth used.
  const depths = blocks.flatMap((block) => (block.opens === undefined ? [] : [block.opens.level]));
  const highest = depths.reduce((least, depth) => Math.min(least, depth), 6);
  const alone = depths.filter((depth) => depth === highest).length === 1;
  return alone ? head.find((block) => block === blocks[0] && block.opens?.level === highest) : undefined;
}

function firstLineTitle(body: string, blocks: MarkdownBlock[]): string | null {
  const first = blocks[0];
  if (first?.kind !== 'text' || first.end - first.start > TITLE_WIDTH) return null;
  const line = body.slice(first.start, first.end);
  return isTitleLike(line) && blocks.length > 1 ? line : null;
}

/** Whether a line can be a title: short, one line, and not a statement. */
export function isTitleLike(line: string): boolean {
  return (
    displayWidth(line) <= TITLE_WIDTH &&
    !line.includes('\n') &&
    !/[。｡，,、;；:：]$/.test(line) &&
    !isStatement(line)
  );
}

function isStatement(line: string): boolean {
  return endsWithMark(line) && !/[?？!！…⋯]["'」』”’）)]*$/.test(line);
}

/** `2023-open_letter.md` to `2023-open letter`: better than nothing, and the same on every machine. */
export function titleFromFile(file: string): string {
  const stem = basename(file).replace(/\.[^.]+$/, '');
  return stem.replace(/_+/g, ' ').trim() || stem;
}

function asHeadline(block: MarkdownBlock): DraftBlock {
  return { start: block.start, end: block.end, kind: 'heading' };
}

function asDraft({ start, end, kind, opens }: MarkdownBlock): DraftBlock {
  return opens === undefined ? { start, end, kind } : { start, end, kind, opens };
}
