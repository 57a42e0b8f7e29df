import type { StateDatabase } from './database.ts';
import { StoredFeedback, type FeedbackStore } from './feedback.ts';
import { countKept, deleteKept, type KeptCounts } from './kept.ts';
import { openStateDatabase, type StatePlace } from './open-state-database.ts';
import { prune } from './retention.ts';
import { StoredSettings, type SettingsStore } from './settings.ts';
import { StoredStudies, type StudyStore } from './studies.ts';
import { StoredUnanswered, type UnansweredStore } from './unanswered.ts';
import { StoredUsage, type UsageStore } from './usage.ts';

/**
 * What must last, in a file or a PostgreSQL database. What was written lasts when the promise of its method resolves. Several
 * processes may have it open.
 * Methods reject with FootnoteError: of a file `state-unwritable` (a full disk, or another process that keeps writing for 5
 * seconds) and `state-damaged`; of a database those of `Postgres`.
 */
export interface State {
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly unanswered: UnansweredStore;
  readonly usage: UsageStore;
  readonly studies: StudyStore;
  /** Deletes all that is kept of one server; what was deleted, by kind. Its text is gone from a file's disk as well. */
  deleteServer(guildId: string): Promise<KeptCounts>;
  /** What is kept of one server, by kind, with the oldest date. */
  kept(guildId: string): Promise<KeptCounts>;
  /**
   * Removes what is past its time: unanswered questions after the server's number of days, the rest after
   * `RETENTION_DAYS`.
   */
  prune(now: Date): Promise<void>;
  /** Does what was asked for before; nothing can be read or written any more after that. */
  close(): Promise<void>;
}

/**
 * Opens the state, and makes it when there is none.
 * @throws FootnoteError see `openStateDatabase`
 */
export async function openState(place: StatePlace): Promise<State> {
  return withStores(await openStateDatabase(place));
}

function withStores(database: StateDatabase): State {
  return {
    settings: new StoredSettings(database),
    feedback: new StoredFeedback(database),
    unanswered: new StoredUnanswered(database),
    usage: new StoredUsage(database),
    studies: new StoredStudies(database),
    deleteServer: (guildId) => deleteKept(database, guildId),
    kept: (guildId) => countKept(database, guildId),
    prune: (now) => prune(database, now),
    close: () => database.close(),
  };
}
