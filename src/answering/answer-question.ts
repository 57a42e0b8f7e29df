import type { Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { pageAt } from '../corpus/page-at.ts';
import { overlap } from '../corpus/span.ts';
import type { Retrieval } from '../retrieval/passage-retriever.ts';
import type { Answer, AnswerState, Quote } from './answer.ts';
import { chooseQuotes, scoreWindows, type ScoredWindow } from './choose-quotes.ts';
import { evidenceOf, surveyOf } from './evidence.ts';
import { chancesOf, weightedSum, type Chances, type Ranker, type WindowWeights } from './ranker.ts';
import { signalContext, type SignalContext } from './signal-context.ts';
import { SIGNAL_NAMES, signalsOf } from './signals.ts';
import { cutToLimit, linesOf, windowsOf, type Window } from './windows.ts';

export interface AnswerOptions {
  /** What is not to be quoted, because the asker has it: windows that overlap it are left out. */
  without?: ({ articleId: string } & Span) | null;
}

/** Chooses the quotes and decides whether they hold the answer. Pure: the same data gives the same answer. */
export function answerQuestion(
  retrieval: Retrieval,
  ranker: Ranker,
  { without = null }: AnswerOptions = {},
): Answer {
  const { text } = retrieval.question;
  const weights = ranker[retrieval.direction];
  const { context, ranked } = rankWindows(retrieval, weights.window, without);
  const choices = chooseQuotes(ranked, ranker.priceOfLength);
  const [first, second] = choices;
  if (!first || saysTooLittle(retrieval, context))
    return { question: text, state: 'none', confidence: 0, quotes: [] };

  const evidence = evidenceOf(first.found, second?.found, surveyOf(context));
  const chances = chancesOf(evidence, weights);
  const { confidence } = chances;
  const state = decide(chances, ranker);
  const quotes =
    state === 'none'
      ? []
      : choices.map(({ found, quoted }) => {
          const best = bestSentence(ranked, found.window, weights.sentence);
          return toQuote(quoted, best, context, confidence * Math.exp(found.score - first.found.score));
        });
  return { question: text, state, confidence: round(confidence), quotes };
}

/** All windows of the retrieved passages but those left out, best first. */
function rankWindows(
  retrieval: Retrieval,
  weights: WindowWeights,
  without: ({ articleId: string } & Span) | null,
): { context: SignalContext; ranked: ScoredWindow[] } {
  const lines = linesOf(retrieval);
  const windows = windowsOf(lines).filter(
    (window) => window.article.id !== without?.articleId || !overlap(window, without),
  );
  const context = signalContext(retrieval, lines);
  const signals = signalsOf(windows, context, retrieval);
  return { context, ranked: scoreWindows(windows, signals, weights) };
}

/**
 * Whether there is nothing to go by: no words ("。。。"), or, asked in the articles' own language, none that they have. A
 * reader may find the answer in other words altogether, but not to a single word: something is near to any greeting ("哈囉").
 */
function saysTooLittle({ question, direction, noAnswer }: Retrieval, { match }: SignalContext): boolean {
  const isReadable = noAnswer !== null && match.words > 1;
  return question.tokens.length === 0 || (direction === 'same' && match.knownWords === 0 && !isReadable);
}

/** What two chances come to. */
export function decide(
  { confidence, answerable }: Chances,
  { answered, related }: Pick<Ranker, 'answered' | 'related'>,
): AnswerState {
  if (confidence >= answered) return 'answered';
  return answerable >= related ? 'related' : 'none';
}

function toQuote(window: Window, best: Span, { match, lines }: SignalContext, score: number): Quote {
  const { article, first } = window;
  const line = lines[first]?.line;
  if (!line) throw new Error('a window has no lines');
  const { start, end } = cutToLimit(article.text, window, (text) => match.coverage(match.count(fold(text))));
  const page = pageAt(article, start);
  return {
    text: article.text.slice(start, end),
    best: within(best, { start, end }),
    articleId: article.id,
    title: article.title,
    section: article.sections[line.section]?.heading ?? null,
    paragraph: line.paragraph,
    ...(page !== undefined && { page }),
    start,
    end,
    source: article.source,
    url: article.url,
    published: article.published,
    score: round(Math.min(1, score)),
  };
}

/** The best sentence of a window. */
function bestSentence(
  ranked: ScoredWindow[],
  { first, last }: Window,
  weights: Record<string, number>,
): Span {
  const sentences = ranked
    .filter(({ window }) => window.first === window.last && window.first >= first && window.last <= last)
    .map(({ window, signals }) => ({ window, score: weightedSum(SIGNAL_NAMES, signals, weights) }))
    .sort((a, b) => b.score - a.score);
  if (!sentences[0]) throw new Error('a window has no sentence');
  return sentences[0].window;
}

function within(inner: Span, outer: Span): Span {
  return { start: Math.max(inner.start, outer.start), end: Math.min(inner.end, outer.end) };
}

/** Four digits: more would only show the machine's rounding. */
export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
