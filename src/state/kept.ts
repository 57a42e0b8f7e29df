import type { StateDatabase, StateQueries } from './database.ts';

/** Each kind of what is kept of a server: its table less `footnote_`, and the column that says when. */
const KINDS = {
  settings: 'at',
  feedback: 'at',
  unanswered: 'at',
  usage: 'at',
  studies: 'updated_at',
} as const;

export type KeptKind = keyof typeof KINDS;
/** Of each kind how many entries, and the date of the oldest (`null` when there are none). */
export type KeptCounts = Record<KeptKind, { count: number; oldest: Date | null }>;

/** One statement, so that the counts are of one moment. */
const COUNTS = Object.entries(KINDS)
  .map(
    ([kind, time]) =>
      `SELECT '${kind}' AS kind, count(*) AS count, min(${time}) AS oldest FROM footnote_${kind} WHERE guild_id = ?1`,
  )
  .join(' UNION ALL ');

/** What is kept of a server. */
export async function countKept(queries: StateQueries, guildId: string): Promise<KeptCounts> {
  const rows = await queries.all<{ kind: KeptKind; count: number; oldest: number | null }>(COUNTS, guildId);
  const counts = rows.map(({ kind, count, oldest }) => [
    kind,
    { count, oldest: oldest === null ? null : new Date(oldest) },
  ]);
  return Object.fromEntries(counts) as KeptCounts;
}

/** Deletes all of it, in one transaction; what was deleted. */
export async function deleteKept(database: StateDatabase, guildId: string): Promise<KeptCounts> {
  const deleted = await database.transaction(async (tx) => {
    const counts = await countKept(tx, guildId);
    for (const kind of Object.keys(KINDS)) {
      await tx.run(`DELETE FROM footnote_${kind} WHERE guild_id = ?1`, guildId);
    }
    return counts;
  });
  await database.settle();
  return deleted;
}
