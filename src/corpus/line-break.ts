import type { Span } from './article.ts';
import { displayWidth, isListItem } from './line-shape.ts';

/** Columns under which a line ended because its writer wanted it to, not because it was full. */
const SHORT_LINE = 40;

const DELIMITER_ROW = /^\|?[\s:|-]*-[\s:|-]*$/;

export interface LineWidths {
  /** Columns of each line, as a terminal counts them. */
  widths: number[];
  widest: number;
}

export function lineWidths(text: string, block: Span): LineWidths {
  const widths = text.slice(block.start, block.end).split('\n').map(displayWidth);
  return { widths, widest: widths.reduce((most, each) => Math.max(most, each), 0) };
}

/**
 * Whether the line break at `at` ends a sentence. In wrapped text it is only a space; it is a boundary after a Markdown
 * hard break, between list items and table rows, at an empty quoted line, and after a line too short to be a full one.
 * @param lines the block's widths, from `lineWidths`
 * @param line index of the line that ends at `at`
 */
export function breaksSentenceAt(
  text: string,
  at: number,
  block: Span,
  lines: LineWidths,
  line: number,
): boolean {
  const previous = lineBefore(text, at, block.start);
  const next = lineAfter(text, at, block.end);
  if (isListItem(next)) return true;
  if (next.startsWith('|')) return !DELIMITER_ROW.test(next);
  if (previous.startsWith('|')) return true;
  if (previous.endsWith('  ') || previous.endsWith('\\')) return true;
  if (/^[>\s]*$/.test(previous) || /^[>\s]*$/.test(next)) return true;
  const first = next.replace(/^[>\s]+/, '').charAt(0);
  if (/[,，、;；:：—–-]$/.test(previous.trimEnd()) || /\p{Ll}/u.test(first)) return false;
  return (lines.widths[line] ?? 0) < Math.max(SHORT_LINE, 0.6 * lines.widest);
}

/** The last 200 characters of the line before `at`: enough for its shape, and bounded for lines of a megabyte. */
function lineBefore(text: string, at: number, limit: number): string {
  const window = text.slice(Math.max(limit, at - 200), at);
  return window.slice(window.lastIndexOf('\n') + 1);
}

function lineAfter(text: string, at: number, limit: number): string {
  const window = text.slice(at + 1, Math.min(limit, at + 201));
  const newline = window.indexOf('\n');
  return newline === -1 ? window : window.slice(0, newline);
}
