import type { Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { withoutOverlaps } from '../corpus/span.ts';
import type { Lexicon } from './lexicon.ts';
import { latinWords, type NameInCharacters } from './names-in-characters.ts';
import { lettersOf } from './spelling.ts';
import type { Transliteration } from './transliteration.ts';

/** What may be a name, as a question spells it, and where: a word that the lexicon does not know, or a surname and what follows. */
export interface SpelledName extends Span {
  words: string[];
  /** Of all its words, `a` to `z`. */
  letters: string;
  /** Whether the lexicon knows every word: it is most likely no name, or one with a translation (Hong Kong). */
  known: boolean;
}

/** A name that is found by its sound. */
export type NameBySound = SpelledName & NameInCharacters;

/**
 * Natural logarithm of how much likelier it must be that characters stand for a word than that they do not, by the word and by each of its
 * letters: a long word has more ways to sound like something.
 */
const LEAST_EVIDENCE = 10;
const LEAST_EVIDENCE_OF_LETTER = 1.5;
/** The same where the lexicon knows every word, of each letter, and at most. */
const LEAST_EVIDENCE_OF_KNOWN = { letter: 2.6, most: 20 };
const FEWEST_LETTERS = 4;
const MOST_LETTERS = 16;
/** Pairs of characters that are looked up in the index for a name, and those that are searched for of what it has. */
const GUESSES = 3000;
const BEGINNINGS = 8;
/** Letters of the longest surname in romanization (Zhuang, Chiang). */
const LONGEST_SURNAME = 6;

/**
 * What may be names in a question and is neither in the lexicon nor spelled by the articles: what these spell is found without this.
 * @param frequencies in how many passages each word of the question occurs
 */
export function spelledNames(
  question: string,
  lexicon: Lexicon,
  frequencies: ReadonlyMap<string, number>,
): SpelledName[] {
  const words = latinWords(question);
  const isUnknown = (word: string) => !lexicon.knows(fold(word));
  const names = words.flatMap((first, i) => {
    const { word, start, end } = first;
    const names: Pick<SpelledName, 'words' | 'start' | 'end'>[] = isUnknown(word)
      ? [{ words: [word], start, end }]
      : [];
    const next = words[i + 1];
    if (!next || question.slice(end, next.start) !== ' ') return names;
    const areNames = [first, next].every((each) => /^\p{Lu}/u.test(each.word));
    if (areNames && word.length <= LONGEST_SURNAME)
      names.push({ words: [word, next.word], start, end: next.end });
    return names;
  });
  const isSpelled = (word: string) => (frequencies.get(fold(word)) ?? 0) > 0;
  return names
    .map((name) => ({
      ...name,
      letters: lettersOf(name.words.join('')),
      known: !name.words.some(isUnknown),
    }))
    .filter(
      ({ words, letters: { length } }) =>
        length >= FEWEST_LETTERS && length <= MOST_LETTERS && !words.every(isSpelled),
    );
}

/**
 * Of names that the first search has not come upon, what they may begin with in characters: for each a few pairs that the articles
 * have, likeliest first.
 * @param frequenciesOf in how many passages tokens occur
 */
export async function beginningsOf(
  spelled: readonly SpelledName[],
  transliteration: Transliteration,
  frequenciesOf: (tokens: string[]) => Promise<ReadonlyMap<string, number>>,
): Promise<NameBySound[]> {
  const guesses = spelled.flatMap((name) =>
    transliteration.beginnings(name.letters, GUESSES).map(({ characters }) => ({ ...name, characters })),
  );
  const frequencies = await frequenciesOf([...new Set(guesses.map(({ characters }) => characters))]);
  const known = guesses.filter(({ characters }) => (frequencies.get(characters) ?? 0) > 0);
  return spelled.flatMap(({ letters }) =>
    known.filter((guess) => guess.letters === letters).slice(0, BEGINNINGS),
  );
}

/** Those of the names that Chinese texts write by their sound, none of which share a word: 皮查伊 for Pichai, 侯友宜 for Hou Yu-ih. */
export function namesBySound(
  spelled: readonly SpelledName[],
  transliteration: Transliteration,
  texts: readonly string[],
): NameBySound[] {
  const folded = texts.map((text) => fold(text));
  const heard = spelled.flatMap((name) => {
    const alike = transliteration.mostAlike(name.letters, folded);
    return alike && alike.evidence >= leastEvidence(name) ? [{ ...name, ...alike }] : [];
  });
  return withoutOverlaps(heard.sort((a, b) => b.evidence - a.evidence));
}

function leastEvidence({ letters: { length }, known }: SpelledName): number {
  const { letter, most } = LEAST_EVIDENCE_OF_KNOWN;
  const least = Math.max(LEAST_EVIDENCE, length * LEAST_EVIDENCE_OF_LETTER);
  return known ? Math.max(least, Math.min(most, length * letter)) : least;
}
