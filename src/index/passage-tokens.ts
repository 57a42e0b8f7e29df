import type { Article, Passage } from '../corpus/article.ts';
import { tokenize } from '../corpus/tokens.ts';
import { sectionHeading } from './embedded-text.ts';

/** The tokens by which a passage is found, in order and with repeats. */
export interface PassageTokens {
  passage: Passage;
  /** Of the article's title. */
  title: string[];
  /** Of its section's heading. */
  section: string[];
  /** Of its own text. */
  body: string[];
  /** How many there are in all. */
  length: number;
}

/** The tokens of some passages of an article. */
export function tokenizePassages(article: Article, passages: Passage[]): PassageTokens[] {
  const title = tokenize(article.title);
  return passages.map((passage) => {
    const section = tokenize(sectionHeading(article, passage));
    const body = tokenize(article.text.slice(passage.start, passage.end));
    return { passage, title, section, body, length: title.length + section.length + body.length };
  });
}
