import { FootnoteError } from '../errors.ts';
import type { LockHolder } from './lock-holder.ts';
import type { ModelIdentity } from './model-identity.ts';

/** The cure for every index that cannot be used. */
export const REBUILD = 'Build the index again: npm run index.';

/** The error for an index in which nothing was built yet. */
export function missingIndex(place: string): FootnoteError {
  return new FootnoteError('index-missing', `There is no index in ${place}. Build it: npm run index.`);
}

/** The error for a version that cannot be trusted; `what` completes "The index in PLACE ...". */
export function damaged(place: string, what: string, cause?: unknown): FootnoteError {
  return new FootnoteError('index-damaged', `The index in ${place} ${what}. ${REBUILD}`, { cause });
}

/** The error for a version that was built with another model than the bot answers with. */
export function otherModel(place: string, built: ModelIdentity, model: ModelIdentity): FootnoteError {
  const difference =
    built.name === model.name
      ? `an earlier version of the embedding model "${built.name}"`
      : `the embedding model "${built.name}", but EMBEDDING_MODEL is "${model.name}"`;
  return new FootnoteError(
    'index-model',
    `The index in ${place} was built with ${difference} (${built.dimensions} and ${model.dimensions} dimensions). ${REBUILD}`,
  );
}

/** The same for one that a rollback would lead to. */
export function otherModelBefore(version: string, built: ModelIdentity, model: ModelIdentity): FootnoteError {
  const difference =
    built.name === model.name
      ? `an earlier version of the embedding model "${built.name}". Restore that version of the model`
      : `the embedding model "${built.name}", but EMBEDDING_MODEL is "${model.name}". Set EMBEDDING_MODEL=${built.name}`;
  return new FootnoteError(
    'index-model',
    `The earlier index version ${version} was built with ${difference}, or put the earlier articles back and build again: npm run index.`,
  );
}

/** The error when none of the versions before the one in use can be gone back to. @param to the only one that would do */
export function noEarlierThan(place: string, current: string, earlier: string[], to?: string): FootnoteError {
  if (to !== undefined) return noEarlier(place, `the version ${to} is not there any more, or damaged`);
  const why = earlier.length === 0 ? `${current} is the oldest there` : `those before ${current} are damaged`;
  return noEarlier(place, why);
}

/** The error when there is nothing to roll back to. */
export function noEarlier(place: string, why: string): FootnoteError {
  return new FootnoteError(
    'index-no-earlier',
    `There is no earlier index version in ${place} to go back to: ${why}. Put the earlier articles back and build again: npm run index.`,
  );
}

/** @param holder `null` when it was taken or released this moment */
export function locked(place: string, holder: LockHolder | null): FootnoteError {
  const who =
    holder === null
      ? 'Another process is changing'
      : `Process ${holder.pid} on ${holder.host} has been changing`;
  const since = holder === null ? '' : ` since ${holder.since}`;
  return new FootnoteError(
    'index-locked',
    `${who} the index in ${place}${since}. Nothing was changed; try again when it has finished.`,
  );
}

export function lockLost(place: string, cause: unknown): FootnoteError {
  return new FootnoteError(
    'index-lock-lost',
    `Another process has taken over the index in ${place} meanwhile; nothing was changed. Try again.`,
    { cause },
  );
}
