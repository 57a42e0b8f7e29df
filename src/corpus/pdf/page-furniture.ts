import { displayWidth, endsWithMark } from '../line-shape.ts';
import type { PdfLine } from './pdf-lines.ts';

/** Lines at the head and at the foot of a page among which running heads and page numbers are looked for. */
const EDGE = 3;
/** Pages, and share of all, on which a line must stand to be a running one. */
const LEAST_PAGES = 3;
const SHARE = 0.4;
/** Points by which its place may differ from page to page. */
const SAME_PLACE = 6;
/** Columns of the longest running head. */
const RUNNING_WIDTH = 100;

const PAGE_NUMBER =
  /^(?:[-–—·|\s]*(?:page|p\.|頁|页)?\s*\d{1,4}(?:\s*(?:\/|of|之)\s*\d{1,4})?[-–—·|\s]*|第\s*\d{1,4}\s*[頁页](?:\s*[,，/／]?\s*共\s*\d{1,4}\s*[頁页])?|[ivxlc]{1,6})$/i;

/** A line of a table of contents: dots that lead to a page's number. */
const LEADERS = /(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})$/i;

/** Parts running heads and feet, page numbers and tables of contents from the lines of a document's own text. */
export function dropFurniture(pages: PdfLine[][]): { pages: PdfLine[][]; dropped: string[] } {
  const edges = pages.map((lines) => edgesOf(lines));
  const places = new Map<string, number[]>();
  for (const line of edges.flat()) {
    const key = shapeOf(line.text);
    places.set(key, [...(places.get(key) ?? []), line.y]);
  }
  const least = Math.max(LEAST_PAGES, SHARE * pages.length);
  const offset = numberOffset(edges);
  const isRunning = ({ text, y }: PdfLine): boolean =>
    (places.get(shapeOf(text)) ?? []).filter((other) => Math.abs(other - y) <= SAME_PLACE).length >= least;
  const isNumber = (line: PdfLine): boolean =>
    pages.length > 1 &&
    (PAGE_NUMBER.test(line.text) ||
      (offset !== null && !endsWithMark(line.text) && numbersOf(line).some((number) => number === offset)));
  const dropped = new Set<string>();
  const kept = pages.map((lines, at) => {
    const edge = edges[at] ?? [];
    const outermost = [edge[0], edge.at(-1), lines[0], lines.at(-1)];
    return lines.filter((line) => {
      const furniture =
        LEADERS.test(line.text) ||
        (edge.includes(line) && isRunning(line)) ||
        (outermost.includes(line) && isNumber(line));
      if (furniture) dropped.add(line.text);
      return !furniture;
    });
  });
  return { pages: kept, dropped: [...dropped] };
}

/** What the numbers printed on pages are ahead of the pages' own; `null` when fewer than three pages agree. */
function numberOffset(edges: PdfLine[][]): number | null {
  const counts = new Map<number, number>();
  for (const edge of edges) {
    const ends = [edge[0], edge.at(-1)].flatMap((line) => (line === undefined ? [] : numbersOf(line)));
    for (const offset of new Set(ends)) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  const [offset, count] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0]);
  return count >= LEAST_PAGES ? offset : null;
}

/** The number at either end of a short line, less its page: `Chapter 2: The yard 31` on page 33 gives -2. */
function numbersOf({ text, page }: PdfLine): number[] {
  if (displayWidth(text) > RUNNING_WIDTH) return [];
  const found = [/^\d{1,4}(?=\s|$)/.exec(text)?.[0], /(?<=\s|^)\d{1,4}$/.exec(text)?.[0]];
  return [...new Set(found)].flatMap((number) => (number === undefined ? [] : [Number(number) - page]));
}

/** The highest and lowest lines, wherever they stand in the order of drawing. */
function edgesOf(lines: PdfLine[]): PdfLine[] {
  const byHeight = [...lines].sort((a, b) => b.y - a.y);
  return [...new Set([...byHeight.slice(0, EDGE), ...byHeight.slice(-EDGE)])];
}

/** Numbers aside, since they count the pages. */
function shapeOf(text: string): string {
  return text.replace(/\d+/g, '#').replace(/\s+/g, '');
}
