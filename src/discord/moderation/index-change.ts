import { time, TimestampStyles, userMention, type BaseInteraction } from 'discord.js';
import type { Indexing } from '../../indexing.ts';
import { refusal } from '../refusal.ts';
import { REINDEX_WORDING } from '../wording/reindex.ts';

/** A change of the index under way in this process. */
interface Change {
  userId: string;
  guildId: string | null;
  since: Date;
}

/** What is under way, for the index that each `Indexing` changes. Other processes are kept out by the index's own lock. */
const underWay = new WeakMap<Indexing, Change>();

/**
 * Does `work` as the only change of the index in this process. It counts from the call, before anything is awaited: of two
 * clicks at once, one is refused.
 * @throws Refusal while another is under way, and what `work` throws.
 */
export async function asOnlyChange<T>(
  { user, guildId }: BaseInteraction,
  indexing: Indexing,
  work: () => Promise<T>,
): Promise<T> {
  refuseDuringChange(guildId, indexing);
  underWay.set(indexing, { userId: user.id, guildId, since: new Date() });
  try {
    return await work();
  } finally {
    underWay.delete(indexing);
  }
}

/**
 * @param guildId where the moderator is who wants something: someone of another server is not named there.
 * @throws Refusal while a change is under way, with who began it and when.
 */
export function refuseDuringChange(guildId: string | null, indexing: Indexing): void {
  const change = underWay.get(indexing);
  if (change === undefined) return;
  const since = time(change.since, TimestampStyles.RelativeTime);
  throw refusal(REINDEX_WORDING, ({ running, runningBy }) =>
    change.guildId === guildId ? runningBy(userMention(change.userId), since) : running(since),
  );
}
