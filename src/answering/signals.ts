import { fold } from '../corpus/fold.ts';
import { tokenizeFolded } from '../corpus/tokens.ts';
import { cosine } from '../index/vector-index.ts';
import type { Retrieval } from '../retrieval/passage-retriever.ts';
import { QUOTE_LIMIT } from './answer.ts';
import { ANSWER_KINDS, askedKinds, hasEvidence, type AnswerKind } from './answer-kind.ts';
import { addCounts, QuestionMatch, type Counts } from './question-match.ts';
import { sameParagraph, type Line, type Window } from './windows.ts';

/** Characters of a usual quote, against which long ones are weighed. */
const USUAL_LENGTH = 120;

/** Names of the signals, in the order of a signal vector. Larger values say more for a window unless noted. */
export const SIGNAL_NAMES = [
  'coverage', // share of the question's token weight in the window, 0..1
  'saturated', // the same, BM25-like: repeats and length weigh less
  'bestSentenceCoverage', // in its best single sentence
  'contextCoverage', // in the window and the sentences before and after it
  'paragraphCoverage', // in the whole paragraph
  'heaviest', // the rarest matched token against the question's rarest one
  'commonRun', // longest run of the question's characters in one sentence, in share of the question
  'passageKeyword', // BM25 of its passage against the best one, 0..1
  'passageFused', // fused score of its passage minus the best one's, <= 0
  'passageVector', // cosine of its passage to the question
  'vector', // cosine of the window to the question
  'sentenceVector', // of its best single sentence
  'vectorGap', // cosine of the window minus the best window's, <= 0
  'length', // characters in share of the most a quote may have
  'sentences', // 1 to 3
  'opensParagraph', // whether it begins its paragraph
  ...ANSWER_KINDS.map((kind) => `holds:${kind}` as const), // asked for, and there
  'newNumbers', // a number is asked for and there is one that the question does not name
] as const;

/** One number a name of `SIGNAL_NAMES`. */
export type Signals = Float32Array;

/** What is computed once for all windows of a question. */
export interface SignalContext {
  match: QuestionMatch;
  /** What the question asks for. */
  kinds: AnswerKind[];
  lines: Line[];
  /** Of each line. */
  counts: Counts[];
  /** Of each line: its cosine to the question. */
  cosines: number[];
  /** Of each line: its folded text. */
  folded: string[];
  /** Of each line: length of the longest run of the question's characters in it, in share of the question, 0..1. */
  runs: number[];
}

export function signalContext(retrieval: Retrieval, lines: Line[]): SignalContext {
  const match = new QuestionMatch(retrieval);
  const asked = retrieval.question.folded;
  const folded = lines.map(({ article, start, end }) => fold(article.text.slice(start, end)));
  return {
    match,
    kinds: askedKinds(asked),
    lines,
    folded,
    counts: folded.map((text) => match.count(text)),
    cosines: lines.map(({ vector }) => cosine(retrieval.vector, vector)),
    runs: folded.map((text) => longestCommonRun(asked, text) / Math.max(1, asked.length)),
  };
}

/** The signals of every window, in order. */
export function signalsOf(windows: Window[], context: SignalContext, retrieval: Retrieval): Signals[] {
  const { match, kinds, lines, counts } = context;
  const asked = new Set(numbersIn(retrieval.question.folded));
  const paragraphs = paragraphCounts(context);
  const vectors = windows.map((window) => windowCosine(window, context));
  const bestVector = Math.max(...vectors);
  const bestKeyword = Math.max(...retrieval.passages.map(({ keyword }) => keyword)) || 1;
  const bestFused = Math.max(...retrieval.passages.map(({ score }) => score));

  return windows.map((window, i) => {
    const { first, last } = window;
    const line = lines[first];
    if (!line) throw new Error('a window has no lines');
    const range = Array.from({ length: last - first + 1 }, (_, k) => first + k);
    const here = addCounts(...range.map((at) => counts[at] ?? new Uint8Array()));
    const text = range.map((at) => context.folded[at] ?? '').join('');
    const length = window.end - window.start;
    const own = new Set([first - 1, ...range, last + 1].filter((at) => sameParagraph(lines[at], line)));
    const values: Record<(typeof SIGNAL_NAMES)[number], number> = {
      coverage: match.coverage(here),
      saturated: match.saturated(here, length, USUAL_LENGTH),
      bestSentenceCoverage: Math.max(...range.map((at) => match.coverage(counts[at] ?? new Uint8Array()))),
      contextCoverage: match.coverage(addCounts(...[...own].map((at) => counts[at] ?? new Uint8Array()))),
      paragraphCoverage: match.coverage(paragraphs.get(paragraphKey(line)) ?? here),
      heaviest: match.heaviest(here),
      commonRun: Math.max(...range.map((at) => context.runs[at] ?? 0)),
      passageKeyword: line.passage.keyword / bestKeyword,
      passageFused: line.passage.score - bestFused,
      passageVector: line.passage.vector,
      vector: vectors[i] ?? 0,
      sentenceVector: Math.max(...range.map((at) => context.cosines[at] ?? 0)),
      vectorGap: (vectors[i] ?? 0) - bestVector,
      length: length / QUOTE_LIMIT,
      sentences: range.length,
      opensParagraph: sameParagraph(lines[first - 1], line) ? 0 : 1,
      newNumbers: kinds.includes('number') && numbersIn(text).some((number) => !asked.has(number)) ? 1 : 0,
      ...kindSignals(kinds, text),
    };
    return Float32Array.from(SIGNAL_NAMES, (name) => values[name]);
  });
}

type KindSignal = `holds:${AnswerKind}`;

function kindSignals(asked: readonly AnswerKind[], text: string): Record<KindSignal, number> {
  return Object.fromEntries(
    ANSWER_KINDS.map((kind) => [`holds:${kind}`, asked.includes(kind) && hasEvidence(kind, text) ? 1 : 0]),
  ) as Record<KindSignal, number>;
}

/** Cosine of the question to the sum of a window's sentence vectors, from the products of its pairs. */
function windowCosine({ first, last }: Window, { lines, cosines }: SignalContext): number {
  let toQuestion = 0;
  let squaredLength = 0;
  for (let a = first; a <= last; a++) {
    toQuestion += cosines[a] ?? 0;
    squaredLength += 1;
    for (let b = a + 1; b <= last; b++)
      squaredLength += 2 * cosine(lines[a]?.vector ?? [], lines[b]?.vector ?? []);
  }
  return squaredLength > 0 ? toQuestion / Math.sqrt(squaredLength) : 0;
}

function paragraphKey(line: Line): string {
  return `${line.article.id} ${line.paragraph}`;
}

function paragraphCounts({ lines, counts }: SignalContext): Map<string, Counts> {
  const sums = new Map<string, Counts>();
  lines.forEach((line, i) => {
    const here = counts[i] ?? new Uint8Array();
    const sum = sums.get(paragraphKey(line));
    sums.set(paragraphKey(line), sum ? addCounts(sum, here) : here);
  });
  return sums;
}

function numbersIn(folded: string): string[] {
  return tokenizeFolded(folded).filter((token) => /\d/.test(token));
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
