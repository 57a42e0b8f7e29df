import { createHash } from 'node:crypto';
import type { Article, Passage, Section } from '../corpus/article.ts';

/** What of an article decides the vectors of its passages. */
export interface ArticleText {
  text: Article['text'];
  sections: Pick<Section, 'heading'>[];
}

/** The headings that a passage stands under, for the keyword and the vector index alike. */
export function sectionHeading({ sections }: ArticleText, passage: Pick<Passage, 'section'>): string {
  return sections[passage.section]?.heading ?? '';
}

/** What stands for a passage in the vector index: its section's heading and its text. */
export function passageText(article: ArticleText, passage: Passage): string {
  const heading = sectionHeading(article, passage);
  const text = article.text.slice(passage.start, passage.end);
  return heading === '' ? text : `${heading}\n${text}`;
}

/**
 * The same for passages whose vectors, and those of their sentences, are the same under one model, in whatever article
 * they stand: SHA-256 in base64 over what is embedded.
 */
export function embeddedTextKey(article: ArticleText, passage: Passage): string {
  const sentences = passage.sentences.map(({ start, end }) => article.text.slice(start, end));
  return createHash('sha256')
    .update(JSON.stringify([passageText(article, passage), ...sentences]))
    .digest('base64');
}
