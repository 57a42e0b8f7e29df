import type { Candidate, KeywordTerm } from './index-reader.ts';

/** Saturation of repeats and weight of length, the usual values (Robertson & Zaragoza 2009). */
const K1 = 1.2;
const B = 0.75;

/** What an occurrence in each column of the keyword index counts. */
export const COLUMN_WEIGHTS = { title: 0.6, section: 0.8, body: 1 };

/** How often a token occurs in each passage that has it, by `COLUMN_WEIGHTS`. */
export type Postings = Map<number, number>;

/** What BM25 needs to know of an index. */
export interface Collection {
  passages: number;
  /** Tokens of a passage, title and section included. */
  lengthOf: (ordinal: number) => number;
  averageLength: number;
}

/**
 * BM25 over terms that may be said in several ways, as probabilistic structured queries (Darwish & Oard 2003): the forms
 * of a term count as one word, with the sum of their weighted frequencies, so that a term with many translations does not
 * outweigh one with a single translation, nor a rare translation a common one.
 * @param postings of every form in the passages that are searched; a form without is in none of them
 * @param frequencies in how many passages of the whole index each form occurs
 * @returns best first, `score` > 0
 */
export function scoreKeywords(
  terms: readonly KeywordTerm[],
  postings: ReadonlyMap<string, Postings>,
  frequencies: ReadonlyMap<string, number>,
  { passages, lengthOf, averageLength }: Collection,
): Candidate[] {
  const scores = new Map<number, number>();
  for (const { forms } of terms) {
    const occurrences = new Map<number, number>();
    let expected = 0;
    for (const { token, weight } of forms) {
      expected += weight * (frequencies.get(token) ?? 0);
      const found = postings.get(token);
      if (!found) continue;
      for (const [ordinal, count] of found)
        occurrences.set(ordinal, (occurrences.get(ordinal) ?? 0) + weight * count);
    }
    const idf = inverseFrequency(expected, passages);
    for (const [ordinal, frequency] of occurrences) {
      const score = idf * saturation(frequency, lengthOf(ordinal), averageLength);
      scores.set(ordinal, (scores.get(ordinal) ?? 0) + score);
    }
  }
  return [...scores]
    .map(([ordinal, score]) => ({ ordinal, score }))
    .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}

/** BM25's value of `frequency` occurrences in a text: each says less than the one before, all less in a longer text; 0..2.2. */
export function saturation(frequency: number, length: number, usualLength: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / usualLength));
}

/** The tokens of all forms of some terms, each once. */
export function formsOf(terms: readonly KeywordTerm[]): string[] {
  return [...new Set(terms.flatMap(({ forms }) => forms.map(({ token }) => token)))];
}

/**
 * How much it says that a passage has a word that `frequency` of `passages` have: ln(1 + (N - n + .5) / (n + .5))
 * (Robertson & Spärck Jones 1976), never less than .01, so that what every passage has still orders them.
 */
export function inverseFrequency(frequency: number, passages: number): number {
  const n = Math.min(frequency, passages);
  return Math.max(0.01, Math.log(1 + (passages - n + 0.5) / (n + 0.5)));
}
