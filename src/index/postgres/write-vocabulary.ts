import type { Postgres } from '../../postgres/postgres.ts';
import type { ShardContent } from '../shards.ts';
import { countsOf, countTokens } from './lexemes.ts';
import { SHARD_DIGEST } from './row-checksums.ts';

/** Rows of a statement. */
const ROWS = 20_000;

/**
 * Counts in how many passages of a shard each lexeme occurs, and writes it, all in one transaction: a shard that is there is
 * complete.
 */
export async function writeVocabulary(
  postgres: Postgres,
  { key, articles }: Pick<ShardContent, 'key' | 'articles'>,
): Promise<void> {
  const found = new Map<string, { token: string; counts: string; passages: number }>();
  for (const { article, passages } of articles) {
    for (const { occurrences } of countTokens(article, passages)) {
      for (const [token, each] of occurrences) {
        const counts = countsOf(each);
        const entry = found.get(`${token} ${counts}`) ?? { token, counts, passages: 0 };
        found.set(`${token} ${counts}`, entry);
        entry.passages += 1;
      }
    }
  }
  const rows = [...found.values()];
  await postgres.transaction(async (tx) => {
    const [shard] = await tx.all<{ id: number }>(
      "INSERT INTO footnote_shards (key, checksum) VALUES ($1, '') RETURNING id",
      [key],
    );
    for (let at = 0; at < rows.length; at += ROWS) {
      const some = rows.slice(at, at + ROWS);
      await tx.run(
        `INSERT INTO footnote_vocabulary (shard, token, counts, passages)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int4[])`,
        [
          shard?.id,
          some.map(({ token }) => token),
          some.map(({ counts }) => counts),
          some.map(({ passages }) => passages),
        ],
      );
    }
    await tx.run(`UPDATE footnote_shards SET checksum = ${SHARD_DIGEST} WHERE id = $1`, [shard?.id]);
  });
}
