import { decide } from '../../src/answering/answer-question.ts';
import { chooseQuotes, scoreWindows, type Choice } from '../../src/answering/choose-quotes.ts';
import { evidenceOf } from '../../src/answering/evidence.ts';
import type { Chances, Ranker, WindowWeights } from '../../src/answering/ranker.ts';
import type { Signals } from '../../src/answering/signals.ts';
import type { LineRange } from '../../src/answering/windows.ts';
import { areaUnderCurve, calibrationError } from '../figures.ts';
import type { Example } from './ranker-examples.ts';

/** How an example is answered, before any answer is refused. */
export interface Outcome {
  answerable: boolean;
  /** Evidence for the best window. */
  signals: Signals;
  /** Whether what is quoted for it holds the answer. */
  right: boolean;
  /** Whether one of the first three does. */
  amongThree: boolean;
}

/** @throws Error when the example has no windows */
export function judge(example: Example, weights: WindowWeights, priceOfLength: number): Outcome {
  const choices = chooseQuotes(scoreWindows(example.windows, example.signals, weights), priceOfLength);
  const [first, second] = choices;
  if (!first) throw new Error('an example has no windows');
  const holdsAnswer = ({ quoted }: Choice<LineRange>) =>
    example.right[example.windows.indexOf(quoted)] ?? false;
  return {
    answerable: example.answerable,
    signals: evidenceOf(first.found, second?.found, example.survey),
    right: holdsAnswer(first),
    amongThree: choices.slice(0, 3).some(holdsAnswer),
  };
}

/** An outcome and the chances that its evidence comes to. */
export interface WithChances extends Outcome {
  chances: Chances;
}

/** One line on quotes, refusals and calibration. A quote that is refused counts as found: the figures are apart. */
export function reportOf(examples: WithChances[], thresholds: Pick<Ranker, 'answered' | 'related'>): string {
  const answerable = examples.filter((example) => example.answerable);
  const unanswerable = examples.filter((example) => !example.answerable);
  const refused = ({ chances }: WithChances) => decide(chances, thresholds) === 'none';
  const chancesIn = (list: WithChances[]) => list.map(({ chances }) => chances.answerable);
  const judged = examples.map(({ right, chances }) => ({ right, confidence: chances.confidence }));
  return (
    `${answerable.length} answerable, quote@1 ${share(answerable, ({ right }) => right)}, ` +
    `quote@3 ${share(answerable, ({ amongThree }) => amongThree)}, refused ${share(answerable, refused)}; ` +
    `${unanswerable.length} unanswerable, refused ${share(unanswerable, refused)}; ` +
    `area under the curve ${areaUnderCurve(chancesIn(answerable), chancesIn(unanswerable)).toFixed(3)}, ` +
    `calibration error ${calibrationError(judged).toFixed(3)}`
  );
}

function share<T>(list: T[], test: (item: T) => boolean): string {
  return (list.filter(test).length / Math.max(1, list.length)).toFixed(3);
}
