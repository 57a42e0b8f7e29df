import { expect, test } from 'vitest';
import type { LineContext } from '../../src/answering/signal-context.ts';
import { TokenSignals } from '../../src/answering/token-signals.ts';
import type { Window } from '../../src/answering/windows.ts';

/** Signals of the window from line `first` to `last`, of lines that say the tokens of a question so well. */
function signalsOf(said: number[][], weights: number[], first: number, last = first) {
  const lines = said.map((tokens) => ({ line: { tokens: Float32Array.from(tokens) } }));
  const signals = new TokenSignals(lines as LineContext[], Float32Array.from(weights));
  return signals.of({ first, last } as Window);
}

const said = [
  [1, 0.6, 0],
  [1, 0, 1],
];
const weights = [0.5, 0.25, 0.25];

test('a window says of each token what its best line says', () => {
  expect(signalsOf(said, weights, 0).tokenCoverage).toBeCloseTo(0.65);
  expect(signalsOf(said, weights, 0, 1).tokenCoverage).toBeCloseTo(0.9);
});

test('what every line says does not stand out', () => {
  expect(signalsOf(said, [1, 0, 0], 0).tokenStandout).toBe(0);
  expect(signalsOf(said, [0, 0, 1], 1).tokenStandout).toBeCloseTo(0.5);
});

test('the same and something like it are told apart', () => {
  expect(signalsOf(said, weights, 0)).toMatchObject({ tokenExact: 0.5, tokenNear: 0.25 });
});

test('where tokens are not matched, all is 0', () => {
  const all = signalsOf([[], []], [], 0);
  expect(all).toEqual({ tokenCoverage: 0, tokenStandout: 0, tokenExact: 0, tokenNear: 0 });
});
