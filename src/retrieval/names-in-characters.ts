import type { Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { isCharacter, tokenizeFolded } from '../corpus/tokens.ts';
import { ENGLISH_STOP_WORDS } from './analyze-question.ts';
import type { Term } from './terms.ts';

/** A name that a question spells, and where, as the articles write it in characters. */
export interface NameInCharacters extends Span {
  words: string[];
  /** Folded. */
  characters: string;
}

/** A word in Latin letters, without a possessive, and where it stands. */
export interface LatinWord extends Span {
  word: string;
}

/** The words of a question that are in Latin letters and say something. */
export function latinWords(question: string): LatinWord[] {
  return Array.from(question.matchAll(/[\p{Script=Latin}\p{M}'’-]+/gu), ({ 0: match, index }) => {
    const word = match.replace(/['’]s?$/i, '');
    return { word, start: index, end: index + word.length };
  }).filter(({ word }) => !ENGLISH_STOP_WORDS.has(word.toLowerCase()));
}

/** Terms that may also be said by the pairs of characters of a name that their word is of. */
export function withNames(terms: Term[], names: readonly NameInCharacters[]): Term[] {
  const tokens = names.map(({ words, characters }) => ({
    said: new Set(words.flatMap((word) => tokenizeFolded(fold(word)))),
    pairs: tokenizeFolded(characters).filter((token) => !isCharacter(token)),
  }));
  return terms.map((term) => {
    const known = new Set(term.forms.map(({ token }) => token));
    const pairs = tokens.filter(({ said }) => said.has(term.token)).flatMap((name) => name.pairs);
    const added = [...new Set(pairs)].filter((token) => !known.has(token));
    return { ...term, forms: [...term.forms, ...added.map((token) => ({ token, weight: 1 }))] };
  });
}

/** A question with its names in characters, so that what compares meanings knows them. */
export function withCharacters(question: string, names: readonly NameInCharacters[]): string {
  return names.reduceRight(
    (text, { start, end, characters }) => text.slice(0, start) + characters + text.slice(end),
    question,
  );
}
