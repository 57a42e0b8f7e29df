import type { StateDatabase } from './database.ts';
import { StoredFeedback, type FeedbackStore } from './feedback.ts';
import { countKept, deleteKept, type KeptCounts } from './kept.ts';
import { openStateDatabase } from './open-database.ts';
import { prune } from './retention.ts';
import { StoredSettings, type SettingsStore } from './settings.ts';
import { StoredStudies, type StudyStore } from './studies.ts';
import { StoredUnanswered, type UnansweredStore } from './unanswered.ts';
import { StoredUsage, type UsageStore } from './usage.ts';

/**
 * What must last, in one file. Every write is on disk when its method returns. Several processes may have it open.
 * Methods throw FootnoteError `state-unwritable` (a full disk, or another process that keeps writing for 5 seconds) and
 * `state-damaged`.
 */
export interface State {
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly unanswered: UnansweredStore;
  readonly usage: UsageStore;
  readonly studies: StudyStore;
  /** Deletes all that is kept of one server; what was deleted, by kind. Its text is gone from the file as well. */
  deleteServer(guildId: string): KeptCounts;
  /** What is kept of one server, by kind, with the oldest date. */
  kept(guildId: string): KeptCounts;
  /**
   * Removes what is past its time: unanswered questions after the server's number of days, the rest after
   * `RETENTION_DAYS`.
   */
  prune(now: Date): void;
  /** Nothing can be read or written any more. */
  close(): void;
}

/**
 * Opens the state file; makes it and its folders when there is none.
 * @throws FootnoteError `state-unwritable` when it cannot be made or written, `state-damaged` when it is no sound state
 * file, `state-newer` when a newer version of Footnote wrote it
 */
export function openState(file: string): State {
  const database = openStateDatabase(file);
  try {
    return withStores(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function withStores(database: StateDatabase): State {
  const settings = new StoredSettings(database);
  return {
    settings,
    feedback: new StoredFeedback(database),
    unanswered: new StoredUnanswered(database, settings),
    usage: new StoredUsage(database),
    studies: new StoredStudies(database),
    deleteServer: (guildId) => deleteKept(database, guildId),
    kept: (guildId) => countKept(database, guildId),
    prune: (now) => {
      prune(database, settings, now);
    },
    close: () => {
      database.close();
    },
  };
}
