import { join } from 'node:path';
import type { Article } from '../corpus/article.ts';
import { FootnoteError } from '../errors.ts';
import { openDatabase } from './database.ts';
import { DATABASE_FILE, type Manifest } from './manifest.ts';
import { checkFiles, readManifest } from './check-version.ts';
import { currentVersion } from './version-folder.ts';

export interface ArticleChange {
  id: string;
  title: string;
  file: string;
}

export interface Comparison {
  added: ArticleChange[];
  changed: ArticleChange[];
  removed: ArticleChange[];
  /** Manifest of the version in use; `null` when there is none that can be read. */
  inUse: Manifest | null;
}

/**
 * What a corpus changes against the version in use; a version that cannot be read counts as none.
 * @param hashes of the articles, in order, see `hashArticle`
 */
export async function compareArticles(
  indexDir: string,
  articles: Article[],
  hashes: string[],
): Promise<Comparison> {
  const { inUse, known } = await readInUse(indexDir);
  const ids = new Set(articles.map((article) => article.id));
  const changes = articles.filter((article, i) => known.get(article.id)?.hash !== hashes[i]);
  return {
    added: changes.filter((article) => !known.has(article.id)).map(toChange),
    changed: changes.filter((article) => known.has(article.id)).map(toChange),
    removed: [...known.values()].filter((row) => !ids.has(row.id)).map(toChange),
    inUse,
  };
}

type KnownArticle = ArticleChange & { hash: string };

async function readInUse(
  indexDir: string,
): Promise<{ inUse: Manifest | null; known: Map<string, KnownArticle> }> {
  try {
    const folder = await currentVersion(indexDir);
    if (folder === null) return { inUse: null, known: new Map() };
    const inUse = await readManifest(folder);
    await checkFiles(folder, inUse);
    const database = openDatabase(join(folder, DATABASE_FILE));
    try {
      const rows = database
        .prepare('SELECT id, title, file, hash FROM articles ORDER BY ordinal')
        .all() as KnownArticle[];
      return { inUse, known: new Map(rows.map((row) => [row.id, row])) };
    } finally {
      database.close();
    }
  } catch (error) {
    // A damaged version is no reason to refuse a new one: building again is its cure.
    if (error instanceof FootnoteError) return { inUse: null, known: new Map() };
    throw error;
  }
}

function toChange({ id, title, file }: ArticleChange): ArticleChange {
  return { id, title, file };
}
