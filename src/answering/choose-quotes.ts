import { QUOTE_COUNT } from './answer.ts';
import { windowScore, type WindowWeights } from './ranker.ts';
import { signalOf, type Signals } from './signals.ts';
import type { LineRange, Window } from './windows.ts';

export interface ScoredWindow<W extends LineRange = Window> {
  window: W;
  signals: Signals;
  /** See `windowScore`. */
  score: number;
}

/** What is quoted, and why. */
export interface Choice<W extends LineRange = Window> {
  /** The best window of those that were left. */
  found: ScoredWindow<W>;
  /** It, with the neighbours that may say what it only begins. */
  quoted: W;
}

/** Windows with their scores, best first; of equal ones the first in the articles, since the sort is stable. */
export function scoreWindows<W extends LineRange>(
  windows: W[],
  signals: Signals[],
  weights: WindowWeights,
): ScoredWindow<W>[] {
  const scored = windows.map((window, i) => {
    const own = signals[i] ?? new Float32Array();
    return { window, signals: own, score: windowScore(own, weights) };
  });
  return scored.sort((a, b) => b.score - a.score);
}

/**
 * The best windows with their neighbours, no two of which share a sentence, best first, at most `QUOTE_COUNT`.
 * @param price see `Ranker.priceOfLength`
 */
export function chooseQuotes<W extends LineRange>(ranked: ScoredWindow<W>[], price: number): Choice<W>[] {
  const choices: Choice<W>[] = [];
  let left = ranked;
  while (choices.length < QUOTE_COUNT) {
    const [found] = left;
    if (!found) break;
    const quoted = withNeighbours(found, left, price);
    choices.push({ found, quoted });
    left = left.filter(({ window }) => window.last < quoted.first || window.first > quoted.last);
  }
  return choices;
}

/** Of the windows that hold it, the one that the reader believes in most for its length. */
function withNeighbours<W extends LineRange>(
  found: ScoredWindow<W>,
  left: ScoredWindow<W>[],
  price: number,
): W {
  const { first, last } = found.window;
  const around = left.filter(({ window }) => window.first <= first && window.last >= last);
  return around.reduce((best, each) => (worth(each, price) > worth(best, price) ? each : best), found).window;
}

function worth({ signals }: ScoredWindow<LineRange>, price: number): number {
  return signalOf(signals, 'reading') - price * signalOf(signals, 'length');
}
