import { CHARACTER_WEIGHT } from '../corpus/tokens.ts';
import type { KeywordTerm, TermForm } from '../index/index-reader.ts';
import type { Aliases } from './aliases.ts';
import type { Question } from './analyze-question.ts';
import type { Lexicon } from './lexicon.ts';
import type { Direction } from './passage-retriever.ts';
import type { Thesaurus } from './thesaurus.ts';
import type { Transliteration } from './transliteration.ts';

/** A word of the question and what may say it in the articles. */
export interface Term extends KeywordTerm {
  /** Its keyword token in the question. */
  token: string;
  /** What it says against other terms, 0..1: a character that is part of a word says less than a word or a pair. */
  share: number;
}

/** What else may say a word: in the other language, in its own, a name by another and by its sound. */
export interface Wordings {
  lexicon: Lexicon;
  thesaurus: Thesaurus;
  aliases: Aliases;
  transliteration: Transliteration;
}

/**
 * The words of a question as its articles may say them: in their own language as they are or by the thesaurus, across
 * languages by the lexicon. Names such as "Meta" stand untranslated in Chinese articles, so a word stays its own form.
 */
export function termsOf(
  { said, tokens, parts }: Question,
  direction: Direction,
  { lexicon, thesaurus }: Wordings,
): Term[] {
  const substitutes = direction === 'same' ? thesaurus.substitutesIn(said) : null;
  return tokens.map((token) => {
    const others = substitutes ? (substitutes.get(token) ?? []) : lexicon.translationsOf(token);
    const forms: TermForm[] = [{ token, weight: 1 }, ...others.filter((form) => form.token !== token)];
    return { token, share: parts.has(token) ? CHARACTER_WEIGHT : 1, forms };
  });
}
