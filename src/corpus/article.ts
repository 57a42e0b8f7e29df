/**
 * The shapes that the whole product rests on. Every `start` / `end` is an offset in UTF-16 code units into
 * `Article.text`, `end` exclusive, so that what is shown is always `text.slice(start, end)`.
 */

/** A stretch of `Article.text`: `0 <= start < end <= text.length`. */
export interface Span {
  start: number;
  end: number;
}

/** What a block of an article is. Only `text`, `list` and `code` can be quoted; `heading` and `caption` help to find. */
export type BlockKind = 'text' | 'list' | 'code' | 'heading' | 'caption';

/** One block of an article, in reading order. Blocks never overlap; only white space lies between them. */
export interface Block extends Span {
  kind: BlockKind;
  /** 1-based number that a reader would count; headings and captions have none. */
  paragraph: number | null;
  /** Index into `Article.sections`. */
  section: number;
  /** 1-based page on which it begins, in formats that have pages. */
  page?: number;
  /** Offsets at which each further page begins, where a paragraph runs over the end of a page. */
  turns?: number[];
}

export interface Section extends Span {
  /** The heading without its markup; `null` for what stands before the first heading. */
  heading: string | null;
  /** Heading depth, 1 to 6; 0 for what stands before the first heading. */
  level: number;
}

export interface Article {
  /** Stable: the front matter's `id`, otherwise 10 hexadecimal digits of the folded title's SHA-256. */
  id: string;
  title: string;
  /** The cleaned text; never rewritten after reading, because every span points into it. */
  text: string;
  sections: Section[];
  blocks: Block[];
  /** Path of the file below the corpus folder, with `/`. */
  file: string;
  /** Who published it, as a name; `null` when not known. */
  source: string | null;
  /** An http(s) address, or `null`. */
  url: string | null;
  /** ISO date `YYYY-MM-DD`, or `null`. */
  published: string | null;
  /** BCP 47 tag, such as `zh-Hant`; `null` when not known. */
  language: string | null;
}

/** A sentence of one quotable block. */
export interface Sentence extends Span {
  /** 1-based paragraph number of its block. */
  paragraph: number;
  /** Index into `Article.sections`. */
  section: number;
}

/** A run of neighbouring sentences of one section: what is embedded and searched. */
export interface Passage extends Span {
  articleId: string;
  /** Index into `Article.sections`. */
  section: number;
  sentences: Sentence[];
}

/** A file, or a part of one, that was left out, and why, in a sentence. */
export interface Skipped {
  file: string;
  why: string;
}

/** What was taken off a file because it is no part of an article. */
export interface Dropped {
  file: string;
  /** How each stretch begins, at most 60 characters and `…`; at most 20 a file, then one line that counts the rest. */
  what: string[];
}

/** What `readCorpus` returns: articles in order of file path, then of their place in the file. */
export interface Corpus {
  articles: Article[];
  skipped: Skipped[];
  /** Files of which something was dropped, in order of path; absent when nothing was. */
  dropped?: Dropped[];
}
