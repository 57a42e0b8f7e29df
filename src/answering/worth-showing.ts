import type { Answer, Quote } from './answer.ts';

/** Quotations shown to a person: more than these do not fit on a phone without scrolling past the answer. */
export const SHOWN_QUOTES = 3;
/** A further quote below this score has less than one chance in twenty to hold the answer, and is noise beside it. */
const LEAST_SCORE = 0.05;

/** The quotes of an answer that are worth a reader's time, best first; programs get all of them. */
export function worthShowing({ state, quotes }: Answer): Quote[] {
  return quotes.filter(({ score }, i) => i === 0 || state === 'related' || score >= LEAST_SCORE);
}
