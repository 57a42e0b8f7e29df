import type { Article } from '../corpus/article.ts';
import type { ArticleHeader } from './index-reader.ts';
import type { KnownArticle } from './index-store.ts';

/** @param hash see `hashArticle` */
export function headerOf(article: Article, hash: string): ArticleHeader {
  const { id, title, sections, file, source, url, published, language, blocks } = article;
  const paragraphs = blocks.reduce((most, block) => Math.max(most, block.paragraph ?? 0), 0);
  return { id, title, hash, sections, file, source, url, published, language, paragraphs };
}

/** What of an article tells whether it has changed. */
export function knownOf({ id, title, file, hash }: ArticleHeader): KnownArticle {
  return { id, title, file, hash };
}
