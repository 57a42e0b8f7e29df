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

const BATCH = 64;
const LINEAR: Descent = { rate: 0.05, epochs: 40, decay: 3e-3 };
const NETWORK: Descent = { rate: 0.01, epochs: 20, decay: 1e-2 };
/** Hidden units; see README.md beside this file. */
const HIDDEN = 16;
/** A window that moves the loss less than this is passed over. */
const LEAST_FORCE = 1e-6;

/**
 * Weights under which right windows rank first: minimises -log of the probability that a softmax over a question's
 * windows gives to its right ones together.
 * @param scale standard deviation of each signal, so that the pull towards 0 is alike for all
 */
export function fitRanking(lists: RankingList[], scale: number[]): number[] {
  const weights = descend(lists, new Float64Array(scale.length), LINEAR, (list, w, gradient) => {
    const scores = list.signals.map((signals) => dot(signals, w, scale));
    forces(scores, list.right).forEach((force, i) => {
      const signals = list.signals[i];
      if (signals && force !== 0) addScaled(gradient, signals, force, scale);
    });
  });
  return Array.from(weights, (weight, i) => weight / (scale[i] ?? 1));
}

export interface Network {
  weights: number[];
  hidden: { weights: number[]; bias: number; out: number }[];
}

/**
 * The same with a hidden layer of hyperbolic tangents beside the weighted sum (Rumelhart et al. 1986).
 * @param scale mean and standard deviation of each signal
 * @param decay see `Descent`; what one unit cannot gain alone does not overcome a strong pull
 */
export function fitNetwork(lists: RankingList[], scale: Scale, decay = NETWORK.decay): Network {
  const count = scale.deviation.length;
  const standardised = lists.map(({ signals, right }) => ({ rows: standardise(signals, scale), right }));
  const start = new Float64Array(unitAt(HIDDEN, count));
  const random = seededRandom(20261126);
  for (let h = 0; h < HIDDEN; h++) {
    for (let i = 0; i <= count; i++) start[unitAt(h, count) + i] = (2 * random() - 1) / Math.sqrt(count);
  }
  const parameters = descend(standardised, start, { ...NETWORK, decay }, ({ rows, right }, p, gradient) => {
    const active = new Float64Array(right.length * HIDDEN);
    const scores = right.map((_, row) => networkScore(rows, row, p, count, active));
    forces(scores, right).forEach((force, row) => {
      if (Math.abs(force) > LEAST_FORCE) addNetworkGradient(rows, row, p, count, active, force, gradient);
    });
  });
  const unscaled = (at: number) =>
    scale.deviation.map((deviation, i) => (parameters[at + i] ?? 0) / deviation);
  return {
    weights: unscaled(0),
    hidden: Array.from({ length: HIDDEN }, (_, h) => {
      const at = unitAt(h, count);
      const weights = unscaled(at);
      const shift = weights.reduce((sum, weight, i) => sum + weight * (scale.mean[i] ?? 0), 0);
      return { weights, bias: (parameters[at + count] ?? 0) - shift, out: parameters[at + count + 1] ?? 0 };
    }),
  };
}

/**
 * Where a hidden unit's parameters begin. All lie in one array: the weights of the plain sum, then of each unit its `count`
 * weights, its bias, and what it adds to the score.
 */
function unitAt(unit: number, count: number): number {
  return count + unit * (count + 2);
}

/** Score of one row of `rows` ([windows, count]); its activations go to its row of `active` ([windows, HIDDEN]). */
function networkScore(
  rows: Float32Array,
  row: number,
  p: Float64Array,
  count: number,
  active: Float64Array,
): number {
  const from = row * count;
  let score = 0;
  for (let i = 0; i < count; i++) score += (p[i] ?? 0) * (rows[from + i] ?? 0);
  for (let h = 0; h < HIDDEN; h++) {
    const at = unitAt(h, count);
    let sum = p[at + count] ?? 0;
    for (let i = 0; i < count; i++) sum += (p[at + i] ?? 0) * (rows[from + i] ?? 0);
    const value = Math.tanh(sum);
    active[row * HIDDEN + h] = value;
    score += (p[at + count + 1] ?? 0) * value;
  }
  return score;
}

/** @param force how far the loss moves with the row's score */
function addNetworkGradient(
  rows: Float32Array,
  row: number,
  p: Float64Array,
  count: number,
  active: Float64Array,
  force: number,
  gradient: Float64Array,
): void {
  const from = row * count;
  for (let i = 0; i < count; i++) gradient[i] = (gradient[i] ?? 0) + force * (rows[from + i] ?? 0);
  for (let h = 0; h < HIDDEN; h++) {
    const at = unitAt(h, count);
    const out = at + count + 1;
    const value = active[row * HIDDEN + h] ?? 0;
    gradient[out] = (gradient[out] ?? 0) + force * value;
    const inner = force * (p[out] ?? 0) * (1 - value * value);
    for (let i = 0; i < count; i++)
      gradient[at + i] = (gradient[at + i] ?? 0) + inner * (rows[from + i] ?? 0);
    gradient[at + count] = (gradient[at + count] ?? 0) + inner;
  }
}

