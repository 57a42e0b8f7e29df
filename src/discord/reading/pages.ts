import type { Article, Span } from '../../corpus/article.ts';
import { partsOf, QUOTED_LIMIT, quoteMarkdown } from './paragraph-parts.ts';

/** A paragraph, or a part of one that is too long for a reply. */
export interface Piece extends Span {
  /** 1-based number of the paragraph. */
  paragraph: number;
  /** From 0. */
  part: number;
  /** How many parts the paragraph has; 1 when it is whole. */
  parts: number;
}

/** What one reply shows of an article: as many whole paragraphs of one section as fit. */
export interface Page {
  /** Index into `Article.sections`. */
  section: number;
  pieces: Piece[];
}

/** Characters of Markdown for a piece's number and the lines between pieces, in any language. */
export const PIECE_LABEL = 60;

/** By the article as the index holds it in memory, since every click asks for one page. */
const known = new WeakMap<Article, Page[]>();

/**
 * All pages of an article in reading order; none holds text of two sections. They depend on its text alone, so that a page
 * number means the same in every language and after a restart.
 */
export function pagesOf(article: Article): readonly Page[] {
  const pages = known.get(article) ?? makePages(article);
  known.set(article, pages);
  return pages;
}

function makePages(article: Article): Page[] {
  const pages: Page[] = [];
  let room = 0;
  for (const block of article.blocks) {
    const { paragraph, section } = block;
    if (paragraph === null) continue;
    const parts = partsOf(article.text, block);
    for (const [part, span] of parts.entries()) {
      const needed = quoteMarkdown(article.text.slice(span.start, span.end)).length + PIECE_LABEL;
      const open = pages.at(-1);
      const piece: Piece = { ...span, paragraph, part, parts: parts.length };
      if (open?.section === section && needed <= room) {
        open.pieces.push(piece);
        room -= needed;
      } else {
        pages.push({ section, pieces: [piece] });
        room = QUOTED_LIMIT + PIECE_LABEL - needed;
      }
    }
  }
  return pages;
}
