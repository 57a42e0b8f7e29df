import { displayWidth, endsWithMark, isCjk, isListItem } from '../line-shape.ts';
import type { WrittenBlock } from '../write-blocks.ts';
import type { PdfLine } from './pdf-lines.ts';

/** Type this much larger than the text's is a heading's. */
const HEADING_SIZE = 1.15;
/** Columns of the longest heading. */
const HEADING_WIDTH = 160;
/** A gap between lines this much larger than the usual one parts paragraphs. */
const PARAGRAPH_GAP = 1.4;
/** Ems by which a first line is indented, or a last line ends early. */
const INDENT = 0.8;
const SHORT = 2;
/** Most depths of headings. */
const DEPTHS = 6;

interface Layout {
  /** Type size of the text, in points. */
  size: number;
  /** Usual distance of two baselines, in ems. */
  leading: number;
  /** Sizes of headings, largest first. */
  headings: number[];
}

interface OpenBlock extends WrittenBlock {
  page: number;
  turns: number[];
  last: PdfLine;
  /** Edges of its lines so far. */
  left: number;
  right: number;
}

/** Joins lines into headings, lists and paragraphs; a paragraph may run over the end of a page. */
export function joinLines(pages: PdfLine[][]): WrittenBlock[] {
  const layout = layoutOf(pages);
  const blocks: OpenBlock[] = [];
  for (const line of pages.flat()) {
    const kind = kindOf(line, layout);
    const open = blocks.at(-1);
    if (open !== undefined && continues(open, line, kind, layout)) extend(open, line);
    else blocks.push(openBlock(line, kind, layout));
  }
  return blocks.map(({ kind, text, level, page, turns }) => ({
    kind,
    text,
    page,
    ...(level !== undefined && { level }),
    ...(turns.length > 0 && { turns }),
  }));
}

/** Points of the type in which most characters are set. */
function layoutOf(pages: PdfLine[][]): Layout {
  const lines = pages.flat();
  const weights = new Map<number, number>();
  for (const { size, text } of lines) weights.set(size, (weights.get(size) ?? 0) + text.length);
  const size = [...weights].reduce((best, each) => (each[1] > best[1] ? each : best), [12, 0])[0];
  const gaps = lines
    .flatMap((line, at) => {
      const before = lines[at - 1];
      const gap = before === undefined ? 0 : (before.y - line.y) / size;
      return before?.page === line.page && before.size === size && line.size === size && gap > 0.5 && gap < 4
        ? [gap]
        : [];
    })
    .sort((a, b) => a - b);
  const headings = [...weights.keys()].filter((each) => each >= HEADING_SIZE * size).sort((a, b) => b - a);
  // The lower third: where most paragraphs are of one line, the middle one is a gap between paragraphs.
  return { size, leading: gaps[Math.floor(gaps.length / 3)] ?? 1.2, headings };
}

type Kind = 'heading' | 'list' | 'text';

function kindOf(line: PdfLine, { size }: Layout): Kind {
  if (line.size >= HEADING_SIZE * size && displayWidth(line.text) <= HEADING_WIDTH) return 'heading';
  return isListItem(line.text) ? 'list' : 'text';
}

function openBlock(line: PdfLine, kind: Kind, { headings }: Layout): OpenBlock {
  const { text, page, left, right } = line;
  const block: OpenBlock = { kind, text, page, turns: [], last: line, left, right };
  if (kind === 'heading') block.level = Math.min(DEPTHS, headings.indexOf(line.size) + 1);
  return block;
}

function continues(open: OpenBlock, line: PdfLine, kind: Kind, layout: Layout): boolean {
  const { last } = open;
  if (open.kind === 'heading' || kind === 'heading') {
    return (
      kind === open.kind && last.page === line.page && last.size === line.size && isNear(last, line, 1.6)
    );
  }
  if (line.page !== last.page) {
    const full = !isEarlyEnd(open) || /^\p{Ll}/u.test(line.text);
    return kind === 'text' && line.size === last.size && !endsWithMark(last.text) && full;
  }
  if (kind === 'list') return open.kind === 'list' && isNear(last, line, 2 * layout.leading);
  if (line.size !== last.size || !isNear(last, line, PARAGRAPH_GAP * layout.leading)) return false;
  if (open.kind === 'list') return line.left > open.left + 0.5 * line.size || !isEarlyEnd(open);
  const indented = line.left > open.left + INDENT * line.size && endsWithMark(last.text);
  return !indented && !(isEarlyEnd(open) && endsWithMark(last.text));
}

/** Whether a line stands below another by at most so many ems. */
function isNear(above: PdfLine, line: PdfLine, ems: number): boolean {
  const gap = above.y - line.y;
  return gap > 0 && gap <= ems * Math.max(line.size, above.size);
}

/** Whether the last line ends well before those above it. */
function isEarlyEnd({ last, right }: OpenBlock): boolean {
  return last.right < right - SHORT * last.size;
}

function extend(open: OpenBlock, line: PdfLine): void {
  const item = isListItem(line.text) && open.kind === 'list';
  const hyphenated = !item && /\p{L}-$/u.test(open.text) && /^\p{Ll}/u.test(line.text);
  if (hyphenated) open.text = open.text.slice(0, -1);
  const joint = item ? '\n' : hyphenated ? '' : jointOf(open.text, line.text);
  const at = open.text.length + joint.length;
  open.text += joint + line.text;
  if (line.page !== open.last.page) open.turns.push(at);
  open.last = line;
  open.left = Math.min(open.left, line.left);
  open.right = Math.max(open.right, line.right);
}

/** Chinese is written on without a space. */
function jointOf(before: string, after: string): string {
  return isCjk(before.at(-1) ?? '') || isCjk(after.charAt(0)) ? '' : ' ';
}
