import { rm } from 'node:fs/promises';
import type { Embeddings } from '@langchain/core/embeddings';
import { withIndexLock } from './index-lock.ts';
import { prepareBuild, type IndexPlan, type PlanOptions, type PreparedBuild } from './plan-index.ts';
import * as folder from './version-folder.ts';
import { writeFailure } from './write-failure.ts';
import { writeVersion, type WriteStep } from './write-version.ts';

export interface BuildOptions extends PlanOptions {
  /** Called only when there is something to embed. */
  embeddings: Embeddings;
  /** Called as passages are done, those whose vectors are taken over included. */
  onProgress?: (done: number, total: number) => void;
  /**
   * Tries the new version, complete in this folder, before it is put in use; when it throws, the one in use stays. It is
   * not called when nothing has changed.
   */
  check?: (versionFolder: string) => Promise<void>;
  /** Gives the build up at its next step, with the signal's reason thrown. */
  signal?: AbortSignal;
  /** Called before each step of writing a version. */
  onStep?: (step: BuildStep) => void;
}

/** What writing a version does next. */
export type BuildStep = 'clean-up' | WriteStep | 'check' | folder.PublishStep;

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
 * old one goes on answering. What the version in use has embedded with the same model is not embedded again; the new
 * version is the same, byte for byte, as one built from nothing.
 * @throws FootnoteError `index-unwritable`, or `index-locked` when another process is changing this index; what `check`
 * throws
 */
export async function buildIndex(options: BuildOptions): Promise<BuildSummary> {
  const { indexDir } = options;
  const first = await prepareBuild(options);
  if (first.plan.rebuild === null) return summarize(first.plan, 0);
  return withIndexLock(indexDir, async (assertHeld) => {
    // Another build may have finished between the plan and the lock.
    const isFresh = (await folder.currentName(indexDir)) === first.current;
    const prepared = isFresh ? first : await prepareBuild(options);
    if (prepared.plan.rebuild === null) return summarize(prepared.plan, 0);
    return summarize(prepared.plan, await replaceVersion(options, prepared, assertHeld));
  });
}

function summarize({ rebuild, ...plan }: IndexPlan, embedded: number): BuildSummary {
  return { ...plan, rebuilt: rebuild !== null, embedded, reused: plan.passages - embedded };
}

/** Returns how many passages were embedded. */
async function replaceVersion(
  options: BuildOptions,
  prepared: PreparedBuild,
  assertHeld: () => void,
): Promise<number> {
  const { indexDir, signal, check, onStep } = options;
  onStep?.('clean-up');
  const now = new Date();
  await folder.removeRemains(indexDir);
  const [newest] = await folder.versionNames(indexDir);
  const version = folder.newVersion(now, newest);
  const building = await folder.makeBuildFolder(indexDir, version);
  try {
    const embedded = await writeVersion(building, now, options, prepared).catch((error: unknown) => {
      throw writeFailure(indexDir, error);
    });
    onStep?.('check');
    await check?.(building);
    signal?.throwIfAborted();
    assertHeld();
    await folder.publishVersion(indexDir, building, version, onStep).catch((error: unknown) => {
      throw writeFailure(indexDir, error);
    });
    return embedded;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}
