/**
 * Learns which Chinese keyword tokens say an English word, from translations, the dictionary, and the reading questions and
 * paragraphs in English. Reads the folded data in the work folder and writes one line a stem, for `src/retrieval/lexicon.ts`.
 *
 *   tsx scripts/train/lexicon.ts [--work .cache/train] [--reading-held-out 0] [--out models/lexicon.tsv.gz]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { tokenizeFolded } from '../../src/corpus/tokens.ts';
import { stemOf } from '../../src/retrieval/lexicon.ts';
import { readLines } from './read-lines.ts';
import { isHeldOut, keyOf } from './reading-key.ts';
import { learnTranslations, type TextPair, type Translation } from './translation-model.ts';

const { values } = parseArgs({
  options: {
    work: { type: 'string', default: '.cache/train' },
    out: { type: 'string', default: 'models/lexicon.tsv.gz' },
    /** Share of the reading paragraphs to leave out, in percent; as given to `pairs.py`. */
    'reading-held-out': { type: 'string', default: '0' },
  },
});
const HELD_OUT = Number(values['reading-held-out']);

/** Longer texts say too much at once. */
const MOST_ENGLISH_WORDS = 150;
const MOST_CHINESE_TOKENS = 500;
const MOST_WORDS_OF_A_MEANING = 6;
/** What is kept of a word: probabilities of at least this, and of at least this share of its likeliest one. */
const LEAST_PROBABILITY = 0.015;
const LEAST_SHARE = 0.08;
const MOST_TRANSLATIONS = 12;
/** Shares of the best are written to this many digits. */
const DIGITS = 2;
const HAN = /\p{Script=Han}/u;

class Vocabulary {
  readonly words: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

const english = new Vocabulary();
const chinese = new Vocabulary();
const pairs: TextPair[] = [];

for (const line of await readWork('parallel.en-zh.tsv.gz')) {
  const [, source = '', target = ''] = line.split('\t');
  add(source, target);
}
for (const line of await readWork('dictionary.tsv.gz')) {
  const [, word = '', meanings = ''] = line.split('\t');
  for (const meaning of meanings.replace(/\([^)]*\)|\[[^\]]*\]/g, '').split(/[;/]/)) {
    const words = meaning.trim().replace(/^to /, '');
    if (words.split(' ').length <= MOST_WORDS_OF_A_MEANING && !HAN.test(words)) add(words, word);
  }
}
await addReading();
console.error(`${pairs.length} pairs, ${english.words.length} stems, ${chinese.words.length} tokens`);

const learned = learnTranslations(pairs, english.words.length, chinese.words.length);
const lines = english.words.flatMap((word, i) => toLine(word, learned[i] ?? []) ?? []);
await writeFile(values.out, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
console.error(`wrote ${lines.length} stems to ${values.out}`);

/** The English wordings and digests of the paragraphs that are not held out. */
async function addReading(): Promise<void> {
  const wordings = new Map<string, string[]>();
  const digests = new Map<string, string>();
  for (const line of await readWork('wordings.tsv.gz')) {
    const [key = '', ...texts] = line.split('\t');
    wordings.set(key, texts);
  }
  for (const line of await readWork('digests.tsv.gz')) {
    const [key = '', digest = ''] = line.split('\t');
    digests.set(key, digest);
  }
  const seen = new Set<string>();
  for (const line of await readWork('reading.jsonl.gz')) {
    const { question, paragraph } = JSON.parse(line) as { question: string; paragraph: string };
    if (isHeldOut(paragraph, HELD_OUT)) continue;
    const [asked = '', reworded = ''] = wordings.get(keyOf(question, paragraph)) ?? [];
    add(asked, question);
    add(asked, reworded);
    if (!seen.has(paragraph)) add(digests.get(keyOf(paragraph)) ?? '', paragraph);
    seen.add(paragraph);
  }
}

function add(source: string, target: string): void {
  const stems = new Set(
    tokenizeFolded(source)
      .filter((token) => !HAN.test(token))
      .map(stemOf),
  );
  const tokens = new Set(tokenizeFolded(target));
  if (stems.size === 0 || tokens.size === 0) return;
  if (stems.size > MOST_ENGLISH_WORDS || tokens.size > MOST_CHINESE_TOKENS) return;
  pairs.push({
    source: Int32Array.from(stems, (stem) => english.numberOf(stem)),
    target: Int32Array.from(tokens, (token) => chinese.numberOf(token)),
  });
}

/** `stem`, a tab, `token:share` with spaces between, the share of the likeliest being 1; none for numbers and the like. */
function toLine(stem: string, translations: Translation[]): string | null {
  const most = translations[0]?.probability ?? 0;
  const kept = translations
    .filter(({ probability }) => probability >= Math.max(LEAST_PROBABILITY, LEAST_SHARE * most))
    .slice(0, MOST_TRANSLATIONS)
    .map(({ target, probability }) => ({ token: chinese.words[target] ?? '', share: probability / most }))
    .filter(({ token }) => HAN.test(token));
  if (kept.length === 0 || !/^[a-z]/.test(stem)) return null;
  return `${stem}\t${kept.map(({ token, share }) => `${token}:${Number(share.toFixed(DIGITS))}`).join(' ')}`;
}

function readWork(name: string): Promise<string[]> {
  return readLines(join(values.work, name));
}
