import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FootnoteError } from '../errors.ts';
import { Spelling, type Syllable } from './spelling.ts';

const chancesSchema = z.record(z.string(), z.number().positive().max(1));

const transliterationSchema = z.strictObject({
  /** How common each Latin letter is in names, 0..1. */
  letters: chancesSchema,
  /** For the initial of a Mandarin syllable in pinyin, the chance of each string of letters that it may stand for; '' for none. */
  initials: z.record(z.string(), chancesSchema),
  /** The same for the final, the rest of the syllable. */
  finals: z.record(z.string(), chancesSchema),
  /**
   * The characters of each syllable (initial, a hyphen, final), folded, and how much likelier each is in a name that is written by its
   * sound than elsewhere, as a natural logarithm.
   */
  characters: z.record(z.string().regex(/-./), z.record(z.string(), z.number())),
});

/** Learned chances, see `scripts/train/`. */
export type TransliterationChances = z.infer<typeof transliterationSchema>;

/** Of no character: nothing sounds like anything. */
export const NO_SOUNDS: TransliterationChances = { letters: {}, initials: {}, finals: {}, characters: {} };

/** Chinese characters that sound like a word. */
export interface SoundAlike {
  /** Folded, without the dots between names. */
  characters: string;
  /** Natural logarithm of how much likelier the word is as what these characters say than as a word on its own. */
  evidence: number;
}

/** Characters of a name; one alone sounds like too much. */
const SHORTEST_NAME = 2;
const LONGEST_NAME = 8;
/** Between the parts of a foreign name (馬克·祖克柏). */
const DOTS = new Set('·・‧');

/** What a name may begin with, likeliest first: syllables at either place, pairs of them, and characters of each that are looked at. */
const MOST_SYLLABLES = 60;
const MOST_BEGINNINGS = 150;
const MOST_CHARACTERS = 14;

interface Sound extends Syllable {
  prior: number;
}

/** A syllable's characters, likeliest in a name first. */
interface Written extends Syllable {
  characters: [character: string, prior: number][];
}

/**
 * How Chinese writes by its sound what other languages write in letters: 皮查伊 for Pichai, and in romanization Tsai for 蔡. A
 * syllable's initial and final each stand for a few letters, with learned chances; a name stands for a word if these chances, and
 * those that its characters are in a name at all, outweigh how likely the word's letters are anyway.
 */
export class Transliteration {
  readonly #chances: TransliterationChances;
  readonly #sounds = new Map<string, Sound>();
  readonly #syllables: Written[] = [];

  constructor(chances: TransliterationChances) {
    this.#chances = chances;
    for (const [syllable, characters] of Object.entries(chances.characters)) {
      const [initial = '', final = ''] = syllable.split('-');
      for (const [character, prior] of Object.entries(characters))
        this.#sounds.set(character, { initial, final, prior });
      const likeliest = Object.entries(characters).sort(([, a], [, b]) => b - a);
      this.#syllables.push({ initial, final, characters: likeliest.slice(0, MOST_CHARACTERS) });
    }
  }

  /** @throws FootnoteError `model-damaged` when the file is absent or does not hold these chances */
  static async read(path: string): Promise<Transliteration> {
    try {
      return new Transliteration(transliterationSchema.parse(JSON.parse(await readFile(path, 'utf8'))));
    } catch (cause) {
      throw new FootnoteError(
        'model-damaged',
        `The transliteration in ${path} is missing or damaged. Restore the file: git checkout.`,
        { cause },
      );
    }
  }

