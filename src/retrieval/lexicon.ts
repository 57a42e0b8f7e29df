import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { stemmer } from 'stemmer';
import { isCharacter, CHARACTER_WEIGHT } from '../corpus/tokens.ts';
import { FootnoteError } from '../errors.ts';
import type { TermForm } from '../index/index-reader.ts';

/**
 * The stem under which the lexicon keeps a folded English word (Porter 1980): "companies" and "company" are one.
 * Names with digits or signs (`gpt-4`) stay whole.
 */
export function stemOf(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}

/** English words to Chinese keyword tokens with probabilities, learned by `scripts/train/lexicon.ts`. */
export class Lexicon {
  /** One line a stem: `stem`, a tab, `token:probability` with spaces between. */
  readonly #rows: Map<string, string>;

  constructor(lines: string[]) {
    this.#rows = new Map(
      lines.map((line) => {
        const tab = line.indexOf('\t');
        if (tab <= 0) throw new Error(`no stem in "${line.slice(0, 40)}"`);
        return [line.slice(0, tab), line.slice(tab + 1)];
      }),
    );
  }

  /** @throws FootnoteError `model-damaged` when the file is absent or not a lexicon */
  static async read(path: string): Promise<Lexicon> {
    try {
      const text = (await promisify(gunzip)(await readFile(path))).toString('utf8');
      return new Lexicon(text.trimEnd().split('\n'));
    } catch (cause) {
      throw new FootnoteError(
        'model-damaged',
        `The lexicon in ${path} is missing or damaged. Restore the file: git checkout.`,
        { cause },
      );
    }
  }

  /** Whether it has a folded English word. */
  knows(word: string): boolean {
    return this.#rows.has(stemOf(word));
  }

  /**
   * The Chinese tokens that may say a folded English word, each with its probability against the likeliest one's, 0..1;
   * single characters, which are part of many words, count less. Empty for a word that it does not know.
   */
  translationsOf(word: string): TermForm[] {
    const row = this.#rows.get(stemOf(word));
    if (row === undefined) return [];
    const forms = row.split(' ').map((entry) => {
      const colon = entry.lastIndexOf(':');
      return { token: entry.slice(0, colon), weight: Number(entry.slice(colon + 1)) };
    });
    const [characters, words] = [true, false].map((single) =>
      forms.filter(({ token }) => isCharacter(token) === single),
    );
    return [...relative(words ?? [], 1), ...relative(characters ?? [], CHARACTER_WEIGHT)];
  }
}

/** Weights in share of the largest, times `scale`. */
function relative(forms: TermForm[], scale: number): TermForm[] {
  const most = Math.max(...forms.map(({ weight }) => weight));
  return forms.map(({ token, weight }) => ({ token, weight: (weight / most) * scale }));
}
