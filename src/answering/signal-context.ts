import { fold } from '../corpus/fold.ts';
import { sectionHeading } from '../index/embedded-text.ts';
import { inverseFrequency } from '../index/keyword-search.ts';
import { cosine } from '../index/vectors.ts';
import { logSum } from '../log-sum.ts';
import type { Retrieval } from '../retrieval/passage-retriever.ts';
import { askedKinds, type AnswerKind } from './answer-kind.ts';
import { addCounts, QuestionMatch, type Counts } from './question-match.ts';
import type { Line } from './windows.ts';

/** What is computed once for all windows of a question. */
export interface SignalContext {
  match: QuestionMatch;
  /** What the question asks for. */
  kinds: AnswerKind[];
  lines: LineContext[];
  /** By `paragraphKey`. */
  paragraphs: Map<string, ParagraphContext>;
  /** Of each article, by ID: weights of the question's terms among its own retrieved lines. */
  localWeights: Map<string, Float64Array>;
  /** What a reader says of all lines together and of none, see `Reading`; `null` without one. */
  reading: { all: number; none: number } | null;
}

/** What all retrieved lines of a paragraph say together. */
export interface ParagraphContext {
  /** Of the question. */
  counts: Counts;
  /** That the answer is in one of them, see `Reading`. */
  answer: number;
}

/** A line and what it says of the question. */
export interface LineContext {
  line: Line;
  folded: string;
  counts: Counts;
  /** What the reader of the line knows already: the title, its section's heading, its paragraph's first retrieved line. */
  topic: Counts;
  /** Cosine to the question. */
  cosine: number;
  /** Length of the longest run of the question's characters in it, in share of the question, 0..1. */
  run: number;
}

export function signalContext(retrieval: Retrieval, lines: Line[]): SignalContext {
  const match = new QuestionMatch(retrieval);
  const asked = retrieval.question.folded;
  const folded = lines.map(({ article, start, end }) => fold(article.text.slice(start, end)));
  const counts = folded.map((text) => match.count(text));
  const topics = topicsOf(lines, counts, match);
  const contexts: LineContext[] = lines.map((line, i) => ({
    line,
    folded: folded[i] ?? '',
    counts: counts[i] ?? match.none(),
    topic: topics[i] ?? match.none(),
    cosine: cosine(retrieval.vector, line.vector),
    run: longestCommonRun(asked, folded[i] ?? '') / Math.max(1, asked.length),
  }));
  return {
    match,
    kinds: askedKinds(asked),
    lines: contexts,
    paragraphs: paragraphsOf(contexts),
    localWeights: localWeights(contexts, match),
    reading:
      retrieval.noAnswer === null
        ? null
        : { all: logSum(lines.map(({ answer }) => answer)), none: retrieval.noAnswer },
  };
}

export function paragraphKey(line: Line): string {
  return `${line.article.id} ${line.paragraph}`;
}

function topicsOf(lines: Line[], counts: Counts[], match: QuestionMatch): Counts[] {
  const headings = new Map<string, Counts>();
  const openings = new Map<string, Counts>();
  return lines.map((line, i) => {
    const { article, section } = line;
    const place = `${article.id} ${section}`;
    const heading =
      headings.get(place) ?? match.count(fold(`${article.title}\n${sectionHeading(article, line)}`));
    headings.set(place, heading);
    const opening = openings.get(paragraphKey(line)) ?? counts[i] ?? match.none();
    openings.set(paragraphKey(line), opening);
    return addCounts(heading, opening);
  });
}

function paragraphsOf(contexts: LineContext[]): Map<string, ParagraphContext> {
  const paragraphs = new Map<string, ParagraphContext>();
  for (const { line, counts } of contexts) {
    const key = paragraphKey(line);
    const before = paragraphs.get(key);
    paragraphs.set(key, {
      counts: before ? addCounts(before.counts, counts) : counts,
      answer: before ? logSum([before.answer, line.answer]) : line.answer,
    });
  }
  return paragraphs;
}

/** A term that many lines of an article have does not tell them apart, however rare it is elsewhere. */
function localWeights(contexts: LineContext[], match: QuestionMatch): Map<string, Float64Array> {
  const articles = new Map<string, { lines: number; found: Float64Array }>();
  for (const { line, counts } of contexts) {
    const article = articles.get(line.article.id) ?? {
      lines: 0,
      found: new Float64Array(match.weights.length),
    };
    articles.set(line.article.id, article);
    article.lines++;
    counts.best.forEach((best, term) => {
      article.found[term] = (article.found[term] ?? 0) + best;
    });
  }
  return new Map(
    [...articles].map(([id, { lines, found }]) => [
      id,
      match.scaled((term) => inverseFrequency(found[term] ?? 0, lines)),
    ]),
  );
}

/** Length of the longest string that is in both, by dynamic programming over `a.length * b.length`. */
function longestCommonRun(a: string, b: string): number {
  let longest = 0;
  let before = new Uint16Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint16Array(b.length + 1);
    for (let j = 1; j <= b.length; j++) {
      if (a.charCodeAt(i - 1) !== b.charCodeAt(j - 1)) continue;
      const run = (before[j - 1] ?? 0) + 1;
      row[j] = run;
      if (run > longest) longest = run;
    }
    before = row;
  }
  return longest;
}
