import { expect, test } from 'vitest';
import { SIGNAL_NAMES, type Signals } from '../../../src/answering/signals.ts';
import { windowScore } from '../../../src/answering/ranker.ts';
import {
  fitLogistic,
  fitNetwork,
  fitRanking,
  scaleOf,
  type Network,
  type RankingList,
} from '../../../scripts/train/fit-weights.ts';
import { pick, seededRandom } from '../../../scripts/train/random.ts';

const COUNT = SIGNAL_NAMES.length;

/** Lists of a right and a wrong window, whose first two signals are 0 or 1 each; the rest is noise. */
function lists(isRight: (first: number, second: number) => boolean): RankingList[] {
  const random = seededRandom(1);
  const combinations = [0, 1].flatMap((first) => [0, 1].map((second) => [first, second] as const));
  return Array.from({ length: 4000 }, () => {
    const signals = [true, false].map((right) => {
      const told = pick(
        combinations.filter((each) => isRight(...each) === right),
        random,
      );
      return Float32Array.from({ length: COUNT }, (_, i) => told[i] ?? random());
    });
    return { signals, right: [true, false] };
  });
}

const scaleFor = (all: RankingList[]) =>
  scaleOf(
    all.flatMap(({ signals }) => signals),
    COUNT,
  );

/** Share of lists whose best window is right. */
function accuracy(all: RankingList[], score: (signals: Signals) => number): number {
  const hits = all.filter(({ signals, right }) => {
    const scores = signals.map(score);
    return right[scores.indexOf(Math.max(...scores))];
  });
  return hits.length / all.length;
}

/** As the bot scores windows by what is in `ranker.json`. */
function networkScore({ weights, hidden }: Network): (signals: Signals) => number {
  const named = (numbers: number[]) =>
    Object.fromEntries(SIGNAL_NAMES.map((name, i) => [name, numbers[i] ?? 0]));
  const window = {
    weights: named(weights),
    hidden: hidden.map((unit) => ({ ...unit, weights: named(unit.weights) })),
  };
  return (signals) => windowScore(signals, window);
}

test('a weighted sum learns which signal tells', () => {
  const all = lists((first) => first === 1);
  const weights = fitRanking(all, scaleFor(all).deviation);
  const score = (signals: Signals) => signals.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
  expect(accuracy(all, score)).toBe(1);
});

test('a hidden layer learns what no weighted sum can: one signal or the other, not both', () => {
  const all = lists((first, second) => first !== second);
  const linear = fitRanking(all, scaleFor(all).deviation);
  const sum = (signals: Signals) => signals.reduce((total, value, i) => total + value * (linear[i] ?? 0), 0);
  expect(accuracy(all, sum)).toBeLessThan(0.8);
  expect(accuracy(all, networkScore(fitNetwork(all, scaleFor(all), 3e-3)))).toBeGreaterThan(0.95);
});

test('the same lists give the same network', () => {
  const all = lists((first) => first === 1).slice(0, 50);
  expect(fitNetwork(all, scaleFor(all))).toEqual(fitNetwork(all, scaleFor(all)));
});

test('a logistic regression gives the chance of being right', () => {
  const random = seededRandom(3);
  const examples = Array.from({ length: 3000 }, () => {
    const signal = random();
    return { signals: Float32Array.of(signal, random()), right: random() < (signal > 0.5 ? 0.9 : 0.2) };
  });
  const { weights, bias } = fitLogistic(examples, 2);
  const chance = (signal: number) => 1 / (1 + Math.exp(-(signal * (weights[0] ?? 0) + bias)));
  expect(chance(0.95)).toBeGreaterThan(0.8);
  expect(chance(0.05)).toBeLessThan(0.3);
  expect(Math.abs(weights[1] ?? NaN)).toBeLessThan(1);
});
