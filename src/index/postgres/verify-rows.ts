import type { Postgres } from '../../postgres/postgres.ts';
import { hashArticle } from '../article-hash.ts';
import { damaged } from '../index-errors.ts';
import type { ArticleHeader } from '../index-reader.ts';
import type { Manifest } from '../manifest.ts';
import { contentKey } from './content-key.ts';
import { readArticle, readManifest, versionChecksum } from './version-rows.ts';

/** Articles read at once. */
const ROWS = 200;

interface ListedRow {
  ordinal: number;
  id: number;
  key: string;
  file: string;
  passages: number;
}

/**
 * Reads everything that a version holds and compares it with what was written: its list, the content of each article, and
 * how many passages, sentences, vectors and words there are.
 * @throws FootnoteError `index-damaged`, `index-format`
 */
export async function verifyRows(postgres: Postgres, place: string, version: string): Promise<Manifest> {
  const manifest = await readManifest(postgres, place, version);
  const listed = await postgres.all<ListedRow>(
    `SELECT listed.ordinal, footnote_articles.id, footnote_articles.key, listed.file, footnote_articles.passages
     FROM footnote_version_articles AS listed JOIN footnote_articles ON footnote_articles.id = listed.article
     WHERE listed.version = $1 ORDER BY listed.ordinal`,
    [version],
  );
  await verifyList(postgres, place, version, listed);
  for (let at = 0; at < listed.length; at += ROWS)
    await verifyArticles(postgres, place, listed.slice(at, at + ROWS), manifest);
  await verifyCounts(postgres, place, version, manifest);
  return manifest;
}

async function verifyList(
  postgres: Postgres,
  place: string,
  version: string,
  listed: ListedRow[],
): Promise<void> {
  const shards = await postgres.all<{ key: string }>(
    `SELECT footnote_shards.key FROM footnote_version_shards AS listed
     JOIN footnote_shards ON footnote_shards.id = listed.shard WHERE listed.version = $1`,
    [version],
  );
  const [row] = await postgres.all<{ checksum: string }>(
    'SELECT checksum FROM footnote_versions WHERE name = $1',
    [version],
  );
  const checksum = versionChecksum(
    listed,
    shards.map(({ key }) => key),
  );
  if (checksum !== row?.checksum) throw damaged(place, `has a damaged list of the articles of ${version}`);
}

async function verifyArticles(
  postgres: Postgres,
  place: string,
  listed: ListedRow[],
  { model }: Manifest,
): Promise<void> {
  const ids = listed.map(({ id }) => id);
  const contents = await postgres.all<{ id: number; header: string; content: string }>(
    'SELECT id, header, content FROM footnote_articles WHERE id = ANY($1::int8[])',
    [ids],
  );
  const found = new Map(contents.map((row) => [row.id, row]));
  const passages = await postgres.all<{ article: number; passages: number; sound: number }>(
    `SELECT article, count(*)::int8 AS passages, count(*) FILTER (WHERE vector_dims(embedding) = $2
       AND length(vectors) = json_array_length(sentences::json) * ($2 + 4))::int8 AS sound
     FROM footnote_passages WHERE article = ANY($1::int8[]) GROUP BY article`,
    [ids, model.dimensions],
  );
  const counted = new Map(passages.map((row) => [row.article, row]));
  for (const { id, key, file, passages: expected } of listed) {
    const row = found.get(id);
    const article = row && readArticle(row.content, file);
    const { hash = '', title = file } = row ? (JSON.parse(row.header) as Partial<ArticleHeader>) : {};
    if (!article || hashArticle(article) !== hash || contentKey(article.id, hash, model) !== key)
      throw damaged(place, `has a damaged article "${title}"`);
    const { passages: there = 0, sound = 0 } = counted.get(id) ?? {};
    if (there !== expected || sound !== expected)
      throw damaged(place, `has ${sound} whole passages of "${title}", which has ${expected}`);
  }
}

async function verifyCounts(
  postgres: Postgres,
  place: string,
  version: string,
  { counts }: Manifest,
): Promise<void> {
  const [found] = await postgres.all<{ passages: number; sentences: number; tokens: number }>(
    `SELECT count(*)::int8 AS passages, coalesce(sum(json_array_length(sentences::json)), 0)::int8 AS sentences,
       coalesce(sum(tokens), 0)::int8 AS tokens
     FROM footnote_passages JOIN footnote_version_articles AS listed ON listed.article = footnote_passages.article
     WHERE listed.version = $1`,
    [version],
  );
  const { passages = 0, sentences = 0, tokens = 0 } = found ?? {};
  if (passages !== counts.passages || sentences !== counts.sentences)
    throw damaged(
      place,
      `has ${passages} passages and ${sentences} sentences, but its manifest says ${counts.passages} and ${counts.sentences}`,
    );
  const vocabulary = await postgres.all<{ counts: string; passages: number }>(
    `SELECT counts, sum(passages)::int8 AS passages FROM footnote_vocabulary
     WHERE shard IN (SELECT listed.shard FROM footnote_version_shards AS listed WHERE listed.version = $1)
     GROUP BY counts`,
    [version],
  );
  const words = vocabulary.reduce((sum, row) => sum + row.passages * occurrencesOf(row.counts), 0);
  if (words !== tokens)
    throw damaged(place, `counts ${words} words in its vocabulary, but its passages have ${tokens}`);
}

function occurrencesOf(counts: string): number {
  return counts.split('.').reduce((sum, count) => sum + Number(count), 0);
}
