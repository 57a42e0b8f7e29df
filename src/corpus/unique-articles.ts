import { createHash } from 'node:crypto';
import type { Article, Skipped } from './article.ts';

/** Keeps the first article of each text and of each id, and says of the others whom they repeat. */
export class UniqueArticles {
  readonly articles: Article[] = [];
  readonly #skipped: Skipped[];
  readonly #fileOfText = new Map<string, string>();
  readonly #fileOfId = new Map<string, string>();

  /** @param skipped takes the reasons */
  constructor(skipped: Skipped[]) {
    this.#skipped = skipped;
  }

  add(article: Article): void {
    const quoted = quotedText(article);
    if (quoted === '') {
      this.#skip(article.file, `"${article.title}" holds no text that could be quoted.`);
      return;
    }
    const print = createHash('sha256').update(quoted).digest('hex');
    const sameText = this.#fileOfText.get(print);
    if (sameText !== undefined) {
      this.repeat(article.file, article.title, sameText);
      return;
    }
    const sameId = this.#fileOfId.get(article.id);
    if (sameId !== undefined) {
      const why = `Its id "${article.id}" (title "${article.title}") is taken by ${sameId}; give it another one with id: in its front matter.`;
      this.#skip(article.file, why);
      return;
    }
    this.#fileOfText.set(print, article.file);
    this.#fileOfId.set(article.id, article.file);
    this.articles.push(article);
  }

  /** Notes that a file holds an article that `first` holds already. */
  repeat(file: string, title: string | null, first: string): void {
    const what = title === null ? 'Its text' : `"${title}"`;
    const where = first === file ? 'stands twice in this file' : `repeats the article in ${first}`;
    this.#skip(file, `${what} ${where} and was read once.`);
  }

  #skip(file: string, why: string): void {
    this.#skipped.push({ file, why });
  }
}

/** What can be quoted, without white space: two files that differ only in line ends are the same text. */
function quotedText(article: Article): string {
  return article.blocks
    .filter((block) => block.paragraph !== null)
    .map((block) => article.text.slice(block.start, block.end))
    .join('')
    .replace(/\s+/g, '');
}
