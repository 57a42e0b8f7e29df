import type { Postgres } from '../../postgres/postgres.ts';
import type { ShardContent } from '../shards.ts';
import { countsOf, countTokens } from './lexemes.ts';
import { digestOfVocabulary } from './row-checksums.ts';

/** Rows of a statement. */
const ROWS = 20_000;

/** A row of the vocabulary: in how many passages of a shard a token occurs, and how often it may occur in one. */
export interface VocabularyRow {
  token: string;
  passages: number;
  /** See `countsOf`; each once, with spaces between. */
  counts: string;
}

/**
 * Counts in how many passages of a shard each token occurs, and writes it, all in one transaction: a shard that is there is
 * complete.
 */
export async function writeVocabulary(
  postgres: Postgres,
  { key, articles }: Pick<ShardContent, 'key' | 'articles'>,
): Promise<void> {
  const rows = countVocabulary(articles);
  await postgres.transaction(async (tx) => {
    const [shard] = await tx.all<{ id: number }>(
      'INSERT INTO footnote_shards (key, checksum) VALUES ($1, $2) RETURNING id',
      [key, digestOfVocabulary(rows)],
    );
    for (let at = 0; at < rows.length; at += ROWS) {
      const some = rows.slice(at, at + ROWS);
      await tx.run(
        `INSERT INTO footnote_vocabulary (shard, token, passages, counts)
         SELECT $1, * FROM unnest($2::text[], $3::int4[], $4::text[])`,
        [
          shard?.id,
          some.map(({ token }) => token),
          some.map(({ passages }) => passages),
          some.map(({ counts }) => counts),
        ],
      );
    }
  });
}

/** In the order of the tokens' bytes, which is that of the primary key. */
function countVocabulary(articles: ShardContent['articles']): VocabularyRow[] {
  const words = new Map<string, { passages: number; counts: Set<string> }>();
  for (const { article, passages } of articles) {
    for (const { occurrences } of countTokens(article, passages)) {
      for (const [token, each] of occurrences) {
        const word = words.get(token) ?? { passages: 0, counts: new Set<string>() };
        words.set(token, word);
        word.passages += 1;
        word.counts.add(countsOf(each));
      }
    }
  }
  return [...words]
    .map(([token, { passages, counts }]) => ({ token, passages, counts: [...counts].sort().join(' ') }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.token), Buffer.from(b.token)));
}
