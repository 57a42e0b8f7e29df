/** Chances, 0..1, of letters by what they stand for; see `TransliterationChances`. */
export interface SoundChances {
  letters: Record<string, number>;
  initials: Record<string, Record<string, number>>;
  finals: Record<string, Record<string, number>>;
}

/** A Mandarin syllable without its tone, in two parts of its pinyin. */
export interface Syllable {
  /** The consonant that it begins with; '' for none. */
  initial: string;
  final: string;
}

/** Letters that the sound of one part of a syllable may stand for. */
const MOST_LETTERS = 4;
/** Chance that a sound stands for letters that it never stood for in training, each further letter a twentieth of that. */
const UNSEEN = 1e-6;

/** The letters of a name, `a` to `z`: without accents and signs. */
export function lettersOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

/** The letters of a word, and what sounds may stand for them. */
export class Spelling {
  readonly length: number;
  readonly #letters: string;
  readonly #chances: SoundChances;
  /** Sums of the logarithms of the chances of its letters, up to each place. */
  readonly #sums: Float64Array;
  readonly #logs = new Map<string, Float64Array>();

  constructor(letters: string, chances: SoundChances) {
    this.length = letters.length;
    this.#letters = letters;
    this.#chances = chances;
    this.#sums = new Float64Array(letters.length + 1);
    Array.from(letters).forEach((letter, i) => {
      this.#sums[i + 1] = (this.#sums[i] ?? 0) + Math.log(chances.letters[letter] ?? UNSEEN);
    });
  }

  /** Logarithm of the chance of some of its letters on their own. */
  anyway(start: number, end: number): number {
    return (this.#sums[end] ?? 0) - (this.#sums[start] ?? 0);
  }

  /** Logarithm of the chance of the likeliest way in which a syllable leads from one place to each. */
  ways(syllable: Syllable, start: number): Float64Array {
    const scores = new Float64Array(this.length + 1).fill(-Infinity);
    scores[start] = 0;
    return this.say(syllable, scores, new Int32Array(this.length + 1)).scores;
  }

  /** The same from every place, with what has led there; `lengths` go the same ways. */
  say(
    { initial, final }: Syllable,
    scores: Float64Array,
    lengths: Int32Array,
  ): { scores: Float64Array; lengths: Int32Array } {
    const between = this.#consume(this.#logsOf('initials', initial), scores, lengths);
    return this.#consume(this.#logsOf('finals', final), between.scores, between.lengths);
  }

  #consume(logs: Float64Array, before: Float64Array, lengthsBefore: Int32Array) {
    const scores = new Float64Array(before.length).fill(-Infinity);
    const lengths = new Int32Array(before.length);
    for (let said = 0; said < before.length; said++) {
      const score = before[said] ?? -Infinity;
      if (score === -Infinity) continue;
      const most = Math.min(MOST_LETTERS, this.length - said);
      for (let more = 0; more <= most; more++) {
        const total = score + (logs[said * (MOST_LETTERS + 1) + more] ?? -Infinity);
        if (total <= (scores[said + more] ?? 0)) continue;
        scores[said + more] = total;
        lengths[said + more] = lengthsBefore[said] ?? 0;
      }
    }
    return { scores, lengths };
  }

  /** For each place in the word and number of letters from there, the logarithm of the chance that a sound stands for them. */
  #logsOf(part: 'initials' | 'finals', sound: string): Float64Array {
    const key = `${part} ${sound}`;
    const known = this.#logs.get(key);
    if (known) return known;
    const chances = this.#chances[part][sound] ?? {};
    const logs = new Float64Array((this.length + 1) * (MOST_LETTERS + 1));
    for (let at = 0; at <= this.length; at++)
      for (let count = 0; count <= MOST_LETTERS; count++) {
        const chance = chances[this.#letters.slice(at, at + count)] ?? (count > 1 ? 0 : UNSEEN / 20 ** count);
        logs[at * (MOST_LETTERS + 1) + count] = Math.log(chance);
      }
    this.#logs.set(key, logs);
    return logs;
  }
}
