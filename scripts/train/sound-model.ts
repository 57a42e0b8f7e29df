import type { Syllable } from '../../src/retrieval/spelling.ts';
import type { TransliterationChances } from '../../src/retrieval/transliteration.ts';
import type { NamePair, NamePairs } from './name-pairs.ts';
import { wadeGiles } from './romanization.ts';

/** How a character is read; null for one without a reading. */
export type Readings = (character: string) => Syllable | null;

/** Chances of strings of letters, by the part of a syllable: its final, or its initial and a hyphen. */
type Chances = Map<string, Map<string, number>>;

const ROUNDS = 7;
/** Of these the first take what is less certain, too. */
const EARLY_ROUNDS = 3;
/** Natural logarithm of how much likelier a pair must be as a name than by chance. */
const LEAST_EVIDENCE = 4;
const LEAST_EVIDENCE_EARLY = 2;
/** With less after the first round, a pair is never looked at again. */
const IMPLAUSIBLE = -4;
const MOST_LETTERS = { initial: 3, final: 4 };
const UNSEEN = 1e-6;
/** What is kept of a part: letters that it was met with more than once, and with this chance. */
const LEAST_CHANCE = 0.0007;
/** So many imagined mentions of every character, as often in names as elsewhere. */
const IMAGINED = 5;
/** A romanization that a rule makes counts half as much as one that was met. */
const MADE = 0.5;
const ALPHABET = Array.from('abcdefghijklmnopqrstuvwxyz');

/**
 * Which letters the two parts of a Mandarin syllable stand for where characters write a name by its sound, by expectation-maximisation
 * over the ways to cut its letters (as joint multigrams: Deligne & Bimbot 1995), and which characters such names are of. Of each
 * group of pairs, the likeliest is taken, if it is one at all.
 * @param usual how often each character occurs in plain text
 */
export function learnSounds(
  groups: readonly NamePairs[],
  readings: Readings,
  usual: ReadonlyMap<string, number>,
): TransliterationChances {
  const letters = shareOfLetters(groups);
  let chances = firstGuess(usual.keys(), readings);
  let priors = new Map<string, number>();
  let plausible = groups.map((pairs) => pairs.filter(({ characters }) => partsOf(characters, readings)));
  for (let round = 0; round < ROUNDS; round++) {
    const evidence = (pair: NamePair) =>
      logChance(partsOf(pair.characters, readings) ?? [], pair.letters, chances) +
      sum(Array.from(pair.characters), (character) => priors.get(character) ?? 0) -
      sum(Array.from(pair.letters), (letter) => Math.log(letters[letter] ?? UNSEEN));
    const least = round < EARLY_ROUNDS ? LEAST_EVIDENCE_EARLY : LEAST_EVIDENCE;
    const judged = plausible.map((pairs) => pairs.map((pair) => ({ pair, evidence: evidence(pair) })));
    const names = judged.flatMap((pairs) => {
      const best = pairs.reduce(
        (a, b) => (b.evidence > a.evidence ? b : a),
        pairs[0] ?? { pair: null, evidence: -Infinity },
      );
      return best.pair && best.evidence >= least ? [best.pair] : [];
    });
    if (round === 0)
      plausible = judged
        .map((pairs) => pairs.filter((each) => each.evidence > IMPLAUSIBLE).map(({ pair }) => pair))
        .filter(({ length }) => length > 0);
    chances = maximise(names, readings, chances, round > 0);
    priors = priorsOf(names, usual);
    console.error(`round ${round + 1}: ${names.length} names`);
  }
  return toChances(letters, chances, priors, readings);
}

function shareOfLetters(groups: readonly NamePairs[]): Record<string, number> {
  const counts = new Map(ALPHABET.map((letter) => [letter, 1]));
  for (const { letters } of groups.flat())
    for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const total = sum([...counts.values()], (count) => count);
  return Object.fromEntries([...counts].map(([letter, count]) => [letter, count / total]));
}

/** Every part stands for itself, for nothing, or for one or two letters of its kind. */
function firstGuess(characters: Iterable<string>, readings: Readings): Chances {
  const chances: Chances = new Map();
  for (const character of characters)
    for (const part of partsOf(character, readings) ?? []) {
      if (chances.has(part)) continue;
      const isInitial = part.endsWith('-');
      const row = new Map<string, number>();
      for (const letter of ALPHABET) {
        const fits = 'aeiouy'.includes(letter) !== isInitial;
        row.set(letter, fits ? 0.015 : 0.005);
        for (const next of ALPHABET) row.set(letter + next, 0.1 / 26 ** 2);
      }
      const own = part.replace('-', '');
      row.set('', 0.2);
      row.set(own, (row.get(own) ?? 0) + 0.4);
      chances.set(part, row);
    }
  return chances;
}

/** Initials and finals of all characters; null when one has no reading. */
function partsOf(characters: string, readings: Readings): string[] | null {
  const parts: string[] = [];
  for (const character of characters) {
    const syllable = readings(character);
    if (!syllable) return null;
    parts.push(`${syllable.initial}-`, syllable.final);
  }
  return parts;
}

