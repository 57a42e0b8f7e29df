import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { splitPassages } from '../../src/corpus/passages.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';
import { FootnoteError } from '../../src/errors.ts';

/** Rows of the file in an article. */
const ROWS = 10;

/**
 * Writes a folder of Markdown articles that make about so many passages, and at least as many.
 * @param file gzipped lines of source, heading and passage
 * @throws FootnoteError `growth-short` when the file has too few
 */
export async function writeLargeCorpus(file: string, folder: string, passages: number): Promise<void> {
  const lines = (await promisify(gunzip)(await readFile(file))).toString('utf8').split('\n');
  // A text may stand there under several headings, and copies of an article would be dropped.
  const unique = new Map<string, string>();
  for (const line of lines) {
    const [, heading, text] = line.split('\t');
    if (heading !== undefined && text !== undefined && !unique.has(text)) unique.set(text, heading);
  }
  const rows = [...unique].map(([text, heading]) => ({ heading, text }));
  await mkdir(folder, { recursive: true });
  let written = 0;
  let count = 0;
  for (const article of groups(rows)) {
    if (count >= passages) return;
    const name = `${String(written++).padStart(6, '0')}.md`;
    const title = `${written} ${article[0]?.heading.slice(0, 60) ?? ''}`;
    const sections = article.map(({ heading, text }) => `## ${heading.slice(0, 80)}\n\n${text}\n`);
    const markdown = `---\ntitle: ${JSON.stringify(title)}\n---\n\n${sections.join('\n')}`;
    const { articles } = readTexts([{ file: name, text: markdown }]);
    count += articles.reduce((sum, each) => sum + splitPassages(each).length, 0);
    await writeFile(join(folder, name), markdown);
  }
  if (count < passages)
    throw new FootnoteError(
      'growth-short',
      `${file} makes ${count} passages; ${passages} are too many for it.`,
    );
}

/** Rows that stand beside each other, and then others: those that stand far from each other. */
function* groups<Row>(rows: Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += ROWS) yield rows.slice(at, at + ROWS);
  const step = Math.ceil(rows.length / ROWS);
  for (let at = 0; at < step; at++) yield rows.filter((_, i) => i % step === at);
}
