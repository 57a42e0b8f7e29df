import { CHARACTER_WEIGHT } from '../corpus/tokens.ts';
import type { KeywordTerm, TermForm } from '../index/index-reader.ts';
import type { Question } from './analyze-question.ts';
import type { Lexicon } from './lexicon.ts';
import type { Direction } from './passage-retriever.ts';

/** A word of the question and what may say it in the articles. */
export interface Term extends KeywordTerm {
  /** Its keyword token in the question. */
  token: string;
  /** What it says against other terms, 0..1: a character that is part of a word says less than a word or a pair. */
  share: number;
}

/**
 * The words of a question as its articles may say them: in their own language as they are, across languages in the
 * lexicon's translations too. Names such as "Meta" stand untranslated in Chinese articles, so a word stays its own form.
 */
export function termsOf({ tokens, parts }: Question, direction: Direction, lexicon: Lexicon): Term[] {
  return tokens.map((token) => {
    const itself: TermForm = { token, weight: 1 };
    const translations =
      direction === 'cross' ? lexicon.translationsOf(token).filter((form) => form.token !== token) : [];
    return { token, share: parts.has(token) ? CHARACTER_WEIGHT : 1, forms: [itself, ...translations] };
  });
}
