import { constants } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { embedSteps, type EmbedStepsOptions } from '../embed-steps.ts';
import type { ModelIdentity } from '../model-identity.ts';
import type { ShardContent } from '../shards.ts';
import { checkShard } from './check-version.ts';
import { databaseFile, hashFile, vectorsFile, type ShardEntry } from './folder-manifest.ts';
import type { FolderStep } from './folder-step.ts';
import { createVectorIndex } from './vector-index.ts';
import { DatabaseWriter } from './write-database.ts';

/** How a shard is written. */
export interface ShardWriting extends Omit<EmbedStepsOptions, 'onEmbed'> {
  model: ModelIdentity;
  onStep: ((step: FolderStep) => void) | undefined;
}

/**
 * Writes the two files of a shard. The same articles give the same files, byte for byte, wherever their vectors come from.
 * @returns its entry, and how many passages had to be embedded
 */
export async function writeShard(
  folder: string,
  { key, articles, passages }: ShardContent,
  { embeddings, model, signal, known, onDone, onStep }: ShardWriting,
): Promise<{ entry: ShardEntry; embedded: number }> {
  const vectorIndex = createVectorIndex(model.dimensions, passages);
  const [database, vectors] = [join(folder, databaseFile(key)), join(folder, vectorsFile(key))];
  const writer = new DatabaseWriter(database);
  const onEmbed = () => onStep?.('embed');
  let label = 0;
  let embedded = 0;
  try {
    for await (const step of embedSteps(articles, { embeddings, signal, known, onEmbed, onDone })) {
      let next = 0;
      for (const { article, passages: list } of step.items) {
        const own = step.vectors.slice(next, (next += list.length));
        const ofSentences = own.map((each) => each.ofSentences);
        writer.add(article, list, ofSentences);
        for (const { ofPassage } of own) vectorIndex.addPoint(ofPassage, label++);
      }
      embedded += step.embedded;
      // Without anything to embed nothing else lets the event loop run, and the lock needs its signs of life.
      await breathe();
    }
    onStep?.('finish-database');
    writer.finish();
  } finally {
    writer.close();
  }
  onStep?.('write-vectors');
  await vectorIndex.writeIndex(vectors);
  const entry = {
    key,
    counts: { articles: articles.length, passages, sentences: countSentences(articles) },
    database: await hashFile(database),
    vectors: await hashFile(vectors),
  };
  return { entry, embedded };
}

function countSentences(articles: ShardContent['articles']): number {
  const passages = articles.flatMap((each) => each.passages);
  return passages.reduce((sum, { sentences }) => sum + sentences.length, 0);
}

/**
 * Takes over the files of a shard from a version that has passed its checks: as further names of the same files where the
 * file system has such, otherwise as copies.
 */
export async function takeShard(from: string, to: string, entry: ShardEntry): Promise<void> {
  const files = [databaseFile(entry.key), vectorsFile(entry.key)];
  try {
    for (const file of files) await link(join(from, file), join(to, file));
  } catch {
    // Whatever a link is refused for, a copy says what is wrong, if anything is.
    for (const file of files) await copyFile(join(from, file), join(to, file), constants.COPYFILE_FICLONE);
    await checkShard(to, entry);
  }
}
