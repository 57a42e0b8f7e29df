import type { Article } from './article.ts';
import { blockAt } from './block-at.ts';

/**
 * The 1-based page on which a place of an article stands; `undefined` in formats without pages.
 * @param at offset into `article.text`
 */
export function pageAt(article: Pick<Article, 'blocks'>, at: number): number | undefined {
  const block = blockAt(article, at);
  if (block?.page === undefined) return undefined;
  return block.page + (block.turns ?? []).filter((turn) => turn <= at).length;
}
