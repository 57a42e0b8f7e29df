import { join } from 'node:path';
import { FootnoteError, messageOf } from '../../errors.ts';
import { damaged } from '../index-errors.ts';
import { openDatabase, type Connection } from './database.ts';
import type { Manifest } from '../manifest.ts';
import { DATABASE_FILE, VECTORS_FILE } from './folder-manifest.ts';
import { readVectorIndex } from './vector-index.ts';

/**
 * Reads everything that a version holds and compares it with its manifest: more than is done on opening, where the
 * checksums must do. Check these first (`checkFiles`): a damaged vector file can crash the process.
 * @throws FootnoteError `index-damaged`
 */
export async function verifyVersion(folder: string, manifest: Manifest): Promise<void> {
  const { passages } = manifest.counts;
  let vectors: number;
  try {
    const index = await readVectorIndex(join(folder, VECTORS_FILE), manifest.model.dimensions);
    vectors = index.getCurrentCount();
  } catch (cause) {
    throw damaged(folder, `has an unreadable ${VECTORS_FILE} (${messageOf(cause)})`, cause);
  }
  if (vectors !== passages) throw damaged(folder, `has ${vectors} vectors for ${passages} passages`);
  try {
    verifyDatabase(folder, manifest);
  } catch (cause) {
    if (cause instanceof FootnoteError) throw cause;
    throw damaged(folder, `has an unreadable ${DATABASE_FILE} (${messageOf(cause)})`, cause);
  }
}

function verifyDatabase(folder: string, { counts }: Manifest): void {
  const database = openDatabase(join(folder, DATABASE_FILE));
  try {
    const [first] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
    if (first?.quick_check !== 'ok') {
      throw damaged(folder, `has a damaged ${DATABASE_FILE} (${first?.quick_check ?? 'no answer'})`);
    }
    const found = {
      articles: countOf(database, 'SELECT count(*) AS n FROM articles'),
      passages: countOf(database, 'SELECT count(*) AS n FROM passages'),
      sentences: countOf(database, 'SELECT sum(json_array_length(sentences)) AS n FROM passages'),
    };
    for (const name of ['articles', 'passages', 'sentences'] as const) {
      if (found[name] !== counts[name]) {
        throw damaged(folder, `has ${found[name]} ${name}, but its manifest says ${counts[name]}`);
      }
    }
  } finally {
    database.close();
  }
}

function countOf(database: Connection, sql: string): number {
  return (database.prepare(sql).get() as { n: number | null }).n ?? 0;
}
