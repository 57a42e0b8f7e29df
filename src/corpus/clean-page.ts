import { isoDate } from './front-matter.ts';
import { displayWidth, endsAsStatement, endsWithMark, isListItem, type Line } from './line-shape.ts';
import { announcesLinks, isProse, lineRole, originOf, type LineRole } from './page-lines.ts';
import type { PagePart } from './split-page.ts';

/** A line that stays; captions help to find and are never quoted. */
export interface KeptLine {
  line: Line;
  caption: boolean;
}

export interface CleanPage {
  lines: KeptLine[];
  /** Where the page says the text was first published. */
  source: string | null;
  /** The date of its byline. */
  published: string | null;
  /** The lines taken off, in order. */
  dropped: string[];
}

/** Columns of the longest caption, and of the longest line of alternative text over it. */
const CAPTION_WIDTH = 200;
const ALTERNATIVE_WIDTH = 80;
/** Columns of the longest byline. */
const BYLINE_WIDTH = 90;

type Fate = 'keep' | 'caption' | 'drop';

/**
 * Takes navigation, prompts, credits, bylines and footers off one article of a scraped page, and marks photo captions.
 * @param repeated lines that other pages' articles hold as well, from `findRepeatedLines`
 */
export function cleanPage(part: PagePart, repeated: Set<string>): CleanPage {
  const { lines } = part;
  const roles = lines.map((line) => lineRole(line.text));
  const fates: Fate[] = roles.map((role) => (role === null ? 'keep' : 'drop'));
  markCaptions(lines, roles, fates);
  dropAnnouncedLinks(lines, roles, fates);
  dropRepeated(lines, repeated, fates);
  const published = dropByline(lines, fates);
  dropTail(lines, fates);
  return {
    lines: lines.flatMap((line, at) =>
      fates[at] === 'drop' ? [] : [{ line, caption: fates[at] === 'caption' }],
    ),
    source:
      roles.flatMap((role, at) => (role === 'origin' ? [originOf(lines[at]?.text ?? '')] : []))[0] ?? null,
    published,
    dropped: lines.flatMap(({ text }, at) => (fates[at] === 'drop' ? [text] : [])),
  };
}

/** Directly over a credit stands the caption, and over that the picture's alternative text. */
function markCaptions(lines: Line[], roles: (LineRole | null)[], fates: Fate[]): void {
  lines.forEach((line, at) => {
    if ((roles[at] !== 'credit' && roles[at] !== 'file') || line.blankBefore) return;
    const caption = lines[at - 1];
    if (caption === undefined || roles[at - 1] !== null || !isCaption(lines, at - 1)) return;
    fates[at - 1] = 'caption';
    const alternative = lines[at - 2];
    if (caption.blankBefore || alternative === undefined || roles[at - 2] !== null) return;
    const { text } = alternative;
    if (displayWidth(text) <= ALTERNATIVE_WIDTH && !endsWithMark(text) && !isListItem(text))
      fates[at - 2] = 'caption';
  });
}

function isCaption(lines: Line[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || displayWidth(line.text) > CAPTION_WIDTH || isListItem(line.text)) return false;
  // Where no blank lines part the paragraphs, a whole sentence over a credit may be prose.
  return !endsAsStatement(line.text) || line.blankBefore || lines[at - 1]?.blankBefore === true;
}

/** After "Related stories" alone on its line come the titles of other articles, up to the next prose. */
function dropAnnouncedLinks(lines: Line[], roles: (LineRole | null)[], fates: Fate[]): void {
  lines.forEach((line, at) => {
    if (roles[at] !== 'link' || !announcesLinks(line.text)) return;
    let to = at + 1;
    while (to < lines.length && roles[to] === null && isLinkedTitle(lines[to]?.text ?? '')) to += 1;
    // The last short line over prose is the next heading, unless it is the only one.
    const heading = lines[to - 1];
    const keepsLast = to < lines.length && roles[to] === null && to - at > 2 && heading?.blankBefore === true;
    for (let drop = at + 1; drop < (keepsLast && !isListItem(heading.text) ? to - 1 : to); drop += 1)
      fates[drop] = 'drop';
  });
}

function isLinkedTitle(text: string): boolean {
  return displayWidth(text) <= 110 && !endsAsStatement(text) && !/[。｡]/.test(text);
}

/** A short repeated line that heads prose of this article alone ("Conclusion") is its heading and stays. */
function dropRepeated(lines: Line[], repeated: Set<string>, fates: Fate[]): void {
  lines.forEach(({ text }, at) => {
    if (!repeated.has(text)) return;
    const next = lines[at + 1]?.text ?? '';
    const heads =
      !endsAsStatement(text) && displayWidth(text) <= 60 && fates[at + 1] === 'keep' && isProse(next);
    if (!heads || repeated.has(next)) fates[at] = 'drop';
  });
}

const BYLINE =
  /^(?:by|words by|story by)\s+\p{Lu}|(?:記者|记者|特派員|編譯|編輯部|報導|报道|撰稿)(?:\s|$|[/／|:：])|\b\d{1,3} ?min(?:ute)?s? read\b|^(?:更新|發布|发布|發佈|published|updated|posted)(?:時間|时间|於|于|日期| on| at)?\s?[:：]?\s?\S|閱讀時間|瀏覽[數次]/iu;
const DATE = /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}/;
const ENGLISH_DATE =
  /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b|\b(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,? (\d{4})\b/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Between headline and prose stand names and a date. @returns the date, ISO, or `null` */
function dropByline(lines: Line[], fates: Fate[]): string | null {
  let published: string | null = null;
  for (const [at, { text }] of lines.entries()) {
    if (fates[at] !== 'keep') continue;
    if (isProse(text)) break;
    if (!isByline(text)) continue;
    fates[at] = 'drop';
    published ??= dateInLine(text);
  }
  return published;
}

/** Whether a line between headline and prose names a writer, a date or the time that reading takes. */
export function isByline(text: string): boolean {
  return displayWidth(text) <= BYLINE_WIDTH && (dateInLine(text) !== null || BYLINE.test(text));
}

/** The first date of a line, ISO; `null` when it has none. */
export function dateInLine(text: string): string | null {
  const found = DATE.exec(text);
  if (found !== null) return isoDate(text.slice(found.index));
  const english = ENGLISH_DATE.exec(text);
  if (english === null) return null;
  const month = MONTHS.indexOf((english[1] ?? english[5] ?? '').slice(0, 3).toLowerCase()) + 1;
  return isoDate(`${english[3] ?? english[6] ?? ''}-${month}-${english[2] ?? english[4] ?? ''}`);
}

/** Below the last prose there is only the page's foot, whatever it says. */
function dropTail(lines: Line[], fates: Fate[]): void {
  let last = lines.length - 1;
  while (last >= 0 && (fates[last] !== 'keep' || !isProse(lines[last]?.text ?? ''))) last -= 1;
  for (let at = last + 1; at < lines.length; at += 1) if (fates[at] === 'keep') fates[at] = 'drop';
}