const mostLetters = (part: string) => (part.endsWith('-') ? MOST_LETTERS.initial : MOST_LETTERS.final);

function chanceOf(chances: Chances, part: string, letters: string): number {
  return chances.get(part)?.get(letters) ?? UNSEEN / 20 ** letters.length;
}

/** Chances to come to each place of the letters after each part: [parts + 1][letters + 1]. */
function forward(parts: readonly string[], letters: string, chances: Chances): Float64Array[] {
  const rows = [new Float64Array(letters.length + 1).fill(1, 0, 1)];
  for (const part of parts) {
    const before = rows.at(-1) ?? new Float64Array();
    const row = new Float64Array(letters.length + 1);
    before.forEach((chance, at) => {
      if (chance === 0) return;
      for (let end = at; end <= Math.min(letters.length, at + mostLetters(part)); end++)
        row[end] = (row[end] ?? 0) + chance * chanceOf(chances, part, letters.slice(at, end));
    });
    rows.push(row);
  }
  return rows;
}

function logChance(parts: readonly string[], letters: string, chances: Chances): number {
  return Math.log((forward(parts, letters, chances).at(-1)?.at(-1) ?? 0) + Number.MIN_VALUE);
}

/** Chances of what each part stood for in the names and, of those in pinyin, would in Wade and Giles' romanization. */
function maximise(
  names: readonly NamePair[],
  readings: Readings,
  chances: Chances,
  romanized: boolean,
): Chances {
  const counts: Chances = new Map();
  for (const { characters, letters } of names) {
    count(partsOf(characters, readings) ?? [], letters, 1, chances, counts);
    if (!romanized) continue;
    const syllables = Array.from(characters, readings).filter((each) => each !== null);
    const pinyin = syllables.map(({ initial, final }) => (initial + final).replace('v', 'u')).join('');
    if (pinyin === letters)
      count(partsOf(characters, readings) ?? [], syllables.map(wadeGiles).join(''), MADE, chances, counts);
  }
  return new Map(
    [...counts].map(([part, row]) => {
      const total = sum([...row.values()], (value) => value) + 0.5;
      const kept = [...row].filter(([, value]) => value > 1 && value / total > LEAST_CHANCE);
      return [part, new Map(kept.map(([letters, value]) => [letters, value / total]))];
    }),
  );
}

/** Adds how often each part stood for which letters, in all ways to cut them by their chances. */
function count(
  parts: readonly string[],
  letters: string,
  weight: number,
  chances: Chances,
  counts: Chances,
): void {
  const before = forward(parts, letters, chances);
  const total = before.at(-1)?.at(-1) ?? 0;
  if (total === 0) return;
  let after = new Float64Array(letters.length + 1).fill(1, letters.length);
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] ?? '';
    const row = counts.get(part) ?? new Map<string, number>();
    counts.set(part, row);
    const here = new Float64Array(letters.length + 1);
    for (let at = 0; at <= letters.length; at++)
      for (let end = at; end <= Math.min(letters.length, at + mostLetters(part)); end++) {
        const said = letters.slice(at, end);
        const chance = chanceOf(chances, part, said) * (after[end] ?? 0);
        here[at] = (here[at] ?? 0) + chance;
        const share = (chance * (before[i]?.[at] ?? 0)) / total;
        if (share > 0) row.set(said, (row.get(said) ?? 0) + share * weight);
      }
    after = here;
  }
}

/** How much likelier each character is in a name than in plain text, as a natural logarithm. */
function priorsOf(names: readonly NamePair[], usual: ReadonlyMap<string, number>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { characters } of names)
    for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
  const share = sum([...counts.values()], (n) => n) / sum([...usual.values()], (n) => n);
  const characters = new Set([...usual.keys(), ...counts.keys()]);
  return new Map(
    [...characters].map((character) => [
      character,
      Math.log(((counts.get(character) ?? 0) + IMAGINED) / (share * (usual.get(character) ?? 0) + IMAGINED)),
    ]),
  );
}

function toChances(
  letters: Record<string, number>,
  chances: Chances,
  priors: ReadonlyMap<string, number>,
  readings: Readings,
): TransliterationChances {
  const rows = (initials: boolean) =>
    Object.fromEntries(
      [...chances]
        .filter(([part]) => part.endsWith('-') === initials)
        .map(
          ([part, row]) =>
            [part.replace('-', ''), Object.fromEntries([...row].sort(([, a], [, b]) => b - a))] as const,
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  const characters: Record<string, Record<string, number>> = {};
  for (const [character, prior] of [...priors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const syllable = readings(character);
    if (syllable) (characters[`${syllable.initial}-${syllable.final}`] ??= {})[character] = prior;
  }
  return { letters, initials: rows(true), finals: rows(false), characters };
}

function sum<T>(list: readonly T[], value: (each: T) => number): number {
  return list.reduce((total, each) => total + value(each), 0);
}
