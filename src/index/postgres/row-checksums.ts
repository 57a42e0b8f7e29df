import type { Queries } from '../../postgres/postgres.ts';

/** What stands before a row's ID in place of the key of damaged content, which is then no content's key. */
const DAMAGED = 'damaged ';

/** SQL for a digest of everything that is kept of a passage. */
const PASSAGE_DIGEST = `md5(concat_ws('|', place, model, text_key, section, starts, ends, tokens, sentences, md5(vectors),
  embedding::text, lexemes::text))`;

/** SQL for a digest of everything that is kept of an article of `footnote_articles`, its passages included. */
export const ARTICLE_DIGEST = `md5(concat_ws('|', header, content, (
  SELECT string_agg(${PASSAGE_DIGEST}, '' ORDER BY place) FROM footnote_passages
  WHERE footnote_passages.article = footnote_articles.id)))`;

/** The same for the vocabulary of a shard of `footnote_shards`; the order is that of bytes, whatever the database's own is. */
export const SHARD_DIGEST = `coalesce((
  SELECT md5(string_agg(md5(concat_ws(' ', token, counts, passages)), '' ORDER BY token COLLATE "C", counts COLLATE "C"))
  FROM footnote_vocabulary WHERE footnote_vocabulary.shard = footnote_shards.id), '')`;

/** SQL for content that no new version may take over. */
export const IS_SET_ASIDE = `key LIKE '${DAMAGED}%'`;

/**
 * Takes their keys from articles and shards that are not what was written, so that the next version gets them anew. Versions
 * that list them are found damaged from then on.
 */
export async function setDamagedAside(queries: Queries): Promise<void> {
  for (const [table, digest] of [
    ['footnote_articles', ARTICLE_DIGEST],
    ['footnote_shards', SHARD_DIGEST],
  ] as const)
    await queries.run(
      `UPDATE ${table} SET key = '${DAMAGED}' || id WHERE NOT (${IS_SET_ASIDE}) AND checksum <> ${digest}`,
    );
}
