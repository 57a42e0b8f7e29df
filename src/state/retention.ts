import type { StateDatabase } from './database.ts';
import { readSettings, UNANSWERED_DAYS_LIMIT } from './settings.ts';

/** Days that each kind is kept. Unanswered questions are kept for the server's own number of days. */
export const RETENTION_DAYS = {
  usage: 30,
  feedback: 365,
  /** After its end. */
  endedStudy: 30,
  /** After its last step, for a session that nobody ended. */
  openStudy: 180,
} as const;

const DAY = 24 * 60 * 60 * 1000;

/** Removes what is older than its time, in one transaction. */
export async function prune(database: StateDatabase, now: Date): Promise<void> {
  const before = (days: number): number => now.getTime() - days * DAY;
  await database.transaction(async (tx) => {
    await tx.run('DELETE FROM footnote_usage WHERE at < ?1', before(RETENTION_DAYS.usage));
    await tx.run('DELETE FROM footnote_feedback WHERE at < ?1', before(RETENTION_DAYS.feedback));
    await tx.run('DELETE FROM footnote_studies WHERE ended_at < ?1', before(RETENTION_DAYS.endedStudy));
    await tx.run(
      'DELETE FROM footnote_studies WHERE ended_at IS NULL AND updated_at < ?1',
      before(RETENTION_DAYS.openStudy),
    );
    const servers = await tx.all<{ guild_id: string }>('SELECT DISTINCT guild_id FROM footnote_unanswered');
    for (const { guild_id: guildId } of servers) {
      const { unanswered } = (await readSettings(tx, guildId)).settings;
      // Switching off deletes at once, so only a setting that cannot be read is missing here: never guess a shorter time.
      const days = unanswered?.days ?? UNANSWERED_DAYS_LIMIT;
      await tx.run('DELETE FROM footnote_unanswered WHERE guild_id = ?1 AND at < ?2', guildId, before(days));
    }
  });
}
