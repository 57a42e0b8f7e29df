import { FootnoteError } from '../errors.ts';
import type { SqlValue, StateDatabase, StateQueries } from './database.ts';
import type { KeptKind } from './kept.ts';

/** A table less `footnote_`: what is copied of a row, and what puts rows in the order that they were made in. */
interface Table {
  columns: readonly string[];
  order: string;
}

/**
 * All columns but `id`, which the target gives anew, in the same order: PostgreSQL would not know that an ID from elsewhere is
 * taken.
 */
const TABLES: Record<KeptKind | 'secrets', Table> = {
  secrets: { columns: ['name', 'value'], order: 'name' },
  settings: { columns: ['guild_id', 'name', 'value', 'at'], order: 'guild_id, name' },
  feedback: {
    columns: ['guild_id', 'kind', 'voter', 'question', 'article_id', 'title', 'paragraph', 'quote', 'at'],
    order: 'id',
  },
  unanswered: { columns: ['guild_id', 'question', 'state', 'at'], order: 'id' },
  usage: { columns: ['guild_id', 'milliseconds', 'state', 'at'], order: 'id' },
  studies: {
    columns: ['thread_id', 'guild_id', 'article_key', 'json', 'updated_at', 'ended_at'],
    order: 'thread_id',
  },
};

type Row = Record<string, SqlValue>;

/** Values of one statement; SQLite takes 32,766, PostgreSQL 65,535. */
const MOST_VALUES = 10_000;

/** How many rows were copied, by kind. */
export type CopiedCounts = Record<KeptKind, number>;

/**
 * Copies all that is kept, the secret that voters are counted by included, so that nobody counts twice. It is read in one
 * transaction and written in one: the target holds all of it or nothing, and what is written to the source after this began is
 * not copied, so nothing else should use it. Held in memory meanwhile.
 * @throws FootnoteError `state-not-empty`, and nothing is changed, when the target holds anything already
 */
export async function copyState(from: StateDatabase, to: StateDatabase): Promise<CopiedCounts> {
  const read = await from.transaction(readAll);
  await to.transaction(async (tx) => {
    await requireEmpty(tx, to.place);
    // Its own secret has counted nobody yet.
    await tx.run('DELETE FROM footnote_secrets');
    for (const [name, rows] of read) await insert(tx, name, rows);
  });
  const counts = read.filter(([name]) => name !== 'secrets').map(([name, rows]) => [name, rows.length]);
  return Object.fromEntries(counts) as CopiedCounts;
}

async function readAll(tx: StateQueries): Promise<[name: keyof typeof TABLES, rows: Row[]][]> {
  const read: [keyof typeof TABLES, Row[]][] = [];
  for (const name of NAMES) {
    const { columns, order } = TABLES[name];
    read.push([
      name,
      await tx.all<Row>(`SELECT ${columns.join(', ')} FROM footnote_${name} ORDER BY ${order}`),
    ]);
  }
  return read;
}

async function requireEmpty(tx: StateQueries, place: string): Promise<void> {
  for (const name of NAMES) {
    if (name === 'secrets') continue;
    const rows = await tx.all(`SELECT 1 AS one FROM footnote_${name} LIMIT 1`);
    if (rows.length === 0) continue;
    throw new FootnoteError(
      'state-not-empty',
      `${place} holds ${name} already, and two states cannot be made one. Copy to a place that is empty.`,
    );
  }
}

async function insert(tx: StateQueries, name: keyof typeof TABLES, rows: readonly Row[]): Promise<void> {
  const { columns } = TABLES[name];
  const atOnce = Math.floor(MOST_VALUES / columns.length);
  for (let from = 0; from < rows.length; from += atOnce) {
    const batch = rows.slice(from, from + atOnce);
    const places = batch.map((_, row) => {
      const numbers = columns.map((__, column) => `?${row * columns.length + column + 1}`);
      return `(${numbers.join(', ')})`;
    });
    await tx.run(
      `INSERT INTO footnote_${name} (${columns.join(', ')}) VALUES ${places.join(', ')}`,
      ...batch.flatMap((row) => columns.map((column) => row[column] ?? null)),
    );
  }
}

const NAMES = Object.keys(TABLES) as (keyof typeof TABLES)[];
