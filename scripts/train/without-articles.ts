/**
 * Copies folded data, without what would let a model know the articles that are held out: their translations, and headings of
 * passages from them.
 *
 *   tsx scripts/train/without-articles.ts [DATA_DIR] [WORK_DIR] [COPY_DIR] [HELD_OUT]
 *
 * HELD_OUT is their share of those that questions are about, in percent; as given to `reader.py` and `ranker.ts`.
 */
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { fold } from '../../src/corpus/fold.ts';
import { readArticleQuestions } from './article-questions.ts';
import { readLines } from './read-lines.ts';
import { isHeldOut } from './reading-key.ts';

/** Passages of headings are paragraphs joined and cut: the same text begins alike. */
const BEGINNING = 20;
/** Three columns with nothing in them. */
const EMPTY_ROW = '\t\t';

const [data = '../shared/data/train', work = '.cache/train', copy = '.cache/train/base', heldOut = '15'] =
  process.argv.slice(2);
await mkdir(copy, { recursive: true });
const articles = (await readArticleQuestions(data)).map((article) => article.paragraphs.map(fold));
const paragraphs = new Set(articles.filter(([first = '']) => isHeldOut(first, Number(heldOut))).flat());
const beginnings = new Set(
  [...paragraphs].filter(({ length }) => length >= BEGINNING).map((text) => text.slice(0, BEGINNING)),
);

for (const name of (await readdir(work)).filter((each) => each.endsWith('.gz'))) {
  if (name === 'parallel.en-zh.tsv.gz') await copyRows(name, (text) => !paragraphs.has(text));
  else if (name === 'headings.tsv.gz') await copyRows(name, (text) => !holdsBeginning(text));
  else await copyFile(join(work, name), join(copy, name));
}

/** Keeps the rows whose third column passes, and empties the others: `pairs.py` holds translations out by their number. */
async function copyRows(name: string, keep: (text: string) => boolean): Promise<void> {
  const rows = await readLines(join(work, name));
  const kept = rows.map((row) => (keep(row.split('\t')[2] ?? '') ? row : EMPTY_ROW));
  const emptied = kept.filter((row) => row === EMPTY_ROW).length;
  await writeFile(join(copy, name), gzipSync(`${kept.join('\n')}\n`, { level: constants.Z_BEST_SPEED }));
  console.error(`${name}: ${emptied} of ${rows.length} rows emptied`);
}

function holdsBeginning(text: string): boolean {
  for (let i = 0; i + BEGINNING <= text.length; i++)
    if (beginnings.has(text.slice(i, i + BEGINNING))) return true;
  return false;
}
