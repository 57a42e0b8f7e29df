import { createHash } from 'node:crypto';
import type { Article } from '../corpus/article.ts';

/** SHA-256, in hexadecimal, of everything of an article that a reader or an answer depends on, apart from where its file lies. */
export function hashArticle({ sections, blocks, ...article }: Article): string {
  const { id, title, text, source, url, published, language } = article;
  // Lists, so that it makes no difference in which order the properties of an article were set.
  const content = [
    [id, title, text, source, url, published, language],
    sections.map(({ heading, level, start, end }) => [heading, level, start, end]),
    blocks.map(({ kind, paragraph, section, start, end, page = null, turns = null }) => [
      kind,
      paragraph,
      section,
      start,
      end,
      page,
      turns,
    ]),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** The first 8 characters (48 bits) of a hash of `hashArticle` in base64url: short enough for a button's custom id. */
export function articleKey(hash: string): string {
  return Buffer.from(hash, 'hex').toString('base64url').slice(0, 8);
}
