import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { FootnoteError, messageOf } from '../errors.ts';
import type { Skipped } from './article.ts';

/** Extensions that are read, in lower case. */
const READ = /\.(md|markdown|txt|html?|pdf)$/i;
/** Names at the top of a corpus folder that belong to other features, not articles. */
const RESERVED = new Set(['questions.jsonl', 'sources.txt']);

export interface FileList {
  /** Paths below the folder, with `/`, sorted by code unit. */
  files: string[];
  skipped: Skipped[];
}

/**
 * The article files of a folder and of the folders in it. Names that begin with a dot are left out silently.
 * @throws FootnoteError `corpus-missing` when the folder is not there, is not a folder, or may not be listed.
 */
export async function listFiles(folder: string): Promise<FileList> {
  const list: FileList = { files: [], skipped: [] };
  let root: string;
  let entries: Dirent[];
  try {
    root = await realpath(folder);
    entries = await readdir(root, { withFileTypes: true });
  } catch (error) {
    throw new FootnoteError('corpus-missing', missing(folder, error), { cause: error });
  }
  await visit(root, '', entries, list);
  const byPath = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  list.files.sort(byPath);
  list.skipped.sort((a, b) => byPath(a.file, b.file));
  return list;
}

function missing(folder: string, error: unknown): string {
  const cure =
    'Make the folder and put .md, .txt, .html or .pdf articles in it, or name another one with --corpus or CORPUS_DIR.';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `The corpus folder "${folder}" does not exist. ${cure}`;
  if (code === 'ENOTDIR') return `The corpus "${folder}" is a file, not a folder. ${cure}`;
  return `The corpus folder "${folder}" cannot be read (${messageOf(error)}). ${cure}`;
}

async function visit(root: string, below: string, entries: Dirent[], list: FileList): Promise<void> {
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const file = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (isSavedBeside(entry.name, entries)) {
        list.skipped.push({
          file,
          why: 'It holds the pictures and scripts of the web page saved beside it.',
        });
        continue;
      }
      try {
        await visit(root, file, await readdir(join(root, file), { withFileTypes: true }), list);
      } catch (error) {
        list.skipped.push({
          file,
          why: `The folder cannot be read (${messageOf(error)}); check its permissions.`,
        });
      }
      continue;
    }
    if (below === '' && RESERVED.has(entry.name)) continue;
    const why = entry.isSymbolicLink() ? await whyNotLink(root, file) : whyNotFile(entry);
    if (why !== null) list.skipped.push({ file, why });
    else list.files.push(file);
  }
}

/** Browsers save `page.html` with a folder `page_files`, in which frames of advertisements are pages too. */
function isSavedBeside(folder: string, entries: Dirent[]): boolean {
  const page = /^(.+)_files$/.exec(folder)?.[1];
  return page !== undefined && entries.some(({ name }) => name === `${page}.html` || name === `${page}.htm`);
}

function whyNotFile(entry: Dirent): string | null {
  if (!entry.isFile()) return 'It is not a regular file (a pipe, a socket or a device).';
  return READ.test(entry.name) ? null : whyNotRead;
}

const whyNotRead = 'Only .md, .markdown, .txt, .html, .htm and .pdf files are read; save it as one of these.';

/** A link is followed to a file in the corpus and nowhere else, so that a corpus cannot show a file from outside. */
async function whyNotLink(root: string, file: string): Promise<string | null> {
  let target: string;
  try {
    target = await realpath(join(root, file));
    if (target !== root && !target.startsWith(root + sep)) {
      return 'It is a link that leads out of the corpus folder; copy the file itself into the folder.';
    }
    const found = await stat(target);
    if (found.isDirectory())
      return 'It is a link to a folder of the corpus, whose files are read in their own place.';
    if (!found.isFile()) return 'It is a link to something that is not a regular file.';
  } catch (error) {
    return `It is a link to nothing that can be read (${messageOf(error)}).`;
  }
  return READ.test(file) ? null : whyNotRead;
}
