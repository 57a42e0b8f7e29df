import type { Postgres } from '../../postgres/postgres.ts';
import type { WriteOptions } from '../index-store.ts';
import type { Manifest } from '../manifest.ts';
import type { PreparedBuild } from '../plan-index.ts';
import { shardCorpus } from '../shards.ts';
import { contentKey } from './content-key.ts';
import { createVectorIndex } from './nearest-passages.ts';
import type { PostgresStep } from './postgres-step.ts';
import { TextKeyVectors } from './text-key-vectors.ts';
import { versionChecksum } from './version-rows.ts';
import { writeArticles, type NewArticle } from './write-articles.ts';
import { writeVocabulary } from './write-vocabulary.ts';

/** Rows of a statement. */
const ROWS = 20_000;

export interface VersionWriting {
  name: string;
  /** The time that the manifest tells. */
  now: Date;
  /** See `assignShards`. */
  shardPassages: number | undefined;
}

/**
 * Writes what a version has beyond earlier ones, and then the version itself, which nobody sees before it is in use.
 * @returns how many passages were embedded
 */
export async function writeVersion(
  postgres: Postgres,
  { name, now, shardPassages }: VersionWriting,
  prepared: PreparedBuild,
  { corpus, embeddings, model, known, signal, onProgress, ...options }: WriteOptions,
): Promise<number> {
  const onStep: ((step: PostgresStep) => void) | undefined = options.onStep;
  const all = corpus.articles.map((article, place) => {
    const hash = prepared.hashes[place] ?? '';
    return {
      article,
      hash,
      key: contentKey(article.id, hash, model),
      passages: prepared.passages[place] ?? [],
    };
  });
  const present = await findRows(postgres, all);
  const missing = all.filter(({ key }) => !present.has(key));
  let done = 0;
  const onDone = (passages: number): void => {
    done += passages;
    onProgress?.(done, prepared.manifest.counts.passages);
  };
  onDone(all.reduce((sum, { key, passages }) => sum + (present.has(key) ? passages.length : 0), 0));
  const embedded = await writeArticles(postgres, missing, {
    embeddings,
    model,
    signal,
    known: [new TextKeyVectors(postgres, model), ...(known ? [known] : [])],
    onDone,
    onStep,
  });
  onStep?.('write-vocabulary');
  const { contents } = shardCorpus(corpus.articles, prepared, model, shardPassages);
  const written = new Set(await shardsPresent(postgres));
  for (const content of contents) {
    signal?.throwIfAborted();
    if (!written.has(content.key)) await writeVocabulary(postgres, content);
  }
  onStep?.('index-vectors');
  await createVectorIndex(postgres, model);
  // What was inserted waits in a list, which every search would read through.
  await postgres.run("SELECT gin_clean_pending_list('footnote_passages_lexemes')");
  await refreshStatistics(postgres, missing.length, all.length);
  onStep?.('write-version');
  const manifest: Manifest = { ...prepared.manifest, createdAt: now.toISOString() };
  const shards = contents.map(({ key }) => key);
  await writeList(postgres, { name, manifest, articles: all, shards });
  return embedded;
}

/** The planner chooses by what it knows of the tables; the database's own housekeeping may come too late for the first questions. */
async function refreshStatistics(postgres: Postgres, fresh: number, all: number): Promise<void> {
  if (fresh * 10 < all) return;
  for (const table of ['articles', 'passages', 'vocabulary', 'version_articles'])
    await postgres.run(`ANALYZE footnote_${table}`);
}

async function shardsPresent(postgres: Postgres): Promise<string[]> {
  const rows = await postgres.all<{ key: string }>('SELECT key FROM footnote_shards');
  return rows.map(({ key }) => key);
}

/** Rows of those articles that are there, by key. */
async function findRows(
  postgres: Postgres,
  articles: readonly { key: string }[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let at = 0; at < articles.length; at += ROWS) {
    const rows = await postgres.all<{ key: string; id: number }>(
      'SELECT key, id FROM footnote_articles WHERE key = ANY($1::text[])',
      [articles.slice(at, at + ROWS).map(({ key }) => key)],
    );
    for (const { key, id } of rows) found.set(key, id);
  }
  return found;
}

interface VersionList {
  name: string;
  manifest: Manifest;
  articles: NewArticle[];
  shards: string[];
}

/** Complete with this one transaction, or not there. */
async function writeList(
  postgres: Postgres,
  { name, manifest, articles, shards }: VersionList,
): Promise<void> {
  const rows = await findRows(postgres, articles);
  const checksum = versionChecksum(
    articles.map(({ key, article }) => ({ key, file: article.file })),
    shards,
  );
  await postgres.transaction(async (tx) => {
    await tx.run(
      'INSERT INTO footnote_versions (name, manifest, checksum, was_used) VALUES ($1, $2, $3, FALSE)',
      [name, JSON.stringify(manifest), checksum],
    );
    for (let at = 0; at < articles.length; at += ROWS) {
      const some = articles.slice(at, at + ROWS);
      await tx.run(
        `INSERT INTO footnote_version_articles (version, ordinal, article, file)
         SELECT $1, * FROM unnest($2::int4[], $3::int8[], $4::text[])`,
        [
          name,
          some.map((_, i) => at + i),
          some.map(({ key }) => rows.get(key) ?? null),
          some.map(({ article }) => article.file),
        ],
      );
    }
    await tx.run(
      `INSERT INTO footnote_version_shards (version, shard)
       SELECT $1, id FROM footnote_shards WHERE key = ANY($2::text[])`,
      [name, shards],
    );
  });
}
