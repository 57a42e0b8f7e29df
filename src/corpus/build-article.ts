import { idFromTitle } from './article-id.ts';
import type { Article, Block, BlockKind, Section, Span } from './article.ts';

/** A block before sections and paragraph numbers are given out. */
export interface DraftBlock extends Span {
  kind: BlockKind;
  /** On a heading that opens a section: its name and depth, 1 to 6. The headline of an article opens none. */
  opens?: { heading: string; level: number };
  /** See `Block`. */
  page?: number;
  turns?: number[];
}

/** What a reader of one format makes of an article. */
export interface DraftArticle {
  file: string;
  title: string;
  text: string;
  blocks: DraftBlock[];
  id: string | null;
  source: string | null;
  url: string | null;
  published: string | null;
  language: string | null;
}

/** Whether anything in the blocks can be quoted. */
export function isQuotable(kind: BlockKind): boolean {
  return kind === 'text' || kind === 'list' || kind === 'code';
}

/** Gives out sections, paragraph numbers and the id. */
export function buildArticle(draft: DraftArticle): Article {
  const { blocks: drafts, ...rest } = draft;
  const sections: Section[] = [];
  const blocks: Block[] = [];
  let paragraph = 0;
  for (const { opens, ...draftBlock } of drafts) {
    const { start, end, kind } = draftBlock;
    if (opens !== undefined) sections.push({ start, end, ...opens });
    else if (sections.length === 0) sections.push({ start, end, heading: null, level: 0 });
    const section = sections.at(-1);
    if (section !== undefined) section.end = end;
    const quotable = isQuotable(kind);
    if (quotable) paragraph += 1;
    blocks.push({ ...draftBlock, paragraph: quotable ? paragraph : null, section: sections.length - 1 });
  }
  return { ...rest, id: draft.id ?? idFromTitle(draft.title), sections, blocks };
}
