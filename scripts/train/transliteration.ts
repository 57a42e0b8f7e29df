/**
 * Learns which letters Chinese characters stand for where they write a name by its sound, from names and their spellings in the
 * dictionary, in translations and in the reading paragraphs. Reads the folded data in the work folder and writes a small file of
 * chances, for `src/retrieval/transliteration.ts`.
 *
 *   tsx scripts/train/transliteration.ts [--work .cache/train] [--reading-held-out 0] [--out models/transliteration.json]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pinyin } from 'pinyin-pro';
import type { Syllable } from '../../src/retrieval/spelling.ts';
import type { TransliterationChances } from '../../src/retrieval/transliteration.ts';
import { readNamePairs } from './name-pairs.ts';
import { readLines } from './read-lines.ts';
import { isHeldOut } from './reading-key.ts';
import { syllableOf } from './romanization.ts';
import { learnSounds } from './sound-model.ts';

const { values } = parseArgs({
  options: {
    work: { type: 'string', default: '.cache/train' },
    out: { type: 'string', default: 'models/transliteration.json' },
    /** Share of the reading paragraphs to leave out, in percent; as given to `pairs.py`. */
    'reading-held-out': { type: 'string', default: '0' },
  },
});
const HELD_OUT = Number(values['reading-held-out']);

const known = new Map<string, Syllable | null>();
const groups = await readNamePairs(values.work, HELD_OUT);
console.error(`${groups.length} words and mentions that may be names`);
await writeFile(values.out, toText(learnSounds(groups, readingOf, await countCharacters())));

/** The commonest reading of a character. */
function readingOf(character: string): Syllable | null {
  const cached = known.get(character);
  if (cached !== undefined) return cached;
  const syllable = syllableOf(pinyin(character, { toneType: 'none', v: true }));
  known.set(character, syllable);
  return syllable;
}

/** How often each character occurs in the reading paragraphs; 0 for others of the dictionary. */
async function countCharacters(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const add = (text: string, count: number) => {
    for (const [character] of text.matchAll(/\p{Script=Han}/gu))
      counts.set(character, (counts.get(character) ?? 0) + count);
  };
  for (const line of await readLines(join(values.work, 'dictionary.tsv.gz')))
    add(line.split('\t')[1] ?? '', 0);
  const paragraphs = new Set<string>();
  for (const line of await readLines(join(values.work, 'reading.jsonl.gz')))
    paragraphs.add((JSON.parse(line) as { paragraph: string }).paragraph);
  for (const paragraph of paragraphs) if (!isHeldOut(paragraph, HELD_OUT)) add(paragraph, 1);
  return counts;
}

/** JSON with a line for each part of a syllable and each syllable, chances to three digits, priors to one after the point. */
function toText({ letters, initials, finals, characters }: TransliterationChances): string {
  const rounded = (row: Record<string, number>, round: (value: number) => number) =>
    JSON.stringify(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, round(value)])));
  const chance = (value: number) => Number(value.toPrecision(3));
  const prior = (value: number) => Math.round(value * 10) / 10 + 0;
  const table = (rows: Record<string, Record<string, number>>, round: (value: number) => number) =>
    `{\n${Object.entries(rows)
      .map(([key, row]) => `    ${JSON.stringify(key)}: ${rounded(row, round)}`)
      .join(',\n')}\n  }`;
  return `{
  "letters": ${rounded(letters, chance)},
  "initials": ${table(initials, chance)},
  "finals": ${table(finals, chance)},
  "characters": ${table(characters, prior)}
}
`;
}
