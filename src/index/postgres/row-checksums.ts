import { createHash } from 'node:crypto';
import type { Postgres } from '../../postgres/postgres.ts';
import type { VocabularyRow } from './write-vocabulary.ts';

/** What stands before a row's ID in place of the key of damaged content, which is then no content's key. */
const DAMAGED = 'damaged ';

/** SQL for a digest of everything that is kept of a passage. */
const PASSAGE_DIGEST = `md5(concat_ws('|', place, model, text_key, section, starts, ends, tokens, sentences, md5(vectors),
  embedding::text, lexemes::text))`;

/** SQL for a digest of everything that is kept of an article of `footnote_articles`, its passages included. */
export const ARTICLE_DIGEST = `md5(concat_ws('|', header, content, (
  SELECT string_agg(${PASSAGE_DIGEST}, '' ORDER BY place) FROM footnote_passages
  WHERE footnote_passages.article = footnote_articles.id)))`;

/**
 * SQL for the shards whose vocabulary is not what was written. All are read in one go: the vocabulary's key begins with the
 * token.
 */
export const DAMAGED_SHARDS = `
  SELECT footnote_shards.id FROM footnote_shards LEFT JOIN (
    SELECT shard, md5(string_agg(concat_ws(' ', token, passages, counts), E'\\n' ORDER BY token)) AS digest
    FROM footnote_vocabulary GROUP BY shard) AS kept ON kept.shard = footnote_shards.id
  WHERE checksum <> coalesce(digest, md5(''))`;

/** The same digest of one shard's vocabulary. @param rows in the order of the tokens' bytes */
export function digestOfVocabulary(rows: VocabularyRow[]): string {
  const lines = rows.map(({ token, passages, counts }) => `${token} ${passages} ${counts}`);
  return createHash('md5').update(lines.join('\n')).digest('hex');
}

/** SQL for content that no new version may take over. */
export const IS_SET_ASIDE = `key LIKE '${DAMAGED}%'`;

/**
 * Takes their keys from articles and shards that are not what was written, so that the next version gets them anew. Versions
 * that list them are found damaged from then on.
 */
export async function setDamagedAside(postgres: Postgres): Promise<void> {
  await postgres.run(
    `UPDATE footnote_articles SET key = '${DAMAGED}' || id WHERE NOT (${IS_SET_ASIDE}) AND checksum <> ${ARTICLE_DIGEST}`,
  );
  await postgres.run(
    `UPDATE footnote_shards SET key = '${DAMAGED}' || id WHERE NOT (${IS_SET_ASIDE}) AND id IN (${DAMAGED_SHARDS})`,
  );
}
