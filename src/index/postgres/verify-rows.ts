import type { Queries } from '../../postgres/postgres.ts';
import { hashArticle } from '../article-hash.ts';
import { damaged } from '../index-errors.ts';
import type { Manifest } from '../manifest.ts';
import { contentKey } from './content-key.ts';
import { ARTICLE_DIGEST, DAMAGED_SHARDS } from './row-checksums.ts';
import { readArticle, readVersion, type ListedArticle } from './version-rows.ts';
import { writeHeader } from './write-articles.ts';

/** Articles read at once. */
const ROWS = 200;

/**
 * Reads everything that a version holds and compares it with what was written: its lists, each article with its passages,
 * its vocabulary, and how many passages and sentences there are.
 * @throws FootnoteError `index-damaged`, `index-format`
 */
export async function verifyRows(queries: Queries, place: string, version: string): Promise<Manifest> {
  const { manifest, articles } = await readVersion(queries, place, version);
  for (let at = 0; at < articles.length; at += ROWS)
    await verifyArticles(queries, place, articles.slice(at, at + ROWS), manifest);
  await verifyVocabulary(queries, place, version);
  await verifyCounts(queries, place, version, manifest);
  return manifest;
}

async function verifyArticles(
  queries: Queries,
  place: string,
  articles: ListedArticle[],
  { model }: Manifest,
): Promise<void> {
  const rows = await queries.all<{ id: number; header: string; content: string; whole: boolean }>(
    `SELECT id, header, content, checksum = ${ARTICLE_DIGEST} AS whole FROM footnote_articles
     WHERE id = ANY($1::int8[])`,
    [articles.map(({ row }) => row)],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const { row, key, header } of articles) {
    const kept = found.get(row);
    const article = kept && readArticle(kept.content, header.file);
    const hash = article === undefined ? '' : hashArticle(article);
    const isWhole =
      kept?.whole === true &&
      article !== undefined &&
      contentKey(article.id, hash, model) === key &&
      kept.header === writeHeader(article, hash);
    if (!isWhole) throw damaged(place, `has a damaged article "${header.title}"`);
  }
}

async function verifyVocabulary(queries: Queries, place: string, version: string): Promise<void> {
  const [first] = await queries.all<{ key: string }>(
    `SELECT footnote_shards.key FROM footnote_version_shards AS listed
     JOIN footnote_shards ON footnote_shards.id = listed.shard
     WHERE listed.version = $1 AND listed.shard IN (${DAMAGED_SHARDS}) LIMIT 1`,
    [version],
  );
  if (first !== undefined) throw damaged(place, `has a damaged vocabulary of the shard ${first.key}`);
}

async function verifyCounts(
  queries: Queries,
  place: string,
  version: string,
  { counts }: Manifest,
): Promise<void> {
  const [found] = await queries.all<{ sentences: number }>(
    `SELECT coalesce(sum(json_array_length(sentences::json)), 0)::int8 AS sentences
     FROM footnote_passages JOIN footnote_version_articles AS listed ON listed.article = footnote_passages.article
     WHERE listed.version = $1`,
    [version],
  );
  const { sentences = 0 } = found ?? {};
  if (sentences !== counts.sentences)
    throw damaged(place, `has ${sentences} sentences, but its manifest says ${counts.sentences}`);
}
