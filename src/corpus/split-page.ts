import { displayWidth, isListItem, type Line } from './line-shape.ts';
import { isProse, lineRole, type LineRole } from './page-lines.ts';

/** One article's stretch of a scraped page, still with whatever stands around its prose. */
export interface PagePart {
  file: string;
  /** The headline, when the page printed it twice or announced it; it is not among `lines`. */
  headline: string | null;
  lines: Line[];
}

/** How far below a headline its first prose must stand, in lines: bylines, dates and buttons lie between. */
const HEAD_LINES = 12;
/** Columns of prose that must stand there. */
const HEAD_WIDTH = 60;
/** Columns of prose that make a first stretch without a headline an article and not a menu. */
const LEAST_PROSE = 200;

/**
 * Cuts a page that a scraper saved into its articles: one begins at a headline printed twice in a row, or after a line such
 * as "next article".
 * @returns `null` for a text that does not look scraped, which must then stay as written
 */
export function splitPage(file: string, lines: Line[]): PagePart[] | null {
  const roles = lines.map((line) => lineRole(line.text));
  const headlines = findHeadlines(lines, roles);
  if (!looksScraped(roles, headlines.size)) return null;
  const parts: PagePart[] = [{ file, headline: null, lines: [] }];
  let at = 0;
  while (at < lines.length) {
    const headline = headlines.get(at);
    const line = lines[at];
    if (headline !== undefined) {
      parts.push({ file, headline: headline.text, lines: [] });
      at += headline.count;
    } else {
      if (line !== undefined && roles[at] !== 'next') parts.at(-1)?.lines.push(line);
      at += 1;
    }
  }
  const articles = parts.filter((part) => proseWidth(part.lines) > 0);
  const [first, ...others] = articles;
  // What stands over the first headline is the page's head, unless it is an article whose headline was printed once.
  return first?.headline === null && others.length > 0 && proseWidth(first.lines) < LEAST_PROSE
    ? others
    : articles;
}

/** Two kinds of chrome on one page, or one that only a scraper leaves. */
function looksScraped(roles: (LineRole | null)[], headlines: number): boolean {
  const kinds = new Set(roles.filter((role) => role !== null));
  return headlines > 0 || kinds.size >= 2;
}

interface Headline {
  text: string;
  /** Lines that print it. */
  count: number;
}

/** Headlines by the index of their first line. */
function findHeadlines(lines: Line[], roles: (LineRole | null)[]): Map<number, Headline> {
  const found = new Map<number, Headline>();
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at]?.text ?? '';
    const announced = roles[at - 1] === 'next';
    const title = printedTwice(text, lines[at + 1]?.text ?? '');
    if ((title === null && !announced) || !canBeHeadline(text) || roles[at] !== null) continue;
    const count = title === null ? 1 : 2;
    if (!hasProseBelow(lines, roles, at + count)) continue;
    found.set(at, { text: title ?? text, count });
    at += count - 1;
  }
  return found;
}

/** The headline of two lines that print the same one, where one of them may carry the site's name. */
function printedTwice(first: string, second: string): string | null {
  if (first === second) return first;
  const [short, long] = first.length < second.length ? [first, second] : [second, first];
  if (short.length < 6 || !long.startsWith(short)) return null;
  return /^\s*[|｜»·_–—-]\s*\S.{0,40}$/.test(long.slice(short.length)) ? short : null;
}

function canBeHeadline(text: string): boolean {
  const width = displayWidth(text);
  return width >= 4 && width <= 240 && !/[,，、:：;；。]$/.test(text) && !isListItem(text);
}

function hasProseBelow(lines: Line[], roles: (LineRole | null)[], from: number): boolean {
  let width = 0;
  for (let at = from; at < Math.min(lines.length, from + HEAD_LINES); at += 1) {
    const text = lines[at]?.text ?? '';
    if (roles[at] === null && isProse(text)) width += displayWidth(text);
  }
  return width >= HEAD_WIDTH;
}

function proseWidth(lines: Line[]): number {
  return lines.reduce(
    (sum, { text }) => (isProse(text) && lineRole(text) === null ? sum + displayWidth(text) : sum),
    0,
  );
}
