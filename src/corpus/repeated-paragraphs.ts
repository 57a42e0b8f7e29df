import { isQuotable, type DraftArticle, type DraftBlock } from './build-article.ts';
import { displayWidth } from './line-shape.ts';

/** Files in which a block stands that is no part of any of their articles. */
const FILES = 3;
/** Columns from which a paragraph amid an article's own is background that news repeats, not a prompt. */
const BACKGROUND = 200;

/**
 * Takes out of web pages the blocks that at least three files have word for word: cookie notes, subscription prompts, author
 * boxes. A heading over an article's own text stays ("Conclusion"), and so does a long paragraph between paragraphs that
 * only its own article has. Call it after copies of one story are gone, or its own paragraphs count.
 * @returns the drafts in the same order, and what was taken out of each file
 */
export function dropRepeatedParagraphs(drafts: DraftArticle[]): {
  drafts: DraftArticle[];
  dropped: Map<string, string[]>;
} {
  const files = new Map<string, Set<string>>();
  for (const draft of drafts) {
    for (const block of draft.blocks) {
      const text = textOf(draft, block);
      const has = files.get(text) ?? new Set();
      files.set(text, has.add(draft.file));
    }
  }
  const isRepeated = (draft: DraftArticle, block: DraftBlock): boolean =>
    (files.get(textOf(draft, block))?.size ?? 0) >= FILES;
  const background = findBackground(drafts, isRepeated);
  const dropped = new Map<string, string[]>();
  const cleaned = drafts.map((draft) => {
    const keep = draft.blocks.filter((block, at) => {
      if (block.kind === 'code' || !isRepeated(draft, block) || background.has(textOf(draft, block)))
        return true;
      if (block.kind !== 'heading') return false;
      const next = draft.blocks[at + 1];
      return block.opens === undefined || (next !== undefined && !isRepeated(draft, next));
    });
    if (keep.length === draft.blocks.length) return draft;
    const kept = new Set(keep);
    const out = draft.blocks.filter((block) => !kept.has(block)).map((block) => textOf(draft, block));
    dropped.set(draft.file, [...(dropped.get(draft.file) ?? []), ...out]);
    return rewrite(draft, keep);
  });
  return { drafts: cleaned, dropped };
}

/** Long paragraphs that stand, wherever they stand, between text of that article alone. */
function findBackground(
  drafts: DraftArticle[],
  isRepeated: (draft: DraftArticle, block: DraftBlock) => boolean,
): Set<string> {
  const inside = new Set<string>();
  const outside = new Set<string>();
  for (const draft of drafts) {
    const own = draft.blocks.map((block) => isQuotable(block.kind) && !isRepeated(draft, block));
    const first = own.indexOf(true);
    const last = own.lastIndexOf(true);
    for (const [at, block] of draft.blocks.entries()) {
      const text = textOf(draft, block);
      if (!isRepeated(draft, block) || displayWidth(text) < BACKGROUND) continue;
      (first !== -1 && first < at && at < last ? inside : outside).add(text);
    }
  }
  return new Set([...inside].filter((text) => !outside.has(text)));
}

function textOf(draft: DraftArticle, { start, end }: DraftBlock): string {
  return draft.text.slice(start, end);
}

function rewrite(draft: DraftArticle, keep: DraftBlock[]): DraftArticle {
  let length = 0;
  const blocks = keep.map((block): DraftBlock => {
    if (length > 0) length += 2;
    const start = length;
    length += block.end - block.start;
    return { ...block, start, end: length };
  });
  return { ...draft, text: keep.map((block) => textOf(draft, block)).join('\n\n'), blocks };
}
