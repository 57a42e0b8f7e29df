import { basename } from 'node:path';
import { messageOf } from '../../errors.ts';
import { damaged, otherModel } from '../index-errors.ts';
import type { IndexReader } from '../index-reader.ts';
import { isSameModel, type ModelIdentity } from '../model-identity.ts';
import { readArticles } from './articles-file.ts';
import { checkFiles, readManifest } from './check-version.ts';
import { EmbeddedIndex } from './embedded-index.ts';
import type { FolderManifest, ShardEntry } from './folder-manifest.ts';
import type { OpenShards } from './open-shards.ts';
import type { ShardReader } from './shard-reader.ts';

/**
 * Opens the version in a folder, in use or not, after checking everything in it. What the process has open already, having
 * checked it, is used as it is.
 * @throws FootnoteError `index-damaged`, `index-format`, or `index-model` when it holds another model's vectors; nothing
 * stays open then
 */
export async function openVersion(
  folder: string,
  model: ModelIdentity,
  open: OpenShards,
): Promise<IndexReader> {
  const manifest = await readManifest(folder);
  if (!isSameModel(manifest.model, model)) throw otherModel(folder, manifest.model, model);
  const shards = manifest.shards.filter((entry) => !open.has(entry));
  await checkFiles(folder, { ...manifest, shards });
  return openShards(folder, manifest, open);
}

async function openShards(folder: string, manifest: FolderManifest, open: OpenShards): Promise<IndexReader> {
  const acquired: ShardEntry[] = [];
  const release = async (): Promise<void> => {
    for (const entry of acquired.splice(0)) await open.release(entry);
  };
  try {
    const readers: ShardReader[] = [];
    for (const entry of manifest.shards) {
      const reader = await open.acquire(folder, entry, manifest.model.dimensions);
      acquired.push(entry);
      readers.push(reader);
    }
    const vectors = readers.reduce((sum, { vectorCount }) => sum + vectorCount, 0);
    const { passages } = manifest.counts;
    if (vectors !== passages) throw new Error(`${vectors} vectors for ${passages} passages`);
    return new EmbeddedIndex(basename(folder), manifest, readArticles(folder), readers, release);
  } catch (cause) {
    await release();
    throw damaged(folder, `cannot be opened (${messageOf(cause)})`, cause);
  }
}
