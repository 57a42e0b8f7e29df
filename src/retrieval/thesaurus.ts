import { readFile } from 'node:fs/promises';
import { fold } from '../corpus/fold.ts';
import { isCharacter, longerTokens } from '../corpus/tokens.ts';
import { FootnoteError } from '../errors.ts';
import type { TermForm } from '../index/index-reader.ts';

/** What a substitute says against the word itself; chosen on questions in other words, see scripts/train/README.md. */
const SUBSTITUTE = 0.7;
/** How much less each further substitute of a line says, and a word of which the text's word is a substitute. */
const LATER = 0.05;
const REVERSED = 0.2;
const MOST_SUBSTITUTES = 12;
/** Characters of the longest word that is looked up. */
const LONGEST_WORD = 6;

/** What may be said instead of a Chinese word: 員工 for 職員. Written by hand in `models/thesaurus.tsv`. */
export class Thesaurus {
  /** By folded word, the keyword tokens of its substitutes. */
  readonly #forms = new Map<string, TermForm[]>();

  /** @param lines a word, a tab, its substitutes with spaces between, best first */
  constructor(lines: string[]) {
    for (const [word, substitutes] of bothWays(lines)) {
      const forms = formsOf(word, substitutes);
      if (forms.length > 0) this.#forms.set(word, forms);
    }
  }

  /** @throws FootnoteError `model-damaged` when the file is absent */
  static async read(path: string): Promise<Thesaurus> {
    try {
      return new Thesaurus(
        fold(await readFile(path, 'utf8'))
          .trimEnd()
          .split('\n'),
      );
    } catch (cause) {
      throw new FootnoteError(
        'model-damaged',
        `The thesaurus in ${path} is missing. Restore the file: git checkout.`,
        { cause },
      );
    }
  }

  /**
   * What may be said instead of the words of a folded text, by the keyword tokens of these words: a substitute of a longer
   * word stands for each of its pairs of characters. Of words that overlap, the first and longest counts.
   */
  substitutesIn(text: string): Map<string, TermForm[]> {
    const found = new Map<string, TermForm[]>();
    for (let at = 0; at < text.length;) {
      const word = this.#wordAt(text, at);
      const forms = this.#forms.get(word) ?? [];
      for (const token of longerTokens(word)) found.set(token, forms);
      at += Math.max(1, word.length);
    }
    return found;
  }

  #wordAt(text: string, at: number): string {
    for (let length = LONGEST_WORD; length > 0; length--) {
      const word = text.slice(at, at + length);
      if (word.length === length && this.#forms.has(word)) return word;
    }
    return '';
  }
}

/**
 * Each word's substitutes with their weights. What is listed for a word may be said by it, too; but not a longer word by a
 * single character, which is part of many.
 */
function bothWays(lines: string[]): Map<string, Map<string, number>> {
  const all = new Map<string, Map<string, number>>();
  const add = (word: string, substitute: string, weight: number): void => {
    const listed = all.get(word) ?? new Map<string, number>();
    all.set(word, listed);
    listed.set(substitute, Math.max(weight, listed.get(substitute) ?? 0));
  };
  for (const line of lines) {
    const [word = '', listed = ''] = line.split('\t');
    const substitutes = listed.split(' ').filter((each) => each !== '' && each !== word);
    for (const [i, substitute] of substitutes.entries()) {
      const weight = Math.max(0, 1 - LATER * i);
      add(word, substitute, weight);
      if (!isCharacter(word) && !isCharacter(substitute)) add(substitute, word, weight - REVERSED);
    }
  }
  return all;
}

/** The tokens of a word's best substitutes, none of which it has itself. */
function formsOf(word: string, substitutes: Map<string, number>): TermForm[] {
  const best = [...substitutes].sort(([, a], [, b]) => b - a).slice(0, MOST_SUBSTITUTES);
  const forms = new Map<string, number>();
  for (const [substitute, weight] of best) {
    const tokens = longerTokens(substitute);
    for (const token of tokens) {
      // The pairs of a longer word together say a little more than that of a short one.
      const share = (SUBSTITUTE * weight) / Math.sqrt(tokens.length);
      if (!word.includes(token)) forms.set(token, Math.max(share, forms.get(token) ?? 0));
    }
  }
  return [...forms].map(([token, weight]) => ({ token, weight }));
}
