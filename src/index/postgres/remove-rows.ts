import type { Postgres, Queries } from '../../postgres/postgres.ts';
import { outdated } from '../version-name.ts';
import { dropUnusedVectorIndexes } from './nearest-passages.ts';
import { versionNames } from './version-rows.ts';

/** Articles removed in one transaction. */
const ARTICLES_A_STEP = 500;

/** Removes versions that were written and never put in use. Hold the lock: one of them may be another process's. */
export async function removeUnpublished(postgres: Postgres): Promise<void> {
  await postgres.run('DELETE FROM footnote_versions WHERE NOT was_used');
}

/** Removes a version, unless it has been in use. */
export async function discardVersion(postgres: Postgres, name: string): Promise<void> {
  await postgres.run('DELETE FROM footnote_versions WHERE name = $1 AND NOT was_used', [name]);
}

/**
 * Removes the versions that are no longer kept, and the articles and counts that no version has any more. Killed half-way, it
 * leaves some of them for the next time.
 */
export async function removeOutdated(
  postgres: Postgres,
  inUse: string,
  before: string | null,
): Promise<void> {
  const names = outdated(await versionNames(postgres), inUse, before);
  await postgres.run('DELETE FROM footnote_versions WHERE name = ANY($1::text[])', [names]);
  await postgres.transaction(removeShards);
  for (;;) if ((await postgres.transaction(removeSome)) < ARTICLES_A_STEP) break;
  await dropUnusedVectorIndexes(postgres);
}

async function removeShards(tx: Queries): Promise<void> {
  const removed = await tx.run(
    `DELETE FROM footnote_shards WHERE NOT EXISTS (
       SELECT 1 FROM footnote_version_shards AS listed WHERE listed.shard = footnote_shards.id)`,
  );
  if (removed > 0)
    await tx.run('DELETE FROM footnote_vocabulary WHERE shard NOT IN (SELECT id FROM footnote_shards)');
}

/** @returns how many articles were removed */
function removeSome(tx: Queries): Promise<number> {
  return tx.run(
    `DELETE FROM footnote_articles WHERE id IN (
       SELECT id FROM footnote_articles WHERE NOT EXISTS (
         SELECT 1 FROM footnote_version_articles AS listed WHERE listed.article = footnote_articles.id)
       LIMIT ${ARTICLES_A_STEP})`,
  );
}
