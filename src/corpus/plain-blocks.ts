import type { BlockKind, Span } from './article.ts';
import { displayWidth, endsWithMark, enumerator, isListItem, type Line } from './line-shape.ts';

/** A block of plain text before it is known whether it is a heading. */
export interface PlainBlock extends Span {
  kind: BlockKind;
  /** Its lines; a paragraph of wrapped text has several. */
  lines: Line[];
}

/**
 * Gathers lines into blocks: runs of list items into lists, other lines into paragraphs. Where a blank line stands between
 * paragraphs, a line break inside one is only a space; where every line is a paragraph of its own, as in Chinese text files
 * and scraped pages, each line is a block.
 * @param eachLine each line is a block, whatever it looks like
 */
export function gatherBlocks(lines: Line[], eachLine: boolean): PlainBlock[] {
  const blocks: PlainBlock[] = [];
  for (const group of groupsOf(lines)) {
    const separate = eachLine || isLinePerParagraph(group);
    for (const block of blocksOf(group, separate)) {
      const last = blocks.at(-1);
      if (last !== undefined && isSameList(last, block)) {
        for (const line of block.lines) extend(last, line);
      } else {
        blocks.push(block);
      }
    }
  }
  return blocks;
}

/** A block of exactly these lines. */
export function blockOf(kind: BlockKind, lines: Line[]): PlainBlock {
  return { kind, lines, start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
}

/** Lines with a blank line above the first of them only. */
function groupsOf(lines: Line[]): Line[][] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group === undefined || line.blankBefore) groups.push([line]);
    else group.push(line);
  }
  return groups;
}

/** Nearly every line ends as a sentence does: its writer pressed Enter once between paragraphs. */
function isLinePerParagraph(group: Line[]): boolean {
  if (group.length < 2) return false;
  const inner = group.slice(0, -1);
  const ended = inner.filter((line) => endsWithMark(line.text)).length;
  const long = group.filter((line) => displayWidth(line.text) > 110).length;
  const indented = group.filter((line) => line.indent >= 2).length;
  if (long > 0.4 * group.length) return true;
  return ended >= 0.8 * inner.length && (indented === group.length || long > 0 || inner.length >= 3);
}

function blocksOf(group: Line[], separate: boolean): PlainBlock[] {
  const blocks: PlainBlock[] = [];
  group.forEach((line, index) => {
    const last = blocks.at(-1);
    if (isItemHere(group, index)) {
      if (last?.kind === 'list') extend(last, line);
      else blocks.push(blockOf('list', [line]));
    } else if (last?.kind === 'list' && continuesItem(last, line)) {
      extend(last, line);
    } else if (last?.kind === 'text' && !separate) {
      extend(last, line);
    } else {
      blocks.push(blockOf('text', [line]));
    }
  });
  return blocks;
}

function extend(block: PlainBlock, line: Line): void {
  block.lines.push(line);
  block.end = line.end;
}

/** A line with a marker is an item when it is indented, has a bullet, or stands next to another of its style. */
function isItemHere(group: Line[], index: number): boolean {
  const line = group[index];
  if (line === undefined || !isListItem(line.text)) return false;
  const style = enumerator(line.text);
  if (line.indent > 0 || style === '-') return true;
  return [group[index - 1], group[index + 1]].some(
    (near) => near !== undefined && isListItem(near.text) && enumerator(near.text) === style,
  );
}

function continuesItem(list: PlainBlock, line: Line): boolean {
  const item = list.lines.findLast((each) => isListItem(each.text)) ?? list.lines[0];
  return item !== undefined && line.indent > item.indent;
}

/** Items that a blank line parts are still one list. */
function isSameList(list: PlainBlock, block: PlainBlock): boolean {
  if (list.kind !== 'list' || block.kind !== 'list') return false;
  return enumerator(list.lines[0]?.text ?? '') === enumerator(block.lines[0]?.text ?? '');
}
