import { isCjk } from '../line-shape.ts';
import { ordinaryCharacters } from './ordinary-characters.ts';

/** A piece of text as PDF.js places it: `transform` is `[a, b, c, d, x, y]` in points, y upwards. */
export interface PdfItem {
  str: string;
  transform: number[];
  /** Points. */
  width: number;
}

/** One printed line. Lengths are in points, from the lower left corner of the page. */
export interface PdfLine {
  text: string;
  /** 1-based. */
  page: number;
  left: number;
  right: number;
  /** Of its baseline. */
  y: number;
  /** Of its type. */
  size: number;
}

/** Share of the type's size by which two pieces of one line may differ in height. */
const SAME_LINE = 0.5;
/** The same for a gap that is a space, and one that is the gutter between columns. */
const SPACE = 0.18;
const GUTTER = 3;

interface OpenLine extends PdfLine {
  endsWithSpace: boolean;
}

/** Joins the pieces of a page into lines, in the order in which the page draws them; text that is turned is left out. */
export function linesOfPage(items: PdfItem[], page: number): PdfLine[] {
  const lines: OpenLine[] = [];
  for (const { str, transform, width } of items) {
    const [a = 0, b = 0, , d = 0, x = 0, y = 0] = transform;
    const size = Math.abs(d) || Math.abs(a);
    const text = ordinaryCharacters(str);
    if (text === '' || size === 0 || Math.abs(b) > 0.1 * Math.abs(a)) continue;
    const open = lines.at(-1);
    if (open !== undefined && continuesLine(open, x, y, size)) extend(open, text, x, width, size);
    else if (text.trim() !== '')
      lines.push({ text, page, left: x, right: x + width, y, size, endsWithSpace: /\s$/.test(text) });
  }
  return lines.flatMap(({ text, page: of, left, right, y, size }) => {
    const trimmed = text.replace(/\s+/g, ' ').trim();
    return trimmed === ''
      ? []
      : [{ text: trimmed, page: of, left, right, y, size: Math.round(size * 2) / 2 }];
  });
}

function continuesLine(line: OpenLine, x: number, y: number, size: number): boolean {
  const em = Math.max(size, line.size);
  const gap = x - line.right;
  return Math.abs(y - line.y) <= SAME_LINE * em && gap > -em && gap < GUTTER * em;
}

function extend(line: OpenLine, text: string, x: number, width: number, size: number): void {
  const spaced = line.endsWithSpace || /^\s/.test(text);
  const gap = x - line.right > SPACE * Math.min(size, line.size);
  const before = line.text.at(-1) ?? '';
  const wide = isCjk(before) && isCjk(text.charAt(0));
  // PDF.js puts a space into every gap; between Chinese characters it is only spacing.
  if (wide || (text.trim() === '' && isCjk(before))) line.text += text.trimStart();
  else line.text += gap && !spaced ? ` ${text}` : text;
  line.endsWithSpace = /\s$/.test(line.text);
  line.right = Math.max(line.right, x + width);
  line.size = Math.max(line.size, size);
}
