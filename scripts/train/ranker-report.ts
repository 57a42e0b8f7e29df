import {
  chooseApart,
  confidenceOf,
  scoreWindows,
  type ScoredWindow,
} from '../../src/answering/answer-question.ts';
import { evidenceOf } from '../../src/answering/evidence.ts';
import type { Ranker, WindowWeights } from '../../src/answering/ranker.ts';
import { calibrationError } from '../figures.ts';
import type { LabelledSignals } from './fit-weights.ts';
import type { Example } from './ranker-examples.ts';

/** The evidence for the best window of an example, and whether it is right; null without windows. */
export function judge(example: Example, weights: WindowWeights): LabelledSignals | null {
  const [first, second] = best(example, weights);
  if (!first) return null;
  const margin = first.score - (second?.score ?? -Infinity);
  const right = example.right[example.windows.indexOf(first.window)] ?? false;
  return { signals: evidenceOf(first.signals, margin, example.context), right };
}

/** One line on how examples of one direction are answered: quotes, refusals, calibration. */
export function reportOf(examples: Example[], ranker: Ranker): string {
  const answerable = examples.filter((example) => example.answerable);
  const unanswerable = examples.filter((example) => !example.answerable);
  const quoteAt = (k: number) =>
    share(answerable, (example) =>
      best(example, ranker[example.direction].window)
        .slice(0, k)
        .some(({ window }) => example.right[example.windows.indexOf(window)]),
    );
  const refused = (list: Example[]) =>
    share(list, (example) => withConfidence(example, ranker).confidence < ranker.related);
  return (
    `${answerable.length} answerable, quote@1 ${quoteAt(1)}, quote@3 ${quoteAt(3)}, ` +
    `refused ${refused(answerable)}; ${unanswerable.length} unanswerable, refused ${refused(unanswerable)}; ` +
    `calibration error ${calibrationError(examples.map((example) => withConfidence(example, ranker)))}`
  );
}

function best({ windows, signals }: Example, weights: WindowWeights): ScoredWindow[] {
  return chooseApart(scoreWindows(windows, signals, weights));
}

function withConfidence(example: Example, ranker: Ranker): { confidence: number; right: boolean } {
  const weights = ranker[example.direction];
  const judged = judge(example, weights.window);
  if (!judged) return { confidence: 0, right: false };
  return { confidence: confidenceOf(judged.signals, weights), right: judged.right };
}

function share<T>(list: T[], test: (item: T) => boolean | undefined): string {
  return (list.filter(test).length / Math.max(1, list.length)).toFixed(3);
}
