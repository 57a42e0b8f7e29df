import { tokenCoverage } from '../retrieval/token-coverage.ts';
import type { LineContext } from './signal-context.ts';
import type { Window } from './windows.ts';

/** What matching token by token says of a window, as share of the question's token weight, 0..1. */
export const TOKEN_SIGNAL_NAMES = [
  'tokenCoverage', // each token as far as its nearest in the window is alike
  'tokenStandout', // how much more so than the usual line
  'tokenExact', // tokens that are there
  'tokenNear', // tokens that something like them is there for
] as const;

type TokenSignalValues = Record<(typeof TOKEN_SIGNAL_NAMES)[number], number>;

/** Cosines from which a token counts as the same, and as something like it. */
const SAME = 0.95;
const NEAR = 0.5;

/** Computed once for all windows of a question. */
export class TokenSignals {
  readonly #lines: LineContext[];
  readonly #weights: Float32Array;
  /** How well the usual line says each token of the question. */
  readonly #usual: Float64Array;

  /** @param weights of the question's tokens, see `TokenMatches` */
  constructor(lines: LineContext[], weights: Float32Array) {
    this.#lines = lines;
    this.#weights = weights;
    this.#usual = new Float64Array(weights.length);
    for (const { line } of lines) {
      line.tokens.forEach((value, token) => {
        this.#usual[token] = (this.#usual[token] ?? 0) + value / lines.length;
      });
    }
  }

  of({ first, last }: Window): TokenSignalValues {
    const said = this.#best(first, last);
    return {
      tokenCoverage: this.#share(said),
      tokenStandout: this.#share(said.map((value, token) => Math.max(0, value - (this.#usual[token] ?? 0)))),
      tokenExact: this.#share(said.map((value) => (value > SAME ? 1 : 0))),
      tokenNear: this.#share(said.map((value) => (value > NEAR && value <= SAME ? 1 : 0))),
    };
  }

  #share(said: Float64Array): number {
    return tokenCoverage(said, this.#weights);
  }

  /** How well the lines `first` to `last` together say each token. */
  #best(first: number, last: number): Float64Array {
    const best = new Float64Array(this.#weights.length);
    for (const { line } of this.#lines.slice(first, last + 1)) {
      line.tokens.forEach((value, token) => {
        best[token] = Math.max(best[token] ?? 0, value);
      });
    }
    return best;
  }
}
