import { prepareBuild, type IndexPlan, type PlanOptions } from './plan-index.ts';
import type { WriteOptions, WrittenVersion } from './index-store.ts';

export interface BuildOptions extends PlanOptions, Omit<WriteOptions, 'corpus' | 'model'> {
  /**
   * Tries the new version, which is complete, before it is put in use; when it throws, the one in use stays. It is not
   * called when nothing has changed.
   */
  check?: (version: WrittenVersion) => Promise<void>;
}

export interface BuildSummary extends Omit<IndexPlan, 'rebuild'> {
  /** Whether a new version was written; not when the corpus and the model are those of the version in use. */
  rebuilt: boolean;
  /** Passages that were embedded. */
  embedded: number;
  /** Passages whose vectors are those of the version that was in use. */
  reused: number;
}

/**
 * Builds a new version of the index beside the one in use and then puts it in its place. Whatever fails before that, the
 * old one goes on answering. What earlier versions have embedded with the same model is not embedded again; the new version
 * gives the same answers as one built from nothing.
 * @throws FootnoteError `index-unwritable`, or `index-locked` when another process is changing this index; what `check`
 * throws
 */
export async function buildIndex(options: BuildOptions): Promise<BuildSummary> {
  const { store, check, signal, onStep } = options;
  const first = await prepareBuild(options);
  if (first.plan.rebuild === null) return summarize(first.plan, 0);
  return store.withLock(async (assertHeld) => {
    // Another build may have finished between the plan and the lock.
    const isFresh = (await store.current()) === first.current;
    const prepared = isFresh ? first : await prepareBuild(options);
    if (prepared.plan.rebuild === null) return summarize(prepared.plan, 0);
    const written = await store.write(prepared, options);
    try {
      onStep?.('check');
      await check?.(written);
      signal?.throwIfAborted();
      assertHeld();
      await written.publish();
    } finally {
      await written.discard();
    }
    return summarize(prepared.plan, written.embedded);
  });
}

function summarize({ rebuild, ...plan }: IndexPlan, embedded: number): BuildSummary {
  return { ...plan, rebuilt: rebuild !== null, embedded, reused: plan.passages - embedded };
}
