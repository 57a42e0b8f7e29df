import type { StateDatabase } from './database.ts';
import { UNANSWERED_DAYS_LIMIT, type SettingsStore } from './settings.ts';

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
export function prune(database: StateDatabase, settings: SettingsStore, now: Date): void {
  const before = (days: number): number => now.getTime() - days * DAY;
  database.transaction(() => {
    database.run('DELETE FROM usage WHERE at < ?', before(RETENTION_DAYS.usage));
    database.run('DELETE FROM feedback WHERE at < ?', before(RETENTION_DAYS.feedback));
    database.run('DELETE FROM studies WHERE ended_at < ?', before(RETENTION_DAYS.endedStudy));
    database.run(
      'DELETE FROM studies WHERE ended_at IS NULL AND updated_at < ?',
      before(RETENTION_DAYS.openStudy),
    );
    const servers = database.all<{ guild_id: string }>('SELECT DISTINCT guild_id FROM unanswered');
    for (const { guild_id } of servers) {
      // Switching off deletes at once, so only a setting that cannot be read is missing here: never guess a shorter time.
      const days = settings.get(guild_id).unanswered?.days ?? UNANSWERED_DAYS_LIMIT;
      database.run('DELETE FROM unanswered WHERE guild_id = ? AND at < ?', guild_id, before(days));
    }
  });
}
