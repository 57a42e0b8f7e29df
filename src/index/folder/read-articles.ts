import { join } from 'node:path';
import { knownOf } from '../article-header.ts';
import type { KnownArticle } from '../index-store.ts';
import { readArticles } from './articles-file.ts';
import { readManifest } from './check-version.ts';
import { openDatabase } from './database.ts';
import { databaseFile } from './folder-manifest.ts';

/** See `VersionInUse.articles`. @param folder of a version that has passed its checks */
export function readKnownArticles(folder: string): KnownArticle[] {
  return readArticles(folder).map(({ header }) => knownOf(header));
}

/** See `IndexStore.texts`. @param folder of a version that has passed its checks */
export async function readTexts(folder: string, ids: string[]): Promise<Map<string, string>> {
  const { shards } = await readManifest(folder);
  const texts = new Map<string, string>();
  for (const { key } of shards) {
    const database = openDatabase(join(folder, databaseFile(key)));
    try {
      const rows = database
        .prepare('SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))')
        .all(JSON.stringify(ids)) as { id: string; text: string }[];
      for (const { id, text } of rows) texts.set(id, JSON.parse(text) as string);
    } finally {
      database.close();
    }
  }
  return texts;
}
