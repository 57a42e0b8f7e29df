import type { KeywordTerm } from '../index/index-reader.ts';
import { formsOf } from '../index/keyword-search.ts';

/** From this many passages on, what says too little for its time is not searched. */
const LARGE_INDEX = 2000;
/** A form that more than this share of the passages has is left out. */
const COMMON_SHARE = 0.2;
/**
 * Most passages gone through for a question, counted once for each form that they have; the rarest forms come first. Among
 * 94,000 passages the right one is found as often as by going through all.
 */
const MOST_POSTINGS = 20_000;

/**
 * The forms of a question's terms that are worth the time to search for. In a small index that is all of them.
 * @param frequencies in how many passages each form occurs
 * @param passages how many the index holds
 */
export function worthSearching<Term extends KeywordTerm>(
  terms: Term[],
  frequencies: ReadonlyMap<string, number>,
  passages: number,
): Term[] {
  if (passages < LARGE_INDEX) return terms;
  const searched = new Set<string>();
  const rarest = formsOf(terms)
    .map((token) => ({ token, frequency: frequencies.get(token) ?? 0 }))
    .filter(({ frequency }) => frequency <= passages * COMMON_SHARE)
    .sort((a, b) => a.frequency - b.frequency);
  let postings = 0;
  for (const { token, frequency } of rarest) {
    postings += frequency;
    if (postings > MOST_POSTINGS) break;
    searched.add(token);
  }
  return terms.map((term) => ({ ...term, forms: term.forms.filter(({ token }) => searched.has(token)) }));
}
