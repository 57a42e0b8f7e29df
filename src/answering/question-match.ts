import { isCharacter, tokenizeFolded } from '../corpus/tokens.ts';
import { inverseFrequency, saturation } from '../index/keyword-search.ts';
import type { Retrieval } from '../retrieval/passage-retriever.ts';

/** How often and how well each term of a question is said in a text; number `i` belongs to term `i`. */
export interface Counts {
  /** Occurrences of its forms, each by the form's weight. */
  times: Float32Array;
  /** The largest weight of a form that occurs, 0..1. */
  best: Float32Array;
}

/**
 * The question's terms with their weights, against which sentences are matched.
 * Weights are inverse document frequencies; of a term in several forms, of their expected number together.
 */
export class QuestionMatch {
  readonly weights: Float64Array;
  /** Share of the question's weight that no passage knows, 0..1: terms that are nowhere in the articles. */
  readonly unknownShare: number;
  /** How many words and pairs of characters it has; single characters say too little. */
  readonly words: number;
  /** How many of these occur in the articles. */
  readonly knownWords: number;
  readonly #scale: Float64Array;
  readonly #places: Map<string, { term: number; weight: number }[]>;

  constructor({
    terms,
    frequencies,
    passageCount,
  }: Pick<Retrieval, 'terms' | 'frequencies' | 'passageCount'>) {
    const frequency = (token: string) => frequencies.get(token) ?? 0;
    const expected = terms.map(({ forms }) =>
      forms.reduce((sum, { token, weight }) => sum + weight * frequency(token), 0),
    );
    this.#scale = Float64Array.from(terms, ({ share }) => share);
    this.weights = this.scaled((term) => inverseFrequency(expected[term] ?? 0, passageCount));
    const isWord = terms.map(({ token }) => !isCharacter(token));
    this.words = isWord.filter(Boolean).length;
    this.knownWords = isWord.filter((word, i) => word && (expected[i] ?? 0) > 0).length;
    this.unknownShare = this.#share((i) => ((expected[i] ?? 0) === 0 ? 1 : 0));
    this.#places = new Map();
    terms.forEach(({ forms }, term) => {
      for (const { token, weight } of forms) {
        const places = this.#places.get(token) ?? [];
        this.#places.set(token, places);
        places.push({ term, weight });
      }
    });
  }

  /** @param folded a folded text */
  count(folded: string): Counts {
    const counts = this.none();
    for (const token of tokenizeFolded(folded)) {
      for (const { term, weight } of this.#places.get(token) ?? []) {
        counts.times[term] = (counts.times[term] ?? 0) + weight;
        counts.best[term] = Math.max(counts.best[term] ?? 0, weight);
      }
    }
    return counts;
  }

  /** The counts of an empty text. */
  none(): Counts {
    return {
      times: new Float32Array(this.weights.length),
      best: new Float32Array(this.weights.length),
    };
  }

  /**
   * Share of the question's weight that is in a text, 0..1.
   * @param weights of the terms, other than the usual ones
   */
  coverage({ best }: Counts, weights?: Float64Array): number {
    return this.#share((i) => best[i] ?? 0, weights);
  }

  /** One weight a term, each by its share. */
  scaled(weight: (term: number) => number): Float64Array {
    return this.#scale.map((scale, term) => scale * weight(term));
  }

  /** As `coverage`, repeats counting less and less and long texts less (as in BM25), 0..about 2. */
  saturated({ times }: Counts, length: number, usualLength: number): number {
    return this.#share((i) => saturation(times[i] ?? 0, length, usualLength));
  }

  /** The heaviest term of the text against the heaviest of the question, 0..1. */
  heaviest({ best }: Counts): number {
    const most = Math.max(0, ...this.weights);
    const here = this.weights.reduce((max, weight, i) => Math.max(max, weight * (best[i] ?? 0)), 0);
    return most === 0 ? 0 : here / most;
  }

  #share(part: (i: number) => number, weights = this.weights): number {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] ?? 0;
      total += weight;
      sum += weight * part(i);
    }
    return total === 0 ? 0 : sum / total;
  }
}

/** The counts of several texts as of one; of none, of no terms. */
export function addCounts(...all: Counts[]): Counts {
  const terms = all[0]?.times.length ?? 0;
  const sum = { times: new Float32Array(terms), best: new Float32Array(terms) };
  for (const { times, best } of all) {
    for (let i = 0; i < terms; i++) {
      sum.times[i] = (sum.times[i] ?? 0) + (times[i] ?? 0);
      sum.best[i] = Math.max(sum.best[i] ?? 0, best[i] ?? 0);
    }
  }
  return sum;
}
