import { readFile } from 'node:fs/promises';
import type { Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { longerTokens } from '../corpus/tokens.ts';
import { FootnoteError } from '../errors.ts';
import type { Term } from './terms.ts';

/** A name of somebody or something that has others. */
export interface Name {
  text: string;
  /** See `longerTokens`. */
  tokens: string[];
}

/** What a text names, and where. */
export interface NamedThing extends Span {
  name: Name;
  others: Name[];
}

/** A letter or digit that belongs to the word beside it. */
const LETTER = /[\p{Script=Latin}\p{M}\d]/u;
const CAPITAL = /\p{Lu}/u;
const WORD = /^\p{Script=Latin}+$/u;
const POSSESSIVE = /^['’]s(?!\p{L})/u;

/** What people, companies, places and works are also called: 特朗普 and Trump for 川普. Written by hand in `models/aliases.tsv`. */
export class Aliases {
  /** By folded name. */
  readonly #others = new Map<string, Name[]>();
  /** By their first character, folded, how long names are: longest first. */
  readonly #lengths = new Map<string, number[]>();

  /** @param lines names of one thing, with tabs between */
  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const names = line
        .split('\t')
        .map((each) => each.trim())
        .map((text) => ({ text, folded: fold(text) }))
        .map((name) => ({ ...name, tokens: longerTokens(name.folded) }))
        .filter(({ tokens }) => tokens.length > 0);
      for (const { text, folded } of names) {
        const others = names.filter((other) => other.folded !== folded);
        if (others.length === 0) continue;
        this.#others.set(folded, [...(this.#others.get(folded) ?? []), ...others]);
        // Folding may shorten a name: 網際網路 to 互联网.
        this.#expect(text);
        this.#expect(folded);
      }
    }
  }

  /** @throws FootnoteError `model-damaged` when the file is absent */
  static async read(path: string): Promise<Aliases> {
    try {
      return new Aliases((await readFile(path, 'utf8')).trimEnd().split('\n'));
    } catch (cause) {
      throw new FootnoteError(
        'model-damaged',
        `The list of names in ${path} is missing. Restore the file: git checkout.`,
        { cause },
      );
    }
  }

  /**
   * What a text calls by a name that has others; of names that overlap, the first and longest counts. Where a text has capitals, a word
   * without one is no name: musk is not Musk.
   */
  namedIn(text: string): NamedThing[] {
    const named: NamedThing[] = [];
    const capitals = CAPITAL.test(text);
    for (let at = 0; at < text.length;) {
      const found = this.#namedAt(text, at);
      if (found && !(capitals && isSmall(found.name.text))) named.push(found);
      at = found?.end ?? at + 1;
    }
    return named;
  }

  #expect(name: string): void {
    const first = fold(name.charAt(0));
    const lengths = new Set(this.#lengths.get(first)).add(name.length);
    this.#lengths.set(
      first,
      [...lengths].sort((a, b) => b - a),
    );
  }

  #namedAt(text: string, start: number): NamedThing | null {
    if (isWithinWord(text, start)) return null;
    for (const length of this.#lengths.get(fold(text.charAt(start))) ?? []) {
      const end = start + length;
      if (end > text.length || isWithinWord(text, end)) continue;
      const said = text.slice(start, end);
      const folded = fold(said);
      const others = this.#others.get(folded);
      if (others) return { start, end, name: { text: said, tokens: longerTokens(folded) }, others };
    }
    return null;
  }
}

/**
 * The things that the articles call by another name than the text does, or by others as well, with these names alone, the most frequent first.
 * @param frequencies in how many passages each token of the names occurs
 */
export function knownOtherwise(
  named: readonly NamedThing[],
  frequencies: ReadonlyMap<string, number>,
): NamedThing[] {
  return named.flatMap((thing) => {
    const others = thing.others
      .filter((other) => rarest(other, frequencies) > 0)
      .sort((a, b) => rarest(b, frequencies) - rarest(a, frequencies));
    return others.length > 0 ? [{ ...thing, others }] : [];
  });
}

/** A text with its names as the articles have them, where these do not know the ones that it has. */
export function renamed(
  text: string,
  known: readonly NamedThing[],
  frequencies: ReadonlyMap<string, number>,
): string {
  return known.reduceRight((said, { start, end, name, others: [other] }) => {
    if (!other || rarest(name, frequencies) > 0) return said;
    return said.slice(0, start) + other.text + said.slice(end).replace(POSSESSIVE, '');
  }, text);
}

/** Terms of a name may be said by the others, and by nothing else: "New Zealand" by 紐西蘭, not by what is new. */
export function withAliases(terms: Term[], known: readonly NamedThing[]): Term[] {
  return terms.map((term) => {
    const names = known.filter(({ name, others }) =>
      [name, ...others].some(({ tokens }) => tokens.includes(term.token)),
    );
    if (names.length === 0) return term;
    const tokens = names.flatMap(({ name, others }) => [name, ...others].flatMap((each) => each.tokens));
    const others = [...new Set(tokens)].filter((token) => token !== term.token);
    return { ...term, forms: [term.token, ...others].map((token) => ({ token, weight: 1 })) };
  });
}

/** In how many passages the rarest token of a name occurs: 0 when the articles do not have it. */
function rarest({ tokens }: Name, frequencies: ReadonlyMap<string, number>): number {
  return Math.min(...tokens.map((token) => frequencies.get(token) ?? 0));
}

function isSmall(name: string): boolean {
  return WORD.test(name) && !CAPITAL.test(name);
}

function isWithinWord(text: string, at: number): boolean {
  return LETTER.test(text.charAt(at - 1)) && LETTER.test(text.charAt(at));
}
