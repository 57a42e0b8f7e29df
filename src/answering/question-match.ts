import { isCharacter, tokenizeFolded } from '../corpus/tokens.ts';
import type { Retrieval } from '../retrieval/passage-retriever.ts';

/** A character alone says less than a word or a pair. */
const CHARACTER_WEIGHT = 0.4;

/** How often each token of a question occurs in a text: `counts[i]` belongs to `tokens[i]`. */
export type Counts = Uint8Array;

/**
 * The question's tokens with their weights, against which sentences are matched.
 * Weights are inverse document frequencies, ln(1 + (N - n + .5) / (n + .5)) (Robertson & Spärck Jones).
 */
export class QuestionMatch {
  readonly tokens: string[];
  readonly weights: Float64Array;
  /** Sum of all weights. */
  readonly totalWeight: number;
  /** Share of the question's weight that no passage knows, 0..1: tokens that are nowhere in the articles. */
  readonly unknownShare: number;
  /** How many of its words and pairs of characters occur in the articles; single characters say too little. */
  readonly knownWords: number;
  readonly #places: Map<string, number>;

  constructor({ question, frequencies, passageCount }: Retrieval) {
    this.tokens = question.tokens;
    const frequency = (token: string) => frequencies.get(token) ?? 0;
    this.weights = Float64Array.from(question.tokens, (token) => {
      const n = frequency(token);
      const idf = Math.log(1 + (passageCount - n + 0.5) / (n + 0.5));
      return Math.max(idf, 0.01) * (isCharacter(token) ? CHARACTER_WEIGHT : 1);
    });
    this.totalWeight = this.weights.reduce((sum, weight) => sum + weight, 0);
    this.knownWords = question.tokens.filter((token) => !isCharacter(token) && frequency(token) > 0).length;
    this.unknownShare = this.#share((i) => (frequency(question.tokens[i] ?? '') === 0 ? 1 : 0));
    this.#places = new Map(question.tokens.map((token, i) => [token, i]));
  }

  /** @param folded a folded text */
  count(folded: string): Counts {
    const counts = new Uint8Array(this.tokens.length);
    for (const token of tokenizeFolded(folded)) {
      const place = this.#places.get(token);
      if (place !== undefined && (counts[place] ?? 0) < 255) counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts;
  }

  /** Share of the question's weight that is in a text, 0..1. */
  coverage(counts: Counts): number {
    return this.#share((i) => (counts[i] ? 1 : 0));
  }

  /** As `coverage`, repeats counting less and less and long texts less (BM25 with k1 1.2, b .75), 0..about 2. */
  saturated(counts: Counts, length: number, usualLength: number): number {
    const norm = 1.2 * (0.25 + (0.75 * length) / usualLength);
    return this.#share((i) => {
      const count = counts[i] ?? 0;
      return (count * 2.2) / (count + norm);
    });
  }

  /** The heaviest token of the text against the heaviest of the question, 0..1. */
  heaviest(counts: Counts): number {
    const most = Math.max(0, ...this.weights);
    const here = this.weights.reduce((max, weight, i) => (counts[i] ? Math.max(max, weight) : max), 0);
    return most === 0 ? 0 : here / most;
  }

  #share(part: (i: number) => number): number {
    if (this.totalWeight === 0) return 0;
    let sum = 0;
    for (let i = 0; i < this.weights.length; i++) sum += (this.weights[i] ?? 0) * part(i);
    return sum / this.totalWeight;
  }
}

export function addCounts(...all: Counts[]): Counts {
  const sum = new Uint8Array(all[0]?.length ?? 0);
  for (const counts of all)
    for (let i = 0; i < sum.length; i++) sum[i] = Math.min(255, (sum[i] ?? 0) + (counts[i] ?? 0));
  return sum;
}
