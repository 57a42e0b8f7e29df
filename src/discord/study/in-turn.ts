/** The last work of each thread that has any; it never rejects. */
const last = new Map<string, Promise<void>>();

/**
 * Does work on a thread's study after all work on it that was asked for before, so that two answers at once both count.
 * @throws what the work throws; what comes after it is done all the same.
 */
export async function inTurn<T>(threadId: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(threadId) ?? Promise.resolve();
  const mine = before.then(work);
  const settled = mine.then(
    () => undefined,
    // Whoever awaits `mine` hears of it.
    () => undefined,
  );
  last.set(threadId, settled);
  try {
    return await mine;
  } finally {
    if (last.get(threadId) === settled) last.delete(threadId);
  }
}
