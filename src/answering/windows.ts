import type { Article, Sentence, Span } from '../corpus/article.ts';
import { listItems } from '../corpus/list-items.ts';
import { holds, overlap } from '../corpus/span.ts';
import type { Retrieval, RetrievedPassage } from '../retrieval/passage-retriever.ts';
import { QUOTE_LIMIT } from './answer.ts';

/** Most sentences of a quote. */
export const MOST_SENTENCES = 3;
/** Where a sentence that is too long for a quote may be cut: after one of these. */
const CLAUSE_END = /[，,；;：:、](?!\d)/g;

/** A sentence of a retrieved passage, with its vector. */
export interface Line extends Sentence {
  article: Article;
  passage: RetrievedPassage;
  /** Length 1. */
  vector: Float32Array;
  /** How well it says each token of the question, 0..1. */
  tokens: Float32Array;
  /** That the answer is there, see `Reading`. */
  answer: number;
}

/** Sentences, in order: positions in the list of lines. */
export interface LineRange {
  first: number;
  last: number;
}

/** Neighbouring sentences of one paragraph that fit in a quote: what can be quoted. */
export interface Window extends Span, LineRange {
  article: Article;
}

/** The sentences of all retrieved passages, in reading order article by article, each once. */
export function linesOf({ passages, articles }: Pick<Retrieval, 'passages' | 'articles'>): Line[] {
  const lines: Line[] = [];
  for (const passage of [...passages].sort((a, b) => a.ordinal - b.ordinal)) {
    const article = articles.get(passage.articleId);
    if (!article) throw new Error(`article ${passage.articleId} of a passage was not retrieved`);
    passage.sentences.forEach((sentence, i) => {
      const vector = passage.vectors[i];
      const tokens = passage.tokens[i];
      const answer = passage.answers[i] ?? 0;
      if (vector && tokens) lines.push({ ...sentence, article, passage, vector, tokens, answer });
    });
  }
  return lines;
}

/**
 * Every run of one to three neighbouring lines of one paragraph that is at most `QUOTE_LIMIT` characters long and, in a list, is part of
 * one item or whole items.
 */
export function windowsOf(lines: Line[]): Window[] {
  const windows: Window[] = [];
  let items: Span[] = [];
  lines.forEach((start, first) => {
    if (!sameParagraph(lines[first - 1], start)) items = listItems(start.article, start.paragraph);
    for (let last = first; last < first + MOST_SENTENCES; last++) {
      const end = lines[last];
      const before = lines[last - 1];
      if (!end || (last > first && (!before || !areNeighbours(before, end)))) break;
      if (end.end - start.start > QUOTE_LIMIT && last > first) break;
      const span = { start: start.start, end: end.end };
      if (items.every((item) => !overlap(item, span) || holds(item, span) || holds(span, item)))
        windows.push({ article: start.article, ...span, first, last });
    }
  });
  return windows;
}

export function sameParagraph(a: Line | undefined, b: Line): boolean {
  return a?.article.id === b.article.id && a.paragraph === b.paragraph;
}

/** Of one paragraph, with nothing but white space between them: a passage between theirs may not have been retrieved. */
function areNeighbours(a: Line, b: Line): boolean {
  return sameParagraph(a, b) && a.article.text.slice(a.end, b.start).trim() === '';
}

/**
 * Cuts a span to `QUOTE_LIMIT` characters, at clause ends where it can: of the stretches that fit, the one with the most
 * of what is looked for.
 * @param value how much of what is looked for a text holds; larger is better
 */
export function cutToLimit(text: string, span: Span, value: (text: string) => number): Span {
  if (span.end - span.start <= QUOTE_LIMIT) return span;
  const ends = [...text.slice(span.start, span.end).matchAll(CLAUSE_END)].map(
    (match) => span.start + match.index + 1,
  );
  const edges = [span.start, ...ends, span.end];
  let best: Span | null = null;
  let most = -1;
  for (const [i, start] of edges.entries()) {
    const end = edges.slice(i + 1).findLast((edge) => edge - start <= QUOTE_LIMIT);
    if (end === undefined) continue;
    const worth = value(text.slice(start, end));
    if (worth > most) [best, most] = [trim(text, { start, end }), worth];
  }
  return best ?? hardCut(text, span);
}

/** A sentence without any clause end: its first characters, never half a surrogate pair. */
function hardCut(text: string, { start }: Span): Span {
  const end = start + QUOTE_LIMIT;
  const unit = text.charCodeAt(end - 1);
  const splitsPair = unit >= 0xd800 && unit <= 0xdbff;
  return { start, end: splitsPair ? end - 1 : end };
}

function trim(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  return {
    start: start + (slice.length - slice.trimStart().length),
    end: end - (slice.length - slice.trimEnd().length),
  };
}
