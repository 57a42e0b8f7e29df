import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import { headerOf } from '../article-header.ts';
import type { WriteOptions } from '../index-store.ts';
import type { PreparedBuild } from '../plan-index.ts';
import { shardCorpus, type ShardContent } from '../shards.ts';
import { writeArticles, type ArticleEntry } from './articles-file.ts';
import { readManifest } from './check-version.ts';
import {
  ARTICLES_FILE,
  filesOf,
  hashFile,
  MANIFEST_FILE,
  type FolderManifest,
  type ShardEntry,
} from './folder-manifest.ts';
import type { FolderStep } from './folder-step.ts';
import { FolderVectors } from './known-vectors.ts';
import { verifyVersion } from './verify-version.ts';
import { diskFull } from './write-failure.ts';
import { takeShard, writeShard } from './write-shard.ts';

/**
 * Writes a version's files into an empty folder and reads them back: a full disk must be noticed here, and the library that
 * writes the vectors does not say so. Shards that the version in use has are taken over from it.
 * @param now the time that the manifest tells
 * @param shardPassages see `assignShards`
 * @returns how many passages were embedded
 * @throws FootnoteError `index-unwritable` when the files do not hold what was written; what Node.js and SQLite throw
 */
export async function writeVersion(
  indexDir: string,
  folder: string,
  now: Date,
  prepared: PreparedBuild,
  options: WriteOptions,
  shardPassages?: number,
): Promise<number> {
  const onStep: ((step: FolderStep) => void) | undefined = options.onStep;
  const { articles: corpus } = options.corpus;
  const { contents, shardOf } = shardCorpus(corpus, prepared, options.model, shardPassages);
  const entries: ArticleEntry[] = corpus.map((article, place) => ({
    header: headerOf(article, prepared.hashes[place] ?? ''),
    shard: shardOf[place] ?? 0,
    passages: prepared.passages[place]?.length ?? 0,
  }));
  const written = await writeShards(indexDir, folder, contents, prepared, options);
  onStep?.('write-manifest');
  await writeArticles(folder, entries);
  const manifest: FolderManifest = {
    ...prepared.manifest,
    createdAt: now.toISOString(),
    articles: await hashFile(join(folder, ARTICLES_FILE)),
    shards: written.entries,
  };
  await writeFile(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
  onStep?.('verify');
  const fresh = { ...manifest, shards: manifest.shards.filter(({ key }) => written.fresh.has(key)) };
  for (const file of [...filesOf(fresh).map(([name]) => name), MANIFEST_FILE])
    await flush(join(folder, file));
  try {
    await verifyVersion(folder, manifest, written.fresh);
  } catch (cause) {
    throw diskFull(indexDir, new Error(`what was written cannot be read: ${messageOf(cause)}`, { cause }));
  }
  return written.embedded;
}

interface WrittenShards {
  entries: ShardEntry[];
  /** Keys of those that were not taken over. */
  fresh: Set<string>;
  embedded: number;
}

async function writeShards(
  indexDir: string,
  folder: string,
  contents: ShardContent[],
  { manifest, reusable }: PreparedBuild,
  { embeddings, model, known: others, signal, onProgress, onStep }: WriteOptions,
): Promise<WrittenShards> {
  const before = reusable === null ? null : { folder: join(indexDir, reusable) };
  const old = before && (await readManifest(before.folder));
  const kept = new Map(old?.shards.map((entry) => [entry.key, entry]));
  const fresh = new Set(contents.map(({ key }) => key).filter((key) => !kept.has(key)));
  const keys = new Set(contents.map(({ key }) => key));
  const gone = new Set([...kept.keys()].filter((key) => !keys.has(key)));
  const replaced = before && old && gone.size > 0 ? await FolderVectors.open(before.folder, old, gone) : null;
  const known = [...(replaced ? [replaced] : []), ...(others ? [others] : [])];
  const entries: ShardEntry[] = [];
  let done = 0;
  let embedded = 0;
  const onDone = (passages: number): void => {
    done += passages;
    onProgress?.(done, manifest.counts.passages);
  };
  try {
    for (const content of contents) {
      const entry = kept.get(content.key);
      if (entry && before) {
        await takeShard(before.folder, folder, entry);
        entries.push(entry);
        onDone(content.passages);
        continue;
      }
      const shard = await writeShard(folder, content, { embeddings, model, signal, known, onDone, onStep });
      entries.push(shard.entry);
      embedded += shard.embedded;
    }
  } finally {
    replaced?.close();
  }
  return { entries, fresh, embedded };
}

/** Makes sure that a file is on the disk and not only on its way there. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
