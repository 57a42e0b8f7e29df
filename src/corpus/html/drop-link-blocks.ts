import { isQuotable } from '../build-article.ts';
import { isByline } from '../clean-page.ts';
import { displayWidth, endsAsStatement } from '../line-shape.ts';
import { isProse, lineRole } from '../page-lines.ts';
import type { HtmlBlock } from './html-blocks.ts';

/** A list of which this share is links leads elsewhere. */
const LINKED_LIST = 0.8;
/** Columns of the longest line that is only a link. */
const LINK_WIDTH = 110;

/** Splits off what Readability left of a page's chrome: prompts, credits, bylines, and links to other pages. */
export function dropLinkBlocks(blocks: HtmlBlock[]): { kept: HtmlBlock[]; dropped: string[] } {
  const dropped: string[] = [];
  const prose = blocks.findIndex(({ kind, text }) => kind === 'text' && isProse(text));
  const kept = blocks.filter((block, at) => {
    const byline = at < prose && block.kind === 'text' && isByline(block.text);
    if (!byline && !isChrome(block, blocks[at + 1])) return true;
    dropped.push(block.text);
    return false;
  });
  // A heading with nothing under it headed what has just been dropped.
  while (kept.length > 0 && !isQuotable(kept.at(-1)?.kind ?? 'text')) {
    const last = kept.at(-1);
    if (last?.kind === 'caption') break;
    kept.pop();
    if (last !== undefined) dropped.push(last.text);
  }
  return { kept, dropped };
}

function isChrome(block: HtmlBlock, next: HtmlBlock | undefined): boolean {
  const { kind, text, linked } = block;
  if (kind === 'code' || kind === 'caption') return false;
  if (kind === 'list') return linked >= LINKED_LIST;
  const role = text.includes('\n') ? null : lineRole(text);
  if (kind === 'heading')
    return role === 'link' && (next === undefined || next.linked >= LINKED_LIST || next.kind === 'heading');
  if (role !== null && !isProse(text)) return true;
  return linked >= LINKED_LIST && displayWidth(text) <= LINK_WIDTH && !endsAsStatement(text);
}
