import { join } from 'node:path';
import { FootnoteError, messageOf } from '../../errors.ts';
import { damaged } from '../index-errors.ts';
import type { Counts } from '../manifest.ts';
import { readArticles } from './articles-file.ts';
import { openDatabase, type Connection } from './database.ts';
import { databaseFile, vectorsFile, type FolderManifest } from './folder-manifest.ts';
import { readVectorIndex } from './vector-index.ts';

const COUNTED = ['articles', 'passages', 'sentences'] as const;

/**
 * Reads everything that a version holds and compares it with its manifest: more than is done on opening, where the
 * checksums must do. Check these first (`checkFiles`): a damaged vector file can crash the process.
 * @param keys of the shards to read through; the counts of the others are taken as they are. Without it, all are.
 * @throws FootnoteError `index-damaged`
 */
export async function verifyVersion(
  folder: string,
  manifest: FolderManifest,
  keys?: ReadonlySet<string>,
): Promise<void> {
  const found: Counts = { articles: 0, passages: 0, sentences: 0 };
  for (const { key, counts } of manifest.shards) {
    if (keys?.has(key) ?? true) {
      await verifyVectors(folder, key, counts.passages, manifest.model.dimensions);
      compareCounts(folder, verifyDatabase(folder, key), counts);
    }
    for (const name of COUNTED) found[name] += counts[name];
  }
  const { counts } = manifest;
  compareCounts(folder, found, counts);
  const entries = readArticles(folder);
  if (entries.length !== counts.articles)
    throw damaged(folder, `lists ${entries.length} articles, but its manifest says ${counts.articles}`);
}

function compareCounts(folder: string, found: Counts, expected: Counts): void {
  for (const name of COUNTED) {
    if (found[name] !== expected[name])
      throw damaged(folder, `has ${found[name]} ${name}, but its manifest says ${expected[name]}`);
  }
}

async function verifyVectors(
  folder: string,
  key: string,
  passages: number,
  dimensions: number,
): Promise<void> {
  let vectors: number;
  try {
    const index = await readVectorIndex(join(folder, vectorsFile(key)), dimensions);
    vectors = index.getCurrentCount();
  } catch (cause) {
    throw damaged(folder, `has an unreadable ${vectorsFile(key)} (${messageOf(cause)})`, cause);
  }
  if (vectors !== passages) throw damaged(folder, `has ${vectors} vectors for ${passages} passages`);
}

/** @returns what it holds */
function verifyDatabase(folder: string, key: string): Counts {
  const file = databaseFile(key);
  try {
    const database = openDatabase(join(folder, file));
    try {
      quickCheck(folder, file, database);
      return {
        articles: countOf(database, 'SELECT count(*) AS n FROM articles'),
        passages: countOf(database, 'SELECT count(*) AS n FROM passages'),
        sentences: countOf(database, 'SELECT sum(json_array_length(sentences)) AS n FROM passages'),
      };
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof FootnoteError) throw cause;
    throw damaged(folder, `has an unreadable ${file} (${messageOf(cause)})`, cause);
  }
}

function quickCheck(folder: string, file: string, database: Connection): void {
  const [first] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (first?.quick_check !== 'ok')
    throw damaged(folder, `has a damaged ${file} (${first?.quick_check ?? 'no answer'})`);
}

function countOf(database: Connection, sql: string): number {
  return (database.prepare(sql).get() as { n: number | null }).n ?? 0;
}
