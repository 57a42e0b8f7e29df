import type { Article, Passage } from '../../corpus/article.ts';
import { tokenizePassages } from '../passage-tokens.ts';
import { createDatabase } from './database.ts';

/** Writes one shard's database, articles and passages in the order given. */
export class DatabaseWriter {
  readonly #database;
  readonly #insertArticle;
  readonly #insertPassage;
  readonly #insertKeywords;
  #articles = 0;
  #passages = 0;

  /** @param path of a file that does not exist yet */
  constructor(path: string) {
    this.#database = createDatabase(path);
    this.#database.exec('BEGIN');
    this.#insertArticle = this.#database.prepare(
      'INSERT INTO articles (ordinal, id, blocks, text) VALUES (?, ?, ?, ?)',
    );
    this.#insertPassage = this.#database.prepare(
      'INSERT INTO passages (ordinal, article, section, start, end, tokens, sentences, vectors) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#insertKeywords = this.#database.prepare(
      'INSERT INTO keywords (rowid, title, section, body) VALUES (?, ?, ?, ?)',
    );
  }

  /** @param vectors for each passage, those of its sentences, see `packVectors` */
  add(article: Article, passages: Passage[], vectors: Uint8Array[]): void {
    const ordinal = this.#articles++;
    this.#insertArticle.run(
      ordinal,
      article.id,
      JSON.stringify(article.blocks),
      JSON.stringify(article.text),
    );
    tokenizePassages(article, passages).forEach(({ passage, title, section: heading, body, length }, i) => {
      const { section, start, end, sentences } = passage;
      const packed = vectors[i] ?? new Uint8Array();
      const label = this.#passages++;
      this.#insertPassage.run(label, ordinal, section, start, end, length, JSON.stringify(sentences), packed);
      this.#insertKeywords.run(label, title.join(' '), heading.join(' '), body.join(' '));
    });
  }

  /** Completes the file; without it, there is none to be used. */
  finish(): void {
    this.#database.exec("INSERT INTO keywords (keywords) VALUES ('optimize')");
    this.#database.exec('COMMIT');
  }

  close(): void {
    this.#database.close();
  }
}
