import type { Signals } from '../../src/answering/signals.ts';
import { spread } from '../../src/retrieval/spread.ts';
import { seededRandom, shuffle } from './random.ts';

/** Windows of one question, at least one right and one not. */
export interface RankingList {
  signals: Signals[];
  right: boolean[];
}

export interface LabelledSignals {
  signals: Signals;
  /** Whether the answer that these describe is right. */
  right: boolean;
}

const EPOCHS = 40;
const BATCH = 64;
const RATE = 0.05;
/** Strength of the pull towards 0, on standardised signals. */
const DECAY = 3e-3;

/**
 * Weights under which right windows rank first: minimises -log of the probability that a softmax over a question's
 * windows gives to its right ones together.
 * @param scale standard deviation of each signal, so that the pull towards 0 is alike for all
 */
export function fitRanking(lists: RankingList[], scale: number[]): number[] {
  const { weights } = descend(lists, scale.length, (list, w, gradient) => {
    const scores = list.signals.map((signals) => dot(signals, w, scale));
    const all = softmax(scores);
    const rightMass = all.reduce((sum, p, i) => (list.right[i] ? sum + p : sum), 0);
    list.signals.forEach((signals, i) => {
      const p = all[i] ?? 0;
      const force = p - (list.right[i] ? p / rightMass : 0);
      if (force !== 0) addScaled(gradient, signals, force, scale);
    });
    return 0;
  });
  return weights.map((weight, i) => weight / (scale[i] ?? 1));
}

/** Logistic regression: weights and bias under which the logistic of the weighted sum is the chance of being right. */
export function fitLogistic(examples: LabelledSignals[], count: number): { weights: number[]; bias: number } {
  const scale = deviations(
    examples.map(({ signals }) => signals),
    count,
  );
  const { weights, bias } = descend(examples, count, ({ signals, right }, w, gradient, b) => {
    const force = 1 / (1 + Math.exp(-dot(signals, w, scale) - b)) - (right ? 1 : 0);
    addScaled(gradient, signals, force, scale);
    return force;
  });
  return { weights: weights.map((weight, i) => weight / (scale[i] ?? 1)), bias };
}

/**
 * Adam (Kingma & Ba 2015) over mini-batches in a fixed random order.
 * @param step adds an example's gradient and returns its gradient for the bias
 */
function descend<T>(
  examples: T[],
  count: number,
  step: (example: T, weights: number[], gradient: number[], bias: number) => number,
): { weights: number[]; bias: number } {
  const parameters = new Array<number>(count + 1).fill(0);
  const mean = new Array<number>(count + 1).fill(0);
  const square = new Array<number>(count + 1).fill(0);
  const random = seededRandom(20261122);
  const batches = Math.ceil(examples.length / BATCH);
  let time = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = shuffle(examples, random);
    for (let at = 0; at < order.length; at += BATCH) {
      const batch = order.slice(at, at + BATCH);
      const gradient = new Array<number>(count).fill(0);
      const bias = parameters[count] ?? 0;
      const ofBias = batch.reduce((sum, example) => sum + step(example, parameters, gradient, bias), 0);
      time++;
      const rate = RATE * (1 - time / (EPOCHS * batches + 1));
      [...gradient, ofBias].forEach((sum, i) => {
        const g = sum / batch.length + (i < count ? DECAY * (parameters[i] ?? 0) : 0);
        const m = (mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * g);
        const v = (square[i] = 0.999 * (square[i] ?? 0) + 0.001 * g * g);
        const corrected = m / (1 - 0.9 ** time) / (Math.sqrt(v / (1 - 0.999 ** time)) + 1e-8);
        parameters[i] = (parameters[i] ?? 0) - rate * corrected;
      });
    }
  }
  return { weights: parameters.slice(0, count), bias: parameters[count] ?? 0 };
}

/** Standard deviation of each of `count` signals; 1 for one that never changes. */
export function deviations(all: Signals[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    return spread(all.map((signals) => signals[i] ?? 0)).deviation || 1;
  });
}

function dot(signals: Signals, weights: number[], scale: number[]): number {
  let sum = 0;
  for (let i = 0; i < signals.length; i++) sum += ((signals[i] ?? 0) / (scale[i] ?? 1)) * (weights[i] ?? 0);
  return sum;
}

function addScaled(target: number[], signals: Signals, factor: number, scale: number[]): void {
  for (let i = 0; i < signals.length; i++)
    target[i] = (target[i] ?? 0) + (factor * (signals[i] ?? 0)) / (scale[i] ?? 1);
}

function softmax(scores: number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
