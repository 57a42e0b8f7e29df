import { isQuotable, type DraftArticle, type DraftBlock } from './build-article.ts';
import { cleanPage, type KeptLine } from './clean-page.ts';
import { findHeadings } from './find-headings.ts';
import type { FrontMatter } from './front-matter.ts';
import { displayWidth, splitLines, type Line } from './line-shape.ts';
import { blockOf, gatherBlocks, type PlainBlock } from './plain-blocks.ts';
import { isTitleLike, titleFromFile } from './read-markdown.ts';
import type { PagePart } from './split-page.ts';

/** Reads plain text, which stays exactly as written; its first line is the title when it can be one. */
export function readPlain(file: string, text: string, matter: FrontMatter | null): DraftArticle {
  const lines = splitLines(text);
  const first = lines[0];
  const titled = first !== undefined && standsAlone(lines) && isTitleLike(first.text);
  const headline = titled && (matter?.title ?? first.text) === first.text ? first : null;
  const blocks = findHeadings(gatherBlocks(headline === null ? lines : lines.slice(1), false), false);
  return {
    ...about(file, matter),
    title: matter?.title ?? headline?.text ?? titleFromFile(file),
    text,
    blocks: toDrafts(headline === null ? [] : [headline], blocks),
  };
}

/** Reads one article of a scraped page; its text is what is left of the page, paragraphs parted by blank lines. `dropped`: lines taken off. */
export function readPagePart(
  part: PagePart,
  repeated: Set<string>,
): { draft: DraftArticle; dropped: string[] } {
  const page = cleanPage(part, repeated);
  let { lines } = page;
  let title = part.headline;
  const first = lines[0];
  if (title === null && first !== undefined && !first.caption && isTitleLike(first.line.text)) {
    title = first.line.text;
    lines = lines.slice(1);
  }
  const blocks = runsOf(lines).flatMap(({ caption, run }) =>
    caption ? run.map((line) => blockOf('caption', [line])) : gatherBlocks(run, true),
  );
  const draft: DraftArticle = {
    ...about(part.file, null),
    ...compact(title, findHeadings(blocks, true)),
    title: title ?? titleFromFile(part.file),
    source: page.source,
    published: page.published,
  };
  return { draft, dropped: page.dropped };
}

/** Captions and what stands between them: a caption is never a line of a list or a paragraph. */
function runsOf(lines: KeptLine[]): { caption: boolean; run: Line[] }[] {
  const runs: { caption: boolean; run: Line[] }[] = [];
  for (const { line, caption } of lines) {
    const last = runs.at(-1);
    if (last?.caption === caption) last.run.push(line);
    else runs.push({ caption, run: [line] });
  }
  return runs;
}

function about(file: string, matter: FrontMatter | null): Omit<DraftArticle, 'title' | 'text' | 'blocks'> {
  const { id = null, source = null, url = null, published = null, language = null } = matter ?? {};
  return { file, id, source, url, published, language };
}

/** A title has a blank line under it, or a line much longer than itself. */
function standsAlone(lines: Line[]): boolean {
  const [first, second] = lines;
  if (first === undefined || second === undefined) return false;
  return second.blankBefore || displayWidth(second.text) > Math.max(100, 1.5 * displayWidth(first.text));
}

function toDrafts(headlines: Line[], blocks: PlainBlock[]): DraftBlock[] {
  const quotable = blocks.some((block) => isQuotable(block.kind));
  return [
    ...headlines.map(({ start, end }): DraftBlock => ({ start, end, kind: 'heading' })),
    ...blocks.map((block): DraftBlock => {
      const { start, end } = block;
      if (block.kind !== 'heading') return { start, end, kind: block.kind };
      // A text of nothing but short lines is a text, not a list of headings.
      if (!quotable) return { start, end, kind: 'text' };
      return { start, end, kind: 'heading', opens: opening(block) };
    }),
  ];
}

function opening(block: PlainBlock): { heading: string; level: number } {
  return { heading: (block.lines[0]?.text ?? '').replace(/\s+/g, ' '), level: 2 };
}

/** Writes the kept blocks one after the other and moves their spans along. */
function compact(title: string | null, blocks: PlainBlock[]): { text: string; blocks: DraftBlock[] } {
  const written: string[] = title === null ? [] : [title];
  const headlines: Line[] =
    title === null ? [] : [{ text: title, start: 0, end: title.length, indent: 0, blankBefore: true }];
  let length = title?.length ?? 0;
  const moved = blocks.map((block): PlainBlock => {
    const text = block.lines
      .map((line, index) => (index === 0 ? '' : ' '.repeat(line.indent)) + line.text)
      .join('\n');
    if (length > 0) length += 2;
    const start = length;
    length += text.length;
    written.push(text);
    return { ...block, start, end: length };
  });
  return { text: written.join('\n\n'), blocks: toDrafts(headlines, moved) };
}
