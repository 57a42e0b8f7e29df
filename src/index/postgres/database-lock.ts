import { randomUUID } from 'node:crypto';
import { messageOf } from '../../errors.ts';
import type { Postgres, Queries } from '../../postgres/postgres.ts';
import { locked, lockLost } from '../index-errors.ts';
import { hasDied, holderNow, type LockHolder } from '../lock-holder.ts';

/** Milliseconds between two signs of life of the holder. */
const UPDATE = 5_000;
/** Milliseconds without a sign of life after which a lock counts as abandoned. */
const STALE = 60_000;
/** The time by the database's clock, in milliseconds since 1970: those of the processes may differ. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::int8';

/** The lock of an index while this process holds it. */
export interface HeldLock {
  /** @throws FootnoteError `index-lock-lost` when another process may have taken it over */
  assertHeld: () => void;
  /** The same, by the database's own word, within a transaction that is to be undone then. */
  assertHeldIn: (tx: Queries) => Promise<void>;
}

/**
 * Does `work` while no other process changes the index of a database. The lock is a row with a lease, which any database of
 * PostgreSQL's kind can keep: advisory locks are not in all of them, and end with a connection, which may break.
 * @throws FootnoteError `index-locked` when another process holds it; `index-lock-lost`
 */
export async function withDatabaseLock<T>(
  postgres: Postgres,
  work: (lock: HeldLock) => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  await postgres.transaction((tx) => take(tx, postgres.place, holder));
  let seen = Date.now();
  let fault: unknown = null;
  const timer = setInterval(() => {
    postgres.run(`UPDATE footnote_index_lock SET seen = ${NOW} WHERE holder = $1`, [holder]).then(
      (changed) => {
        if (changed === 1) seen = Date.now();
        else fault ??= new Error('the lock has another holder');
      },
      (error: unknown) => {
        // It may be back before the lease ends.
        if (Date.now() - seen > STALE) fault ??= new Error(`no sign of life: ${messageOf(error)}`);
      },
    );
  }, UPDATE);
  timer.unref();
  const assertHeld = (): void => {
    if (fault !== null) throw lockLost(postgres.place, fault);
  };
  const assertHeldIn = async (tx: Queries): Promise<void> => {
    const rows = await tx.all('SELECT holder FROM footnote_index_lock WHERE holder = $1', [holder]);
    if (rows.length === 0) throw lockLost(postgres.place, fault ?? new Error('the lock has another holder'));
  };
  try {
    return await work({ assertHeld, assertHeldIn });
  } finally {
    clearInterval(timer);
    // What another process has taken over is not ours to remove.
    await postgres.run('DELETE FROM footnote_index_lock WHERE holder = $1', [holder]);
  }
}

interface LockRow extends LockHolder {
  age: number;
}

async function take(tx: Queries, place: string, holder: string): Promise<void> {
  const [row] = await tx.all<LockRow>(
    `SELECT pid, host, since, ${NOW} - seen AS age FROM footnote_index_lock WHERE id = 1`,
  );
  if (row !== undefined && row.age < STALE && !hasDied(row)) throw locked(place, row);
  const { pid, host, since } = holderNow();
  await tx.run(
    `INSERT INTO footnote_index_lock (id, holder, pid, host, since, seen) VALUES (1, $1, $2, $3, $4, ${NOW})
     ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, pid = excluded.pid, host = excluded.host,
       since = excluded.since, seen = excluded.seen`,
    [holder, pid, host, since],
  );
}
