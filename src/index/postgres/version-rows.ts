import { createHash } from 'node:crypto';
import type { Article } from '../../corpus/article.ts';
import { FootnoteError } from '../../errors.ts';
import type { Queries } from '../../postgres/postgres.ts';
import { damaged, REBUILD } from '../index-errors.ts';
import type { ArticleHeader } from '../index-reader.ts';
import { INDEX_FORMAT, manifestSchema, type Manifest } from '../manifest.ts';
import type { ArticleRow } from './version-places.ts';

/** An article of a version as it is listed there. */
export interface ListedArticle extends ArticleRow {
  /** See `contentKey`. */
  key: string;
  header: ArticleHeader;
}

type ListedRow = Omit<ListedArticle, 'passages' | 'lengths'>;

/** Everything of a version that is kept in memory while it is open. */
export interface VersionRows {
  version: string;
  manifest: Manifest;
  /** In reading order. */
  articles: ListedArticle[];
}

/** Name of the version in use; `null` when there is none. */
export async function currentVersion(queries: Queries): Promise<string | null> {
  const [row] = await queries.all<{ version: string }>('SELECT version FROM footnote_current WHERE id = 1');
  return row?.version ?? null;
}

/** Names of the versions that are or were in use, newest first. */
export async function versionNames(queries: Queries): Promise<string[]> {
  const rows = await queries.all<{ name: string }>(
    'SELECT name FROM footnote_versions WHERE was_used ORDER BY name DESC',
  );
  return rows.map(({ name }) => name);
}

/**
 * @throws FootnoteError `index-damaged` when there is no such version, or what is kept of it is not what was written;
 * `index-format` when another version of Footnote wrote it
 */
export async function readManifest(queries: Queries, place: string, version: string): Promise<Manifest> {
  const [row] = await queries.all<{ manifest: string }>(
    'SELECT manifest FROM footnote_versions WHERE name = $1',
    [version],
  );
  if (!row) throw damaged(place, `has no version ${version}`);
  const content = JSON.parse(row.manifest) as { format?: unknown };
  if (typeof content.format === 'number' && content.format !== INDEX_FORMAT) {
    throw new FootnoteError(
      'index-format',
      `The index in ${place} has format ${content.format}; this version of Footnote reads ${INDEX_FORMAT}. ${REBUILD}`,
    );
  }
  const manifest = manifestSchema.safeParse(content);
  if (!manifest.success) throw damaged(place, 'has an incomplete manifest', manifest.error);
  return manifest.data;
}

/**
 * What is kept in memory of a version, after checking that it is complete.
 * @throws FootnoteError as `readManifest`
 */
export async function readVersion(queries: Queries, place: string, version: string): Promise<VersionRows> {
  const manifest = await readManifest(queries, place, version);
  const articles = await readListed(queries, version);
  await checkList(queries, place, version, articles);
  const rows = await queries.all<{ article: number; ids: string }>(
    `SELECT article, string_agg(id || ',' || tokens, ',' ORDER BY footnote_passages.place) AS ids FROM footnote_passages
     WHERE article IN (SELECT listed.article FROM footnote_version_articles AS listed WHERE listed.version = $1)
     GROUP BY article`,
    [version],
  );
  const numbers = new Map(rows.map(({ article, ids }) => [article, JSON.parse(`[${ids}]`) as number[]]));
  const listed = articles.map(({ row, key, header }) => {
    const pairs = numbers.get(row) ?? [];
    return {
      row,
      key,
      header,
      passages: pairs.filter((_, i) => i % 2 === 0),
      lengths: pairs.filter((_, i) => i % 2 === 1),
    };
  });
  const passages = listed.reduce((sum, article) => sum + article.passages.length, 0);
  const { counts } = manifest;
  if (listed.length !== counts.articles || passages !== counts.passages)
    throw damaged(
      place,
      `has ${listed.length} articles and ${passages} passages of version ${version}, but its manifest says ${counts.articles} and ${counts.passages}`,
    );
  return { version, manifest, articles: listed };
}

/** A version's articles, in reading order. */
export async function readListed(queries: Queries, version: string): Promise<ListedRow[]> {
  const rows = await queries.all<{ id: number; key: string; header: string; file: string }>(
    `SELECT footnote_articles.id, footnote_articles.key, footnote_articles.header, listed.file FROM footnote_version_articles AS listed
     JOIN footnote_articles ON footnote_articles.id = listed.article
     WHERE listed.version = $1 ORDER BY listed.ordinal`,
    [version],
  );
  return rows.map(({ id, key, header, file }) => ({
    row: id,
    key,
    header: { ...(JSON.parse(header) as ArticleHeader), file },
  }));
}

/** @throws FootnoteError `index-damaged` when a version's lists are not those that were written */
async function checkList(
  queries: Queries,
  place: string,
  version: string,
  articles: ListedRow[],
): Promise<void> {
  const [row] = await queries.all<{ checksum: string; shards: string[] }>(
    `SELECT checksum, ARRAY(
       SELECT footnote_shards.key FROM footnote_version_shards AS listed
       JOIN footnote_shards ON footnote_shards.id = listed.shard WHERE listed.version = footnote_versions.name) AS shards
     FROM footnote_versions WHERE name = $1`,
    [version],
  );
  const listed = articles.map(({ key, header }) => ({ key, file: header.file }));
  if (versionChecksum(listed, row?.shards ?? []) !== row?.checksum)
    throw damaged(place, `has lost something of version ${version}`);
}

/** @param content see the schema */
export function readArticle(content: string, file: string): Article {
  return { ...(JSON.parse(content) as Omit<Article, 'file'>), file };
}

/**
 * What a version is checked by: SHA-256 over its articles, their files and its shards.
 * @param articles keys of their content, in reading order
 */
export function versionChecksum(
  articles: readonly { key: string; file: string }[],
  shards: readonly string[],
): string {
  const hash = createHash('sha256');
  for (const { key, file } of articles) hash.update(JSON.stringify([key, file]));
  hash.update(JSON.stringify([...shards].sort()));
  return hash.digest('hex');
}

/** Makes a version one that `readVersion` finds damaged. */
export async function withdraw(queries: Queries, version: string): Promise<void> {
  await queries.run("UPDATE footnote_versions SET checksum = 'damaged' WHERE name = $1", [version]);
}

/**
 * Sees that a version is still there. A version goes before what it lists does, and does not come back: what was read before
 * this was read of the whole version.
 * @throws FootnoteError `index-outdated`
 */
export async function assertKept(queries: Queries, version: string): Promise<void> {
  const found = await queries.all('SELECT 1 FROM footnote_versions WHERE name = $1', [version]);
  if (found.length === 0) throw outdated(version);
}

/** The error for a version that was removed while it was open: builds have overtaken this process. */
export function outdated(version: string): FootnoteError {
  return new FootnoteError(
    'index-outdated',
    `The index version ${version} has been replaced and removed meanwhile. Ask again in a moment.`,
  );
}
