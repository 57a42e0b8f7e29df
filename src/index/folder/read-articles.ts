import { join } from 'node:path';
import type { KnownArticle } from '../index-store.ts';
import { openDatabase } from './database.ts';
import { DATABASE_FILE } from './folder-manifest.ts';

/** See `VersionInUse.articles`. @param folder of a version that has passed its checks */
export function readKnownArticles(folder: string): KnownArticle[] {
  return readRows(folder, 'SELECT id, title, file, hash FROM articles ORDER BY ordinal');
}

/** See `IndexStore.texts`. @param folder of a version that has passed its checks */
export function readTexts(folder: string, ids: string[]): Map<string, string> {
  const rows = readRows<{ id: string; text: string }>(
    folder,
    'SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ordinal',
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

function readRows<Row>(folder: string, sql: string, ...values: string[]): Row[] {
  const database = openDatabase(join(folder, DATABASE_FILE));
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}
