import { noEarlierThan, otherModelBefore } from './index-errors.ts';
import type { RollbackSummary, VersionSummary } from './index-store.ts';
import type { Manifest } from './manifest.ts';
import { isSameModel, type ModelIdentity } from './model-identity.ts';
import { readUsable } from './read-usable.ts';

/**
 * See `IndexStore.versions`.
 * @param names newest first
 * @param read gives a version's manifest; what it cannot read is left out
 */
export async function summarizeVersions(
  names: string[],
  inUse: string | null,
  read: (version: string) => Promise<Manifest>,
): Promise<VersionSummary[]> {
  const summaries = await Promise.all(
    names.map(async (version) => {
      const manifest = await readUsable(() => read(version));
      if (manifest === null) return [];
      const { createdAt, counts, model } = manifest;
      const { articles, passages } = counts;
      return [{ version, createdAt, articles, passages, model: model.name, inUse: version === inUse }];
    }),
  );
  return summaries.flat();
}

/** The versions of an index, for a rollback. */
export interface KeptVersions {
  /** See `IndexStore.place`. */
  place: string;
  /** The version in use. */
  current: string;
  /** Newest first. */
  names: string[];
  /** Checks a version, and gives its manifest; one that fails is passed over. */
  check: (version: string) => Promise<Manifest>;
}

/**
 * The version that a rollback leads to, see `IndexStore.rollback`.
 * @throws FootnoteError `index-no-earlier`, `index-model`
 */
export async function earlierVersion(
  { place, current, names, check }: KeptVersions,
  model?: ModelIdentity,
  to?: string,
): Promise<RollbackSummary> {
  const earlier = names.filter((name) => name < current);
  for (const version of earlier.filter((name) => to === undefined || name === to)) {
    const manifest = await readUsable(() => check(version));
    if (manifest === null) continue;
    if (model !== undefined && !isSameModel(manifest.model, model))
      throw otherModelBefore(version, manifest.model, model);
    return { version, createdAt: manifest.createdAt, articles: manifest.counts.articles };
  }
  throw noEarlierThan(place, current, earlier, to);
}
