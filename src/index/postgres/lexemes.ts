import type { Article, Passage } from '../../corpus/article.ts';
import { COLUMN_WEIGHTS } from '../keyword-search.ts';
import { tokenizePassages } from '../passage-tokens.ts';

/** How often a token occurs in a passage: in the article's title, in its section's heading and in its own text. */
export interface Occurrences {
  title: number;
  section: number;
  body: number;
}

/** What the keyword index keeps of a passage. */
export interface PassageLexemes {
  /** Tokens, title and section included. */
  length: number;
  /** By token. */
  occurrences: Map<string, Occurrences>;
}

/** The tokens of some passages of an article. */
export function countTokens(article: Article, passages: Passage[]): PassageLexemes[] {
  return tokenizePassages(article, passages).map(({ title, section, body, length }) => {
    const occurrences = new Map<string, Occurrences>();
    const count = (column: keyof Occurrences, tokens: string[]): void => {
      for (const token of tokens) {
        const counts = occurrences.get(token) ?? { title: 0, section: 0, body: 0 };
        occurrences.set(token, counts);
        counts[column] += 1;
      }
    };
    count('title', title);
    count('section', section);
    count('body', body);
    return { length, occurrences };
  });
}

/** Such as `0.0.2`: the second part of a lexeme. */
export function countsOf({ title, section, body }: Occurrences): string {
  return `${title}.${section}.${body}`;
}

/** How often a token with these counts occurs, each column by its weight. */
export function frequencyOf(counts: string): number {
  const [title = 0, section = 0, body = 0] = counts.split('.').map(Number);
  return title * COLUMN_WEIGHTS.title + section * COLUMN_WEIGHTS.section + body * COLUMN_WEIGHTS.body;
}

/** Whether a token with these counts occurs in the passage's own text. */
export function isInBody(counts: string): boolean {
  return !counts.endsWith('.0');
}

/** A token with its counts, as PostgreSQL reads a lexeme in a `tsvector` or a `tsquery`. */
export function lexemeOf(token: string, counts: string): string {
  return `'${`${token} ${counts}`.replace(/['\\]/g, '$&$&')}'`;
}

/** A passage's lexemes, as PostgreSQL reads a `tsvector`. */
export function tsvectorOf(lexemes: PassageLexemes | undefined): string {
  return [...(lexemes?.occurrences ?? [])]
    .map(([token, counts]) => lexemeOf(token, countsOf(counts)))
    .join(' ');
}
