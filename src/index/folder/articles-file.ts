import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArticleHeader } from '../index-reader.ts';
import { ARTICLES_FILE } from './folder-manifest.ts';

/** An article of a version without its text, and where that is. */
export interface ArticleEntry {
  header: ArticleHeader;
  /** Place of its shard in the manifest. */
  shard: number;
  /** How many passages it has. */
  passages: number;
}

/** @param entries in reading order */
export async function writeArticles(folder: string, entries: ArticleEntry[]): Promise<void> {
  await writeFile(join(folder, ARTICLES_FILE), JSON.stringify(entries));
}

/** In reading order. @param folder of a version that has passed its checks: what is in it is what was written */
export function readArticles(folder: string): ArticleEntry[] {
  return JSON.parse(readFileSync(join(folder, ARTICLES_FILE), 'utf8')) as ArticleEntry[];
}