  /**
   * What in folded texts sounds most like a word: over all ways to cut the word's letters and every place in the texts, by dynamic
   * programming (Viterbi 1967). The time grows with the product of their lengths.
   * @param letters of the word, `a` to `z`
   */
  mostAlike(letters: string, texts: readonly string[]): SoundAlike | null {
    const match = new Match(new Spelling(letters, this.#chances));
    let best: SoundAlike | null = null;
    for (const text of texts) {
      match.restart();
      for (const character of text) {
        if (DOTS.has(character)) continue;
        const sound = this.#sounds.get(character);
        if (sound) match.say(character, sound);
        else match.restart();
        const { evidence } = match;
        if (evidence > (best?.evidence ?? 0)) best = { characters: match.characters, evidence };
      }
    }
    return best;
  }

  /**
   * Pairs of characters that a name which is spelled so may begin with, likeliest first: where to look for it.
   * @param letters of the word, `a` to `z`
   */
  beginnings(letters: string, most: number): SoundAlike[] {
    const word = new Spelling(letters, this.#chances);
    const firsts = this.#syllables
      .flatMap((first) =>
        Array.from(word.ways(first, 0), (score, said) => ({
          first,
          said,
          evidence: score + bestPrior(first) - word.anyway(0, said),
        })),
      )
      .filter(({ evidence }) => evidence > 0)
      .sort(byEvidence)
      .slice(0, MOST_SYLLABLES);
    const ends = new Set(firsts.map(({ said }) => said));
    const seconds = new Map(Array.from(ends, (said) => [said, this.#after(word, said)]));
    const likely = firsts.flatMap(({ first, said, evidence }) =>
      (seconds.get(said) ?? []).map((second) => ({
        syllables: [first, second.syllable] as const,
        evidence: evidence + second.evidence,
      })),
    );
    // A character has one reading, so each pair of characters is of one pair of syllables; its best way comes first.
    const ways = new Map<string, (typeof likely)[number]>();
    for (const way of likely.sort(byEvidence).slice(0, MOST_BEGINNINGS)) {
      const key = way.syllables.map(({ initial, final }) => `${initial}-${final}`).join(' ');
      if (!ways.has(key)) ways.set(key, way);
    }
    const pairs = [...ways.values()].flatMap(({ syllables: [first, second], evidence }) => {
      const rest = evidence - bestPrior(first) - bestPrior(second);
      return first.characters.map(([a, prior]) => ({ a, rest: rest + prior, second: second.characters }));
    });
    // The least that counts is found among numbers, so that strings are made only of what counts.
    const sums: number[] = [];
    for (const { rest, second } of pairs) for (const [, prior] of second) sums.push(rest + prior);
    const least = new Float64Array(sums).sort().at(-most) ?? -Infinity;
    const likeliest: SoundAlike[] = [];
    for (const { a, rest, second } of pairs)
      for (const [b, prior] of second)
        if (rest + prior >= least) likeliest.push({ characters: a + b, evidence: rest + prior });
    return likeliest.sort(byEvidence).slice(0, most);
  }

  /** Syllables that may follow after so many letters, likeliest first, and what speaks for them at the best place to end. */
  #after(word: Spelling, said: number): { syllable: Written; evidence: number }[] {
    return this.#syllables
      .map((syllable) => {
        const gains = word
          .ways(syllable, said)
          .map((score, end) => (end > said ? score - word.anyway(said, end) : -Infinity));
        return { syllable, evidence: Math.max(...gains) + bestPrior(syllable) };
      })
      .filter(({ evidence }) => evidence > -Infinity)
      .sort(byEvidence)
      .slice(0, MOST_SYLLABLES);
  }
}

const byEvidence = (a: { evidence: number }, b: { evidence: number }) => b.evidence - a.evidence;
const bestPrior = ({ characters }: Written) => characters[0]?.[1] ?? -Infinity;

/** Where a run of characters may stand in a word: after each number of letters, the best way that led there. */
class Match {
  readonly #word: Spelling;
  #run: string[] = [];
  /** By the number of letters that are said: the evidence so far, and how many characters of the run it took. */
  #scores: Float64Array;
  #lengths: Int32Array;

  constructor(word: Spelling) {
    this.#word = word;
    this.#scores = new Float64Array(word.length + 1);
    this.#lengths = new Int32Array(word.length + 1);
    this.restart();
  }

  /** Of the last characters, as many as say the whole word; -Infinity when none do. */
  get evidence(): number {
    const length = this.#lengths.at(-1) ?? 0;
    if (length < SHORTEST_NAME || length > LONGEST_NAME) return -Infinity;
    return (this.#scores.at(-1) ?? -Infinity) - this.#word.anyway(0, this.#word.length);
  }

  get characters(): string {
    return this.#run.slice(-(this.#lengths.at(-1) ?? 0)).join('');
  }

  /** Nothing is said yet. */
  restart(): void {
    this.#run = [];
    this.#scores.fill(-Infinity);
  }

  /** One more character; a name may also begin with it. */
  say(character: string, sound: Sound): void {
    this.#run.push(character);
    this.#scores[0] = 0;
    this.#lengths[0] = 0;
    const { scores, lengths } = this.#word.say(sound, this.#scores, this.#lengths);
    this.#scores = scores.map((score) => score + sound.prior);
    this.#lengths = lengths.map((length) => length + 1);
  }
}
