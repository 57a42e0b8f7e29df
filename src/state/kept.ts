import type { StateDatabase } from './database.ts';

/** Each kind of what is kept of a server: its table, and the column that says when. */
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

/** What is kept of a server. */
export function countKept(database: StateDatabase, guildId: string): KeptCounts {
  const counts = Object.entries(KINDS).map(([kind, time]) => {
    const [row] = database.all<{ count: number; oldest: number | null }>(
      `SELECT count(*) AS count, min(${time}) AS oldest FROM ${kind} WHERE guild_id = ?`,
      guildId,
    );
    const oldest = row?.oldest ?? null;
    return [kind, { count: row?.count ?? 0, oldest: oldest === null ? null : new Date(oldest) }];
  });
  return Object.fromEntries(counts) as KeptCounts;
}

/** Deletes all of it, in one transaction; what was deleted. */
export function deleteKept(database: StateDatabase, guildId: string): KeptCounts {
  const deleted = database.transaction(() => {
    const counts = countKept(database, guildId);
    for (const kind of Object.keys(KINDS)) database.run(`DELETE FROM ${kind} WHERE guild_id = ?`, guildId);
    return counts;
  });
  database.settle();
  return deleted;
}
