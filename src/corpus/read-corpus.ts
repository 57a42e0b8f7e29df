import { join } from 'node:path';
import { FootnoteError } from '../errors.ts';
import type { Corpus, Skipped } from './article.ts';
import { buildArticle, isQuotable, type DraftArticle } from './build-article.ts';
import { splitFrontMatter } from './front-matter.ts';
import { splitLines } from './line-shape.ts';
import { listFiles } from './list-files.ts';
import { readTextFile } from './read-file.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPagePart, readPlain } from './read-plain.ts';
import { dropRepeatedParts, findRepeatedLines } from './repeated-blocks.ts';
import { splitPage, type PagePart } from './split-page.ts';
import { UniqueArticles } from './unique-articles.ts';

export interface ReadCorpusOptions {
  /** Called after each file with the number of files done, from 1, and of all files. */
  onProgress?: (done: number, total: number) => void;
}

/** A file's text, for `readTexts`. */
export interface SourceText {
  /** Path below the corpus folder, with `/`; its extension decides how it is read. */
  file: string;
  text: string;
}

/**
 * Reads every `.md`, `.markdown` and `.txt` file of a folder and its folders, in the order of their paths. The same files
 * give the same result, to the byte. A file that cannot be used is named in `skipped`; it stops nothing.
 * @throws FootnoteError `corpus-missing` when there is no such folder; `corpus-empty` when nothing in it can be read.
 */
export async function readCorpus(folder: string, options: ReadCorpusOptions = {}): Promise<Corpus> {
  const { files, skipped } = await listFiles(folder);
  const sources: SourceText[] = [];
  for (const [index, file] of files.entries()) {
    const read = await readTextFile(join(folder, file));
    if ('why' in read) skipped.push({ file, why: read.why });
    else sources.push({ file, text: read.text });
    options.onProgress?.(index + 1, files.length);
  }
  const corpus = readTexts(sources);
  corpus.skipped = [...skipped, ...corpus.skipped].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : 0,
  );
  if (corpus.articles.length === 0)
    throw new FootnoteError('corpus-empty', emptyMessage(folder, corpus.skipped));
  return corpus;
}

function emptyMessage(folder: string, skipped: Skipped[]): string {
  const shown = skipped.slice(0, 5).map(({ file, why }) => `${file}: ${why}`);
  const more = skipped.length > shown.length ? ` (and ${skipped.length - shown.length} more)` : '';
  const reasons = shown.length === 0 ? '' : ` Left out: ${shown.join(' ')}${more}`;
  return `No article could be read in the corpus folder "${folder}". Put at least one .md or .txt article in it.${reasons}`;
}

/** What one file holds before it is compared with the others. */
type Reading = { draft: DraftArticle } | { part: PagePart };

/** The pure half of `readCorpus`: texts to articles, in the order given. */
export function readTexts(sources: SourceText[]): Corpus {
  const skipped: Skipped[] = [];
  const readings = sources.flatMap((source) => readSource(source, skipped));
  const parts = readings.flatMap((reading) => ('part' in reading ? [reading.part] : []));
  const { kept, repeats } = dropRepeatedParts(parts);
  const repeated = findRepeatedLines(kept);
  const dropped = new Map(repeats.map(({ part, of }) => [part, of]));
  const unique = new UniqueArticles(skipped);
  for (const reading of readings) {
    if ('draft' in reading) {
      unique.add(buildArticle(reading.draft));
      continue;
    }
    const of = dropped.get(reading.part);
    if (of === undefined) unique.add(buildArticle(readPagePart(reading.part, repeated)));
    else unique.repeat(reading.part.file, reading.part.headline, of.file);
  }
  return { articles: unique.articles, skipped };
}

function readSource({ file, text }: SourceText, skipped: Skipped[]): Reading[] {
  const front = splitFrontMatter(text);
  if ('why' in front) {
    skipped.push({ file, why: front.why });
    return [];
  }
  for (const why of front.faults) skipped.push({ file, why });
  const { body, matter } = front;
  const plain = /\.txt$/i.test(file);
  if (plain && matter === null) {
    const parts = splitPage(file, splitLines(body));
    if (parts !== null) {
      if (parts.length === 0)
        skipped.push({ file, why: 'It is a page of links and prompts without any article.' });
      return parts.map((part) => ({ part }));
    }
  }
  // Notes in .txt files are often Markdown in all but name.
  const draft =
    plain && !/^#{1,6} \S/m.test(body) ? readPlain(file, body, matter) : readMarkdown(file, body, matter);
  if (draft.blocks.some((block) => isQuotable(block.kind))) return [{ draft }];
  skipped.push({ file, why: 'It holds no text that could be quoted, only headings or nothing at all.' });
  return [];
}
