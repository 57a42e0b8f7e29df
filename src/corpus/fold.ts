import { Converter } from 'opencc-js/t2cn';

/** Taiwan characters and vocabulary to the mainland's (軟體 to 软件), so that both scripts meet in one form. */
const toSimplified = Converter({ from: 'twp', to: 'cn' });

/**
 * Folds text for matching only: NFKC, Traditional to Simplified with phrases, lower case.
 * Idempotent for practical text, not length-preserving: offsets into the result mean nothing in the original.
 */
export function fold(text: string): string {
  return toSimplified(text.normalize('NFKC')).toLowerCase();
}