/** How far the loss moves with each score: what the softmax gives a window, less its share among the right ones. */
function forces(scores: number[], right: boolean[]): number[] {
  const all = softmax(scores);
  const rightMass = all.reduce((sum, p, i) => (right[i] ? sum + p : sum), 0);
  return all.map((p, i) => p - (right[i] ? p / rightMass : 0));
}

/** Logistic regression: weights and bias under which the logistic of the weighted sum is the chance of being right. */
export function fitLogistic(examples: LabelledSignals[], count: number): { weights: number[]; bias: number } {
  const scale = scaleOf(
    examples.map(({ signals }) => signals),
    count,
  ).deviation;
  const start = new Float64Array(count + 1);
  const parameters = descend(
    examples,
    start,
    { ...LINEAR, decayed: count },
    ({ signals, right }, p, gradient) => {
      const sum = dot(signals, p, scale) + (p[count] ?? 0);
      const force = 1 / (1 + Math.exp(-sum)) - (right ? 1 : 0);
      addScaled(gradient, signals, force, scale);
      gradient[count] = (gradient[count] ?? 0) + force;
    },
  );
  return { weights: scale.map((each, i) => (parameters[i] ?? 0) / each), bias: parameters[count] ?? 0 };
}

interface Descent {
  rate: number;
  epochs: number;
  /** Strength of the pull towards 0, on standardised signals. */
  decay: number;
  /** How many of the parameters are pulled towards 0; the first ones. */
  decayed?: number;
}

/**
 * Adam (Kingma & Ba 2015) over mini-batches in a fixed random order, the rate falling to 0.
 * @param step adds an example's gradient
 * @returns what `start` comes to
 */
function descend<T>(
  examples: T[],
  start: Float64Array,
  { rate, epochs, decay, decayed = start.length }: Descent,
  step: (example: T, parameters: Float64Array, gradient: Float64Array) => void,
): Float64Array {
  const parameters = start.slice();
  const mean = new Float64Array(start.length);
  const square = new Float64Array(start.length);
  const random = seededRandom(20261122);
  const batches = Math.ceil(examples.length / BATCH);
  let time = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffle(examples, random);
    for (let at = 0; at < order.length; at += BATCH) {
      const batch = order.slice(at, at + BATCH);
      const gradient = new Float64Array(start.length);
      for (const example of batch) step(example, parameters, gradient);
      time++;
      const now = rate * (1 - time / (epochs * batches + 1));
      for (let i = 0; i < parameters.length; i++) {
        const pull = i < decayed ? decay * (parameters[i] ?? 0) : 0;
        const g = (gradient[i] ?? 0) / batch.length + pull;
        const m = (mean[i] = 0.9 * (mean[i] ?? 0) + 0.1 * g);
        const v = (square[i] = 0.999 * (square[i] ?? 0) + 0.001 * g * g);
        const corrected = m / (1 - 0.9 ** time) / (Math.sqrt(v / (1 - 0.999 ** time)) + 1e-8);
        parameters[i] = (parameters[i] ?? 0) - now * corrected;
      }
    }
  }
  return parameters;
}

export interface Scale {
  mean: number[];
  deviation: number[];
}

/** Mean and standard deviation of each of `count` signals; the latter 1 for one that never changes. */
export function scaleOf(all: Signals[], count: number): Scale {
  const spreads = Array.from({ length: count }, (_, i) => spread(all.map((signals) => signals[i] ?? 0)));
  return {
    mean: spreads.map(({ mean }) => mean),
    deviation: spreads.map(({ deviation }) => deviation || 1),
  };
}

/** All signals of a list in one array [windows, signals], each with mean 0 and standard deviation 1. */
function standardise(signals: Signals[], { mean, deviation }: Scale): Float32Array {
  return Float32Array.from(
    signals.flatMap((each) => Array.from(each, (value, i) => (value - (mean[i] ?? 0)) / (deviation[i] ?? 1))),
  );
}

function dot(signals: Signals, weights: ArrayLike<number>, scale: number[]): number {
  let sum = 0;
  for (let i = 0; i < signals.length; i++) sum += ((signals[i] ?? 0) / (scale[i] ?? 1)) * (weights[i] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, signals: Signals, factor: number, scale: number[]): void {
  for (let i = 0; i < signals.length; i++)
    target[i] = (target[i] ?? 0) + (factor * (signals[i] ?? 0)) / (scale[i] ?? 1);
}

function softmax(scores: number[]): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
