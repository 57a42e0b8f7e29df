/**
 * Folds the training texts the way the index folds articles, so that the tokenizer and the embedding only ever meet
 * one form of a word. Reads every `.tsv.gz` and `.jsonl.gz` of the data folder, and the `.tsv` files beside this one, and
 * writes the same names (with `.gz`), same rows, same columns, to the work folder; the thesaurus that ships, too. The articles that questions were written about
 * become `articles.jsonl.gz`, one a line, with their questions and answers.
 *
 *   tsx scripts/train/fold-data.ts [DATA_DIR] [WORK_DIR]
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { fold } from '../../src/corpus/fold.ts';
import { THESAURUS_FILE } from '../../src/open-engine.ts';
import { ARTICLE_QUESTIONS_FILE, readArticleQuestions } from './article-questions.ts';

/** Lines are folded in blocks: one call on 64 KB costs a good deal less than a thousand calls on one line each. */
const BLOCK_CHARACTERS = 65_536;

/** Yields one folded line for each line of `file`; a JSON line has every string but its `source` folded. */
async function* foldedLines(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  const lines = createInterface({ input, crlfDelay: Infinity });
  if (file.endsWith('.jsonl.gz')) {
    for await (const line of lines) {
      const row = JSON.parse(line) as Record<string, string>;
      const folded = Object.entries(row).map(([key, value]) => [key, key === 'source' ? value : fold(value)]);
      yield `${JSON.stringify(Object.fromEntries(folded))}\n`;
    }
    return;
  }
  let block = '';
  for await (const line of lines) {
    block += `${line}\n`;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield fold(block);
    block = '';
  }
  if (block !== '') yield fold(block);
}

/** One folded line for each article: `{paragraphs, headings, questions: [{paragraph, answer, wordings}]}`; those without an answer have null. */
async function* foldedArticles(data: string): AsyncGenerator<string> {
  for (const { paragraphs, headings, questions } of await readArticleQuestions(data)) {
    const folded = {
      paragraphs: paragraphs.map(fold),
      headings: headings.map(fold),
      questions: questions.map(({ answer, wordings: { same, cross } }) => ({
        paragraph: answer?.paragraph ?? null,
        answer: answer && fold(paragraphs[answer.paragraph]?.slice(answer.start, answer.end) ?? ''),
        wordings: { same: same.map(fold), cross: cross.map(fold) },
      })),
    };
    yield `${JSON.stringify(folded)}\n`;
  }
}

const [dataFolder = '../shared/data/train', workFolder = '.cache/train'] = process.argv.slice(2);
await mkdir(workFolder, { recursive: true });
const names = (await readdir(dataFolder)).filter((name) => /\.(tsv|jsonl)\.gz$/u.test(name)).sort();
if (names.length === 0) {
  console.error(
    `No .tsv.gz or .jsonl.gz file in ${dataFolder}. Name the folder that holds the training data.`,
  );
  process.exit(1);
}
const own = (await readdir(import.meta.dirname)).filter(
  (name) => name.endsWith('.tsv') && name !== basename(ARTICLE_QUESTIONS_FILE),
);
const files = [
  ...names.map((name) => join(dataFolder, name)),
  ...own.sort().map((name) => join(import.meta.dirname, name)),
  join('models', THESAURUS_FILE),
];
for (const file of files) await write(basename(file, '.gz'), foldedLines(file));
await write('articles.jsonl', foldedArticles(dataFolder));

async function write(name: string, lines: AsyncGenerator<string>): Promise<void> {
  const started = performance.now();
  const target = join(workFolder, `${name}.gz`);
  await pipeline(
    Readable.from(lines),
    createGzip({ level: constants.Z_BEST_SPEED }),
    createWriteStream(`${target}.part`),
  );
  await rename(`${target}.part`, target);
  console.error(`folded ${name} in ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
