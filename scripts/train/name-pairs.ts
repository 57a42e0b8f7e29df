import { join } from 'node:path';
import { lettersOf } from '../../src/retrieval/spelling.ts';
import { readLines } from './read-lines.ts';
import { isHeldOut } from './reading-key.ts';

/** Chinese characters that may write a word by its sound. */
export interface NamePair {
  characters: string;
  /** `a` to `z`. */
  letters: string;
}

/** Pairs of which at most one is right: one mention of a name, cut in several ways. */
export type NamePairs = NamePair[];

const NAME = /([\p{Script=Han}·]{2,14})[(（]([a-z\u00c0-\u024f .'\-]{3,40})[),;，；]/gu;
const MOST_CHARACTERS = 8;
const MOST_LETTERS = 20;
/** Words of a meaning: more are an explanation. */
const MOST_WORDS = 3;
/** What the last character of a place's name says and its sound does not, or a word before it. */
const KIND =
  /^(?:the|a|to|surname|lake|mount|mt\.?|river) | (?:county|township|city|district|province|prefecture|village|town|river|mountains?|lake|islands?|state|region|sea|bay|strait|people|language|peninsula|dynasty|temple|level|autonomous)(?= |$)/g;

/**
 * What may be names and how they are spelled: words of the dictionary with their meanings, and what stands in brackets after Chinese
 * characters in translations and reading paragraphs. Most are none; `learnSounds` finds those that are.
 * @param work folder of the folded data
 * @param heldOut share of the reading paragraphs to leave out, in percent
 */
export async function readNamePairs(work: string, heldOut: number): Promise<NamePairs[]> {
  const groups: NamePairs[] = [];
  const add = (pairs: NamePair[]) => {
    const plausible = pairs.filter(isPlausible);
    if (plausible.length > 0) groups.push(plausible);
  };
  for (const line of await readLines(join(work, 'dictionary.tsv.gz'))) {
    const [, word = '', meanings = ''] = line.split('\t');
    if (/^[\p{Script=Han}·]+$/u.test(word))
      for (const meaning of meanings.split(';')) add(ofMeaning(word, meaning));
  }
  const texts = new Set<string>();
  for (const line of await readLines(join(work, 'reading.jsonl.gz'))) {
    const { paragraph } = JSON.parse(line) as { paragraph: string };
    if (!isHeldOut(paragraph, heldOut)) texts.add(paragraph);
  }
  for (const line of await readLines(join(work, 'parallel.en-zh.tsv.gz')))
    texts.add(line.split('\t')[2] ?? '');
  for (const text of texts)
    for (const [, before = '', name = ''] of text.matchAll(NAME)) ofMention(before, name).forEach(add);
  return groups;
}

/** "zhanghua county": 彰化, and "barack obama (1961-)": either word, or both. */
function ofMeaning(word: string, meaning: string): NamePair[] {
  const [said = ''] = meaning.trim().split(/ ?[(,]/);
  const bare = said.replaceAll(KIND, '').trim();
  const characters = bare !== said && word.length > 2 ? word.slice(0, -1) : word;
  const words = bare.split(/[ -]+/).slice(0, MOST_WORDS);
  const together = words.map((_, i) => words.slice(0, i + 1).join(''));
  return [...new Set([...words, ...together])].map((letters) => toPair(characters, letters));
}

/** "由演員派屈克·麥古恩(patrick mcgoohan)": for each of its words, and all together, what it may be of what stands before it. */
function ofMention(before: string, name: string): NamePairs[] {
  const parts = before.split('·');
  const last = parts.pop() ?? '';
  const ends = Array.from({ length: last.length - 1 }, (_, i) => last.slice(i));
  const words = name.split(/[ .]+/).filter((each) => each !== '');
  return [...words, words.join('')].map((letters) =>
    [...parts, ...ends].map((characters) => toPair(characters, letters)),
  );
}

function toPair(characters: string, word: string): NamePair {
  return { characters: characters.replaceAll('·', ''), letters: lettersOf(word) };
}

function isPlausible({ characters, letters }: NamePair): boolean {
  return (
    characters.length >= 2 &&
    characters.length <= MOST_CHARACTERS &&
    letters.length >= Math.max(3, characters.length) &&
    letters.length <= MOST_LETTERS
  );
}
