import type { Article, Passage } from '../corpus/article.ts';
import type { PassageVectors } from './embed-articles.ts';
import type { Manifest } from './manifest.ts';

/** An article without its text, for lists. */
export type ArticleHeader = Omit<Article, 'text' | 'blocks'> & {
  /** See `hashArticle`. */
  hash: string;
  /** How many numbered paragraphs it has. */
  paragraphs: number;
};

/** A passage as the index keeps it. */
export interface StoredPassage extends Passage {
  /** Its number in the index, from 0 in reading order. */
  ordinal: number;
  /** One vector of length 1 a sentence, in order. */
  vectors: Float32Array[];
}

/** One way to say a term: a keyword token of the index's language. */
export interface TermForm {
  token: string;
  /** How far it means the term, 0..1. */
  weight: number;
}

/** One thing that a question says, in all its forms. */
export interface KeywordTerm {
  forms: TermForm[];
}

/** A passage's score in one ranking; larger is better. */
export interface Candidate {
  ordinal: number;
  score: number;
}

/**
 * An open index version. Engines differ in where they keep it; every one gives the same answers to these calls.
 * Methods are asynchronous because an engine may be a server.
 */
export interface IndexReader {
  /** Name of the version, such as `2026-11-22T09-00-00Z-4f2a`. */
  readonly version: string;
  readonly manifest: Manifest;
  /** In reading order. */
  articles(): ArticleHeader[];
  /** @throws Error when there is no such article: a caller has its id from this index. */
  article(id: string): Promise<Article>;
  /** In the order asked for. */
  passages(ordinals: number[]): Promise<StoredPassage[]>;
  /** Vectors as they are kept, bit for bit, in the order asked for. */
  passageVectors(ordinals: number[]): Promise<PassageVectors[]>;
  /**
   * Best passages by BM25 over keyword terms, best first, `score` > 0 without an upper bound.
   * @param frequencies of every form, see `documentFrequencies`
   * @param articleId only this article's passages
   */
  searchKeywords(
    terms: KeywordTerm[],
    frequencies: ReadonlyMap<string, number>,
    limit: number,
    articleId?: string,
  ): Promise<Candidate[]>;
  /** Nearest passages by cosine, best first, `score` the cosine, -1..1. */
  searchVectors(vector: number[], limit: number, articleId?: string): Promise<Candidate[]>;
  /** The cosine of each of these passages to a vector, in the order asked for. */
  cosines(vector: number[], ordinals: number[]): Promise<number[]>;
  /** In how many passages each token occurs, title and section included; 0 for an unknown one. */
  documentFrequencies(tokens: string[]): Promise<Map<string, number>>;
  /**
   * Every article, in reading order, with a passage whose own text has all tokens of one of the alternatives. Read as the
   * caller asks for them, so that a common token does not hold up the event loop.
   */
  articlesWith(alternatives: string[][]): AsyncIterable<Article>;
  close(): Promise<void>;
}
