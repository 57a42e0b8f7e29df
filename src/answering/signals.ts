import { tokenizeFolded } from '../corpus/tokens.ts';
import { cosine } from '../index/vectors.ts';
import { logSum } from '../log-sum.ts';
import type { Retrieval } from '../retrieval/passage-retriever.ts';
import { QUOTE_LIMIT } from './answer.ts';
import { ANSWER_KINDS, hasEvidence, type AnswerKind } from './answer-kind.ts';
import { addCounts } from './question-match.ts';
import { paragraphKey, type LineContext, type SignalContext } from './signal-context.ts';
import { TOKEN_SIGNAL_NAMES, TokenSignals } from './token-signals.ts';
import { sameParagraph, type Window } from './windows.ts';

/** Characters of a usual quote, against which long ones are weighed. */
const USUAL_LENGTH = 120;

/** Names of the signals, in the order of a signal vector. Larger values say more for a window unless noted. */
export const SIGNAL_NAMES = [
  'coverage', // share of the question's term weight in the window, 0..1
  'saturated', // the same, BM25-like: repeats and length weigh less
  'bestSentenceCoverage', // in its best single sentence
  'contextCoverage', // in the window and the sentences before and after it
  'topicCoverage', // in the window, its paragraph's first sentence, its heading and its title
  'paragraphCoverage', // in the whole paragraph
  'localCoverage', // in the window, by weights among the sentences of its article
  'heaviest', // the rarest matched term against the question's rarest one
  'commonRun', // longest run of the question's characters in one sentence, in share of the question
  'passageKeyword', // BM25 of its passage against the best one, 0..1
  'passageFused', // fused score of its passage minus the best one's, <= 0
  'passageVector', // cosine of its passage to the question
  'vector', // cosine of the window to the question
  'sentenceVector', // of its best single sentence
  'vectorGap', // cosine of the window minus the best window's, <= 0
  ...TOKEN_SIGNAL_NAMES,
  'reading', // logarithm of the share that a reader gives it of all that the answer may be, <= 0
  'contextReading', // of it and the sentences before and after it
  'paragraphReading', // of its whole paragraph
  'length', // characters in share of the most a quote may have
  'sentences', // 1 to 3
  'opensParagraph', // whether it begins its paragraph
  ...ANSWER_KINDS.map((kind) => `holds:${kind}` as const), // asked for, and there
  'newNumbers', // a number is asked for and there is one that the question does not name
] as const;

/** One number a name of `SIGNAL_NAMES`. */
export type Signals = Float32Array;

export function signalOf(signals: Signals, name: (typeof SIGNAL_NAMES)[number]): number {
  return signals[SIGNAL_NAMES.indexOf(name)] ?? 0;
}

/** The signals of every window, in order. */
export function signalsOf(windows: Window[], context: SignalContext, retrieval: Retrieval): Signals[] {
  const { match, kinds, lines } = context;
  const asked = new Set(numbersIn(retrieval.question.folded));
  const vectors = windows.map((window) => windowCosine(window, lines));
  const bestVector = Math.max(...vectors);
  const tokens = new TokenSignals(lines, retrieval.tokenWeights);
  const bestKeyword = Math.max(...retrieval.passages.map(({ keyword }) => keyword)) || 1;
  const bestFused = Math.max(...retrieval.passages.map(({ score }) => score));

  return windows.map((window, i) => {
    const { first, last } = window;
    const own = lines.slice(first, last + 1);
    const [opening] = own;
    if (!opening) throw new Error('a window has no lines');
    const { line } = opening;
    const around = [lines[first - 1], lines[last + 1]].filter(
      (each) => each !== undefined && sameParagraph(each.line, line),
    ) as LineContext[];
    const paragraph = context.paragraphs.get(paragraphKey(line));
    const answer = logSum(answersOf(own));
    const here = addCounts(...own.map(({ counts }) => counts));
    const text = own.map(({ folded }) => folded).join('');
    const length = window.end - window.start;
    const values: Record<(typeof SIGNAL_NAMES)[number], number> = {
      coverage: match.coverage(here),
      saturated: match.saturated(here, length, USUAL_LENGTH),
      bestSentenceCoverage: Math.max(...own.map(({ counts }) => match.coverage(counts))),
      contextCoverage: match.coverage(addCounts(here, ...around.map(({ counts }) => counts))),
      topicCoverage: match.coverage(addCounts(here, opening.topic)),
      paragraphCoverage: match.coverage(paragraph?.counts ?? here),
      localCoverage: match.coverage(here, context.localWeights.get(line.article.id)),
      heaviest: match.heaviest(here),
      commonRun: Math.max(...own.map(({ run }) => run)),
      passageKeyword: line.passage.keyword / bestKeyword,
      passageFused: line.passage.score - bestFused,
      passageVector: line.passage.vector,
      vector: vectors[i] ?? 0,
      sentenceVector: Math.max(...own.map((each) => each.cosine)),
      vectorGap: (vectors[i] ?? 0) - bestVector,
      ...tokens.of(window),
      reading: readingShare(answer, context),
      contextReading: readingShare(logSum([answer, ...answersOf(around)]), context),
      paragraphReading: readingShare(paragraph?.answer ?? answer, context),
      length: length / QUOTE_LIMIT,
      sentences: own.length,
      opensParagraph: sameParagraph(lines[first - 1]?.line, line) ? 0 : 1,
      newNumbers: kinds.includes('number') && numbersIn(text).some((number) => !asked.has(number)) ? 1 : 0,
      ...kindSignals(kinds, text),
    };
    return Float32Array.from(SIGNAL_NAMES, (name) => values[name]);
  });
}

function answersOf(lines: LineContext[]): number[] {
  return lines.map(({ line }) => line.answer);
}

/** Logarithm of the share of all that the answer may be, <= 0, from its own `answer`; 0 without a reader. */
function readingShare(answer: number, { reading }: SignalContext): number {
  return reading ? answer - reading.all : 0;
}

type KindSignal = `holds:${AnswerKind}`;

function kindSignals(asked: readonly AnswerKind[], text: string): Record<KindSignal, number> {
  return Object.fromEntries(
    ANSWER_KINDS.map((kind) => [`holds:${kind}`, asked.includes(kind) && hasEvidence(kind, text) ? 1 : 0]),
  ) as Record<KindSignal, number>;
}

/** Cosine of the question to the sum of a window's sentence vectors, from the products of its pairs. */
function windowCosine({ first, last }: Window, lines: LineContext[]): number {
  let toQuestion = 0;
  let squaredLength = 0;
  for (let a = first; a <= last; a++) {
    toQuestion += lines[a]?.cosine ?? 0;
    squaredLength += 1;
    for (let b = a + 1; b <= last; b++)
      squaredLength += 2 * cosine(lines[a]?.line.vector ?? [], lines[b]?.line.vector ?? []);
  }
  return squaredLength > 0 ? toQuestion / Math.sqrt(squaredLength) : 0;
}

function numbersIn(folded: string): string[] {
  return tokenizeFolded(folded).filter((token) => /\d/.test(token));
}
