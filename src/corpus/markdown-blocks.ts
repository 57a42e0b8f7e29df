import type { BlockKind } from './article.ts';
import type { DraftBlock } from './build-article.ts';

/** Longer than this, in UTF-16 code units, and a line is no heading whatever marks stand before it. */
const HEADING_LIMIT = 300;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+|$)/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const ITEM = /^( *)([-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const REFERENCE = /^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:\s*\S/;
const IMAGE = /!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)|!\[[^\]\n]{0,300}\]\[[^\]\n]{0,100}\]/g;
const TAG = /<\/?[a-zA-Z][^<>\n]{0,1000}>|<!--[^\n]{0,1000}?-->/g;

/** A heading as the parser found it; `split` decides which one is the headline. */
export interface MarkdownBlock extends DraftBlock {
  /** Set on headings only. */
  title?: string;
}

/**
 * Cuts Markdown into blocks whose spans point into the text as written. Lists are one block each; of a code fence only the
 * code can be quoted; rules, HTML comments, link definitions and lines that hold only images or tags become `caption`.
 */
export function splitMarkdown(text: string): MarkdownBlock[] {
  return new MarkdownReader(text).read();
}

class MarkdownReader {
  readonly #text: string;
  readonly #lines: string[];
  readonly #starts: number[] = [];
  readonly #blocks: MarkdownBlock[] = [];
  #line = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lines = text.split('\n');
    let start = 0;
    for (const line of this.#lines) {
      this.#starts.push(start);
      start += line.length + 1;
    }
  }

  read(): MarkdownBlock[] {
    while (this.#line < this.#lines.length) this.#readBlock();
    return this.#blocks;
  }

  #readBlock(): void {
    const line = this.#at(this.#line);
    const from = this.#line;
    if (line.trim() === '') this.#line += 1;
    else if (FENCE.test(line)) this.#readFence();
    else if (isHeading(line)) {
      this.#line += 1;
      this.#push(from, this.#line, 'heading', { title: headingText(line), level: levelOf(line) });
    } else if (RULE.test(line)) this.#take('caption', 1);
    else if (/^ {0,3}<!--/.test(line)) this.#readComment();
    else if (ITEM.test(line)) this.#readList();
    else if (REFERENCE.test(line) || isDecoration(line)) this.#take('caption', 1);
    else this.#readParagraph();
  }

  #readFence(): void {
    const from = this.#line;
    const fence = (FENCE.exec(this.#at(from)) ?? [])[1] ?? '```';
    let to = from + 1;
    while (to < this.#lines.length && !closesFence(this.#at(to), fence)) to += 1;
    this.#push(from, from + 1, 'caption');
    this.#push(from + 1, to, 'code');
    if (to < this.#lines.length) this.#push(to, to + 1, 'caption');
    this.#line = Math.min(to + 1, this.#lines.length);
  }

  /** To `-->`; a comment that is never closed ends at the next blank line, so that it hides no article. */
  #readComment(): void {
    const from = this.#line;
    let blank = from;
    while (blank < this.#lines.length && this.#at(blank).trim() !== '') blank += 1;
    const close = this.#text.indexOf('-->', this.#starts[from]);
    let to = from + 1;
    if (close === -1) to = blank;
    else while (to < this.#lines.length && (this.#starts[to] ?? Infinity) <= close) to += 1;
    this.#push(from, to, 'caption');
    this.#line = to;
  }

  #readList(): void {
    const from = this.#line;
    const kind = markerKind(this.#at(from));
    let last = from;
    let to = from + 1;
    while (to < this.#lines.length) {
      const line = this.#at(to);
      const afterBlank = to > last + 1;
      if (line.trim() === '') {
        to += 1;
        continue;
      }
      const indented = /^(?: {2,}|\t)/.test(line);
      const item = ITEM.test(line) && !RULE.test(line);
      if (afterBlank && !indented && !(item && markerKind(line) === kind)) break;
      if (!indented && !item && this.#interrupts(line)) break;
      const fence = FENCE.exec(line.trimStart())?.[1];
      last = to;
      to += 1;
      if (indented && fence !== undefined) {
        while (to < this.#lines.length && !closesFence(this.#at(to).trimStart(), fence)) to += 1;
        last = Math.min(to, this.#lines.length - 1);
        to += 1;
      }
    }
    this.#push(from, last + 1, 'list');
    this.#line = last + 1;
  }

  #readParagraph(): void {
    const from = this.#line;
    let to = from + 1;
    while (to < this.#lines.length) {
      const line = this.#at(to);
      const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line);
      if (
        underline !== null &&
        to === from + 1 &&
        !this.#at(from).startsWith('>') &&
        !this.#at(from).includes('|')
      ) {
        const title = this.#at(from).trim();
        if (title.length <= HEADING_LIMIT) {
          this.#line = to + 1;
          this.#push(from, this.#line, 'heading', {
            title: plain(title),
            level: underline[1]?.startsWith('=') ? 1 : 2,
          });
          return;
        }
      }
      if (line.trim() === '' || this.#interrupts(line) || interruptingItem(line)) break;
      to += 1;
    }
    this.#push(from, to, 'text');
    this.#line = to;
  }

  /** Whether a line ends a paragraph or a list without a blank line before it. */
  #interrupts(line: string): boolean {
    return isHeading(line) || FENCE.test(line) || RULE.test(line) || /^ {0,3}<!--/.test(line);
  }

  #take(kind: BlockKind, count: number): void {
    this.#push(this.#line, this.#line + count, kind);
    this.#line += count;
  }

  /** Adds lines `from` to `to` as one block, without the white space around it; nothing when they are blank. */
  #push(from: number, to: number, kind: BlockKind, heading?: { title: string; level: number }): void {
    let start = this.#starts[from] ?? this.#text.length;
    let end = Math.min(this.#text.length, (this.#starts[to] ?? Infinity) - 1);
    while (start < end && /\s/.test(this.#text.charAt(start))) start += 1;
    while (end > start && /\s/.test(this.#text.charAt(end - 1))) end -= 1;
    if (start >= end) return;
    if (heading === undefined) this.#blocks.push({ start, end, kind });
    // "#" alone is a mark without a name.
    else if (heading.title === '') this.#blocks.push({ start, end, kind: 'caption' });
    else {
      const opens = { heading: heading.title, level: heading.level };
      this.#blocks.push({ start, end, kind, title: heading.title, opens });
    }
  }

  #at(line: number): string {
    return this.#lines[line] ?? '';
  }
}

function isHeading(line: string): boolean {
  return line.length <= HEADING_LIMIT && ATX.test(line);
}

function levelOf(line: string): number {
  return ATX.exec(line)?.[1]?.length ?? 1;
}

function headingText(line: string): string {
  return plain(
    line
      .trim()
      .replace(/^#{1,6}/, '')
      .replace(/[ \t]#{1,20}$/, ''),
  );
}

/** A heading's words without emphasis, code marks, link addresses and `{#anchors}`. Only for lines of bounded length. */
function plain(heading: string): string {
  return heading
    .replace(/!?\[([^\]]{0,300})\]\([^)]{0,300}\)/g, '$1')
    .replace(/\{#[^}]{0,100}\}/g, '')
    .replace(/\*\*|__|`|(?<![\p{L}\p{N}\\])[*_](?=\S)|(?<=[^\s\\])[*_](?![\p{L}\p{N}])/gu, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function closesFence(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= fence.length && trimmed.startsWith(fence) && /^(?:`+|~+)$/.test(trimmed);
}

function markerKind(line: string): string {
  const marker = ITEM.exec(line)?.[2] ?? '';
  return /^\d/.test(marker) ? marker.slice(-1) : marker;
}

/** An item that may directly follow a line of prose: any bullet, but of numbers only 1, as in CommonMark. */
function interruptingItem(line: string): boolean {
  const item = ITEM.exec(line);
  return (
    item !== null &&
    (item[1] ?? '').length < 4 &&
    /^(?:[-*+]|1[.)])$/.test(item[2] ?? '') &&
    /\S\s+\S/.test(line.slice(0, 300))
  );
}

/** Only images or HTML tags, and no word to quote. */
function isDecoration(line: string): boolean {
  if (line.length > 5000 || !/[![<]/.test(line)) return false;
  const left = line.replace(IMAGE, '').replace(TAG, '');
  return left.length < line.length && !/[\p{L}\p{N}]/u.test(left.replace(/\[\]\([^)\n]{0,1000}\)/g, ''));
}
