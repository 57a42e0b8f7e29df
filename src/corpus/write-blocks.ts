import type { BlockKind } from './article.ts';
import type { DraftBlock } from './build-article.ts';

/** A block of a format that has no text of its own to point into, such as HTML or PDF. */
export interface WrittenBlock {
  kind: BlockKind;
  /** Trimmed and not empty. */
  text: string;
  /** Of a heading: 1 to 6. */
  level?: number;
  /** 1-based page on which it begins. */
  page?: number;
  /** Offsets into `text` at which each further page begins. */
  turns?: number[];
}

/** Longer than this, in UTF-16 code units, and a heading is read as a paragraph. */
const HEADING_LIMIT = 300;

/**
 * Writes blocks one after the other, blank lines between them, with the title above. A heading that repeats the title before
 * anything that can be quoted is that title.
 */
export function writeBlocks(title: string, blocks: WrittenBlock[]): { text: string; blocks: DraftBlock[] } {
  const written: string[] = [];
  const drafts: DraftBlock[] = [];
  let length = 0;
  const write = (block: WrittenBlock, opens?: { heading: string; level: number }): void => {
    if (length > 0) length += 2;
    const start = length;
    length += block.text.length;
    written.push(block.text);
    drafts.push({
      start,
      end: length,
      kind: block.kind,
      ...(opens !== undefined && { opens }),
      ...(block.page !== undefined && { page: block.page }),
      ...(block.turns !== undefined &&
        block.turns.length > 0 && { turns: block.turns.map((turn) => start + turn) }),
    });
  };
  const headline = findHeadline(title, blocks);
  if (headline === undefined) write({ kind: 'heading', text: title });
  for (const block of blocks) {
    if (block === headline) write(block);
    else if (block.kind !== 'heading') write(block);
    else if (block.text.length > HEADING_LIMIT) write({ ...block, kind: 'text' });
    else write(block, { heading: block.text.replace(/\s+/g, ' '), level: block.level ?? 2 });
  }
  return { text: written.join('\n\n'), blocks: drafts };
}

function findHeadline(title: string, blocks: WrittenBlock[]): WrittenBlock | undefined {
  for (const block of blocks) {
    if (block.kind === 'heading' && sameWords(block.text, title)) return block;
    if (block.kind !== 'heading' && block.kind !== 'caption') return undefined;
  }
  return undefined;
}

function sameWords(a: string, b: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  return plain(a) === plain(b);
}
