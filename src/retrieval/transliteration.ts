import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FootnoteError } from '../errors.ts';

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

/** Letters that the sound of one part of a syllable may stand for. */
const MOST_LETTERS = 4;
/** Characters of a name; one alone sounds like too much. */
const SHORTEST_NAME = 2;
const LONGEST_NAME = 8;
/** Chance that a sound stands for letters that it never stood for in training, each further letter a twentieth of that. */
const UNSEEN = 1e-6;
/** Between the parts of a foreign name (馬克·祖克柏). */
const DOTS = new Set('·・‧');

interface Sound {
  initial: string;
  final: string;
  prior: number;
}

/**
 * How Chinese writes by its sound what other languages write in letters: 祖克柏 for Zuckerberg, and in romanization Tsai for 蔡. A
 * syllable's initial and final each stand for a few letters, with learned chances; a name stands for a word if these chances, and
 * those that its characters are in a name at all, outweigh how likely the word's letters are anyway.
 */
export class Transliteration {
  readonly #chances: TransliterationChances;
  readonly #sounds = new Map<string, Sound>();

  constructor(chances: TransliterationChances) {
    this.#chances = chances;
    for (const [syllable, characters] of Object.entries(chances.characters)) {
      const [initial = '', final = ''] = syllable.split('-');
      for (const [character, prior] of Object.entries(characters))
        this.#sounds.set(character, { initial, final, prior });
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
    const match = new Match(letters, this.#chances);
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
}

/** Where a run of characters may stand in a word: after each number of letters, the best way that led there. */
class Match {
  readonly #letters: string;
  readonly #chances: TransliterationChances;
  /** That of the word's letters on their own. */
  readonly #anyway: number;
  readonly #logs = new Map<string, Float64Array>();
  #run: string[] = [];
  /** By the number of letters that are said: the evidence so far, and how many characters of the run it took. */
  #scores: Float64Array;
  #lengths: Int32Array;

  constructor(letters: string, chances: TransliterationChances) {
    this.#letters = letters;
    this.#chances = chances;
    this.#anyway = Array.from(letters).reduce(
      (sum, letter) => sum + Math.log(chances.letters[letter] ?? UNSEEN),
      0,
    );
    this.#scores = new Float64Array(letters.length + 1);
    this.#lengths = new Int32Array(letters.length + 1);
    this.restart();
  }

  /** Of the last characters, as many as say the whole word; -Infinity when none do. */
  get evidence(): number {
    const length = this.#lengths.at(-1) ?? 0;
    if (length < SHORTEST_NAME || length > LONGEST_NAME) return -Infinity;
    return (this.#scores.at(-1) ?? -Infinity) - this.#anyway;
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
  say(character: string, { initial, final, prior }: Sound): void {
    this.#run.push(character);
    this.#scores[0] = 0;
    this.#lengths[0] = 0;
    this.#consume(this.#logsOf('initial', initial));
    this.#consume(this.#logsOf('final', final));
    for (let said = 0; said < this.#scores.length; said++) {
      this.#scores[said] = (this.#scores[said] ?? 0) + prior;
      this.#lengths[said] = (this.#lengths[said] ?? 0) + 1;
    }
  }

  #consume(logs: Float64Array): void {
    const [before, lengths] = [this.#scores, this.#lengths];
    const scores = new Float64Array(before.length).fill(-Infinity);
    const after = new Int32Array(before.length);
    for (let said = 0; said < before.length; said++) {
      const score = before[said] ?? -Infinity;
      if (score === -Infinity) continue;
      const most = Math.min(MOST_LETTERS, before.length - 1 - said);
      for (let more = 0; more <= most; more++) {
        const total = score + (logs[said * (MOST_LETTERS + 1) + more] ?? -Infinity);
        if (total <= (scores[said + more] ?? 0)) continue;
        scores[said + more] = total;
        after[said + more] = lengths[said] ?? 0;
      }
    }
    this.#scores = scores;
    this.#lengths = after;
  }

  /** For each place in the word and number of letters from there, the logarithm of the chance that a sound stands for them. */
  #logsOf(part: 'initial' | 'final', sound: string): Float64Array {
    const key = part + sound;
    const known = this.#logs.get(key);
    if (known) return known;
    const chances = this.#chances[`${part}s`][sound] ?? {};
    const logs = new Float64Array((this.#letters.length + 1) * (MOST_LETTERS + 1));
    for (let at = 0; at <= this.#letters.length; at++)
      for (let count = 0; count <= MOST_LETTERS; count++) {
        const chance = chances[this.#letters.slice(at, at + count)] ?? (count > 1 ? 0 : UNSEEN / 20 ** count);
        logs[at * (MOST_LETTERS + 1) + count] = Math.log(chance);
      }
    this.#logs.set(key, logs);
    return logs;
  }
}
