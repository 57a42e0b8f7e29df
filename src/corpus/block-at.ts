import type { Article, Block } from './article.ts';

/**
 * The block in which a place of an article stands; `undefined` between blocks.
 * @param at offset into `article.text`
 */
export function blockAt({ blocks }: Pick<Article, 'blocks'>, at: number): Block | undefined {
  return blocks.find(({ start, end }) => start <= at && at < end);
}
