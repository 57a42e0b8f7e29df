import { join } from 'node:path';
import { FootnoteError } from '../errors.ts';
import type { Corpus, Dropped, Skipped } from './article.ts';
import { buildArticle, isQuotable, type DraftArticle } from './build-article.ts';
import { beginningOf, DROPPED_LIMIT, type FileReading } from './file-reading.ts';
import { splitFrontMatter } from './front-matter.ts';
import { splitLines } from './line-shape.ts';
import { listFiles } from './list-files.ts';
import { dropCopies } from './near-copies.ts';
import { FILE_LIMIT, PDF_LIMIT, readBytes, readTextFile } from './read-file.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPagePart, readPlain } from './read-plain.ts';
import { ReadingThread } from './reading-thread.ts';
import { dropRepeatedParts, findRepeatedLines } from './repeated-blocks.ts';
import { dropRepeatedParagraphs } from './repeated-paragraphs.ts';
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

/** What was made of a web page or PDF, for `readTexts`. */
export interface SourceDrafts {
  file: string;
  drafts: DraftArticle[];
  /** Stretches taken off, as they stand. */
  dropped: string[];
}

/** Read in a thread of their own, with limits of time and memory. */
const IN_THREAD = /\.(html?|pdf)$/i;

/**
 * Reads every text, Markdown, web page and PDF of a folder and its folders, in the order of their paths. The same files
 * give the same result, to the byte. A file that cannot be used is named in `skipped`; it stops nothing.
 * @throws FootnoteError `corpus-missing` when there is no such folder; `corpus-empty` when nothing in it can be read.
 */
export async function readCorpus(folder: string, options: ReadCorpusOptions = {}): Promise<Corpus> {
  const { files, skipped } = await listFiles(folder);
  const sources: (SourceText | SourceDrafts)[] = [];
  const thread = new ReadingThread();
  try {
    for (const [index, file] of files.entries()) {
      const read = await readOne(join(folder, file), file, thread);
      if ('why' in read) skipped.push({ file, why: read.why });
      else sources.push({ file, ...read });
      options.onProgress?.(index + 1, files.length);
    }
  } finally {
    await thread.close();
  }
  const corpus = readTexts(sources);
  corpus.skipped = [...skipped, ...corpus.skipped].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : 0,
  );
  if (corpus.articles.length === 0)
    throw new FootnoteError('corpus-empty', emptyMessage(folder, corpus.skipped));
  return corpus;
}

async function readOne(
  path: string,
  file: string,
  thread: ReadingThread,
): Promise<{ text: string } | FileReading> {
  if (!IN_THREAD.test(file)) return readTextFile(path);
  const read = await readBytes(path, /\.pdf$/i.test(file) ? PDF_LIMIT : FILE_LIMIT);
  return 'why' in read ? read : thread.read(file, read.bytes);
}

function emptyMessage(folder: string, skipped: Skipped[]): string {
  const shown = skipped.slice(0, 5).map(({ file, why }) => `${file}: ${why}`);
  const more = skipped.length > shown.length ? ` (and ${skipped.length - shown.length} more)` : '';
  const reasons = shown.length === 0 ? '' : ` Left out: ${shown.join(' ')}${more}`;
  return `No article could be read in the corpus folder "${folder}". Put at least one .md, .txt, .html or .pdf article in it.${reasons}`;
}

/** What one file holds before it is compared with the others. */
type Reading = { draft: DraftArticle } | { part: PagePart };

/** The pure half of `readCorpus`: texts, and what was made of pages and PDFs, to articles in the order given. */
export function readTexts(sources: (SourceText | SourceDrafts)[]): Corpus {
  const skipped: Skipped[] = [];
  const dropped = new Map<string, string[]>();
  const note = (file: string, what: string[]): void => {
    if (what.length > 0) dropped.set(file, [...(dropped.get(file) ?? []), ...what]);
  };
  const readings = sources.flatMap((source) => {
    if ('text' in source) return readSource(source, skipped);
    note(source.file, source.dropped);
    return source.drafts.map((draft): Reading => ({ draft }));
  });
  const parts = readings.flatMap((reading) => ('part' in reading ? [reading.part] : []));
  const { kept, repeats } = dropRepeatedParts(parts);
  const repeated = findRepeatedLines(kept);
  const repeatOf = new Map(repeats.map(({ part, of }) => [part, of]));
  const unique = new UniqueArticles(skipped);
  const drafts = readings.flatMap((reading) => {
    if ('draft' in reading) return [reading.draft];
    const of = repeatOf.get(reading.part);
    if (of !== undefined) {
      unique.repeat(reading.part.file, reading.part.headline, of.file);
      return [];
    }
    const read = readPagePart(reading.part, repeated);
    note(read.draft.file, read.dropped);
    return [read.draft];
  });
  const { kept: stories, copies } = dropCopies(drafts);
  for (const { draft, of } of copies) unique.repeat(draft.file, draft.title, of.file);
  for (const draft of withoutRepeatedParagraphs(stories, note)) unique.add(buildArticle(draft));
  const corpus: Corpus = { articles: unique.articles, skipped };
  return dropped.size === 0 ? corpus : { ...corpus, dropped: reportOf(dropped) };
}

/** Only web pages lose paragraphs that others have too: what stands in a text or Markdown file was written there. */
function withoutRepeatedParagraphs(
  drafts: DraftArticle[],
  note: (file: string, what: string[]) => void,
): DraftArticle[] {
  const isPage = ({ file }: DraftArticle): boolean => /\.html?$/i.test(file);
  const cleaned = dropRepeatedParagraphs(drafts.filter(isPage));
  for (const [file, what] of cleaned.dropped) note(file, what);
  const pages = cleaned.drafts.values();
  return drafts.map((draft) => (isPage(draft) ? (pages.next().value ?? draft) : draft));
}

function reportOf(dropped: Map<string, string[]>): Dropped[] {
  const files = [...dropped].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return files.map(([file, stretches]) => {
    const what = [...new Set(stretches.map(beginningOf))];
    const more = what.length - DROPPED_LIMIT;
    return { file, what: more > 0 ? [...what.slice(0, DROPPED_LIMIT), `(${more} more)`] : what };
  });
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
