import type { Span } from './article.ts';

/** A line that is not blank; `start` and `end` leave out the white space around it. */
export interface Line extends Span {
  text: string;
  /** Columns of white space before it. */
  indent: number;
  /** Whether a blank line, or the start of the text, stands above it. */
  blankBefore: boolean;
}

/** The lines of `text` that are not blank, in order. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  let blankBefore = true;
  for (const raw of text.split('\n')) {
    const trimmed = raw.trim();
    if (trimmed === '') {
      blankBefore = true;
    } else {
      const start = from + raw.length - raw.trimStart().length;
      const indent = displayWidth(text.slice(from, start));
      lines.push({ start, end: start + trimmed.length, text: trimmed, indent, blankBefore });
      blankBefore = false;
    }
    from += raw.length + 1;
  }
  return lines;
}

/** Whether a character belongs to a script written without spaces, or to its punctuation. */
export function isCjk(char: string): boolean {
  return char >= '\u2e80' && char <= '\uffef';
}

/** Columns in a terminal: 2 for wide characters, 4 for a tab. */
export function displayWidth(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    width += char === '\t' ? 4 : isCjk(char) ? 2 : 1;
  }
  return width;
}

/** Whether a stretch holds any letter or digit. */
export function hasWords(text: string, start: number, end: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.slice(start, end));
}

/** Ends as a sentence ends: an end mark, closing quotes allowed after it. */
export function endsWithMark(line: string): boolean {
  return /[。｡！？!?.…⋯][」』”’）)】\]"'*_]{0,4}$/.test(line);
}

/** Ends as a statement ends; `?` and `!` may also end a headline. */
export function endsAsStatement(line: string): boolean {
  return /[。｡.][」』”’）)】\]"'*_]{0,4}$/.test(line);
}

const LIST_ITEM =
  /^[>\s]{0,40}(?:[-*+•·‧▪●○◆■□–]\s+\S|\d{1,3}[.)、．）]\s*(?![\d.])\S|[(（]\d{1,3}[)）]\s*\S)/;
const CHINESE_ITEM =
  /^[>\s]{0,40}(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、．])\s*\S/;

/** Whether a line begins with a bullet or a number as items of a list do. */
export function isListItem(line: string): boolean {
  return LIST_ITEM.test(line) || CHINESE_ITEM.test(line);
}

/**
 * The style of a line's number: lines of one style are siblings, such as `(一)` and `(二)`, or `趨勢一:` and `趨勢二:`.
 * `null` when it is not numbered.
 */
export function enumerator(line: string): string | null {
  if (/^[(（][一二三四五六七八九十]{1,3}[)）]/.test(line)) return '(一)';
  if (/^[一二三四五六七八九十]{1,3}[、．.]/.test(line)) return '一、';
  if (/^[(（]\d{1,3}[)）]/.test(line)) return '(1)';
  if (/^\d{1,3}[.、．)）]\s*(?![\d.])\S/.test(line)) return '1.';
  if (/^[-*+•·‧▪●○◆■□]\s/.test(line)) return '-';
  if (/^第[一二三四五六七八九十百\d]{1,4}[章節节回部篇條条步點点項项]/.test(line)) return '第一章';
  const named = /^(\p{L}{1,12})\s?[一二三四五六七八九十\d]{1,3}\s?[:：]/u.exec(line);
  return named === null ? null : `${named[1] ?? ''}一:`;
}
