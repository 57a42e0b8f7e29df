import { createHash } from 'node:crypto';
import type { Article } from '../corpus/article.ts';

/** SHA-256, in hexadecimal, of everything of an article that a reader or an answer depends on, apart from where its file lies. */
export function hashArticle(article: Article): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...article, file: undefined }))
    .digest('hex');
}

/** The first 8 characters (48 bits) of a hash of `hashArticle` in base64url: short enough for a button's custom id. */
export function articleKey(hash: string): string {
  return Buffer.from(hash, 'hex').toString('base64url').slice(0, 8);
}
