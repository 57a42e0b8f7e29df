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

/** An article whose text is now in another file. */
export interface ArticleMove extends ArticleChange {
  /** The file that it was in. */
  from: string;
}

export interface Comparison {
  added: ArticleChange[];
  changed: ArticleChange[];
  removed: ArticleChange[];
  moved: ArticleMove[];
  /** The version in use; `null` when there is none that can be read. */
  inUse: VersionInUse | null;
}

/** A version that has passed its checks. */
export interface VersionInUse {
  folder: string;
  manifest: Manifest;
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
  const gone = [...known.values()].filter((row) => !ids.has(row.id));
  const come = changes.filter((article) => !known.has(article.id));
  const renamed = findRenamed(come, gone, inUse);
  const moved = articles.flatMap((article, i) => {
    const before = known.get(article.id) ?? renamed.get(article.id);
    const isSame = before?.hash === hashes[i] || renamed.has(article.id);
    return before && isSame && before.file !== article.file
      ? [{ ...toChange(article), from: before.file }]
      : [];
  });
  const renamedFrom = new Set([...renamed.values()].map(({ id }) => id));
  return {
    added: come.filter(({ id }) => !renamed.has(id)).map(toChange),
    changed: changes.filter((article) => known.has(article.id)).map(toChange),
    removed: gone.filter(({ id }) => !renamedFrom.has(id)).map(toChange),
    moved,
    inUse,
  };
}

type KnownArticle = ArticleChange & { hash: string };

async function readInUse(
  indexDir: string,
): Promise<{ inUse: VersionInUse | null; known: Map<string, KnownArticle> }> {
  try {
    const folder = await currentVersion(indexDir);
    if (folder === null) return { inUse: null, known: new Map() };
    const manifest = await readManifest(folder);
    await checkFiles(folder, manifest);
    const rows = readRows<KnownArticle>(
      folder,
      'SELECT id, title, file, hash FROM articles ORDER BY ordinal',
    );
    return { inUse: { folder, manifest }, known: new Map(rows.map((row) => [row.id, row])) };
  } catch (error) {
    // A damaged version is no reason to refuse a new one: building again is its cure.
    if (error instanceof FootnoteError) return { inUse: null, known: new Map() };
    throw error;
  }
}

function readRows<Row>(folder: string, sql: string, ...values: string[]): Row[] {
  const database = openDatabase(join(folder, DATABASE_FILE));
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}

/**
 * An article that names no title takes that of its file, and its ID from there: with the file it is another ID, but the
 * same text.
 * @returns by the ID of what has come, what has gone
 */
function findRenamed(
  come: Article[],
  gone: KnownArticle[],
  inUse: VersionInUse | null,
): Map<string, KnownArticle> {
  const renamed = new Map<string, KnownArticle>();
  if (inUse === null || come.length === 0 || gone.length === 0) return renamed;
  const texts = readRows<{ id: string; text: string }>(
    inUse.folder,
    'SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ordinal',
    JSON.stringify(gone.map(({ id }) => id)),
  );
  const byId = new Map(gone.map((row) => [row.id, row]));
  const byText = new Map(texts.map(({ id, text }) => [text, byId.get(id)]));
  for (const { id, text, file } of come) {
    const before = byText.get(text);
    if (before === undefined || before.file === file) continue;
    renamed.set(id, before);
    byText.delete(text);
  }
  return renamed;
}

function toChange({ id, title, file }: ArticleChange): ArticleChange {
  return { id, title, file };
}
