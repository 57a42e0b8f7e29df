import { createHash } from 'node:crypto';
import type { Article, Passage } from '../corpus/article.ts';
import { INDEX_FORMAT } from './manifest.ts';
import type { ModelIdentity } from './model-identity.ts';

/** Passages that a shard holds on average at most: writing its vectors anew takes some seconds. */
export const SHARD_PASSAGES = 4096;

/** What of an article decides which shard it is in, and what that shard is. */
export interface Shardable {
  id: string;
  /** See `hashArticle`. */
  hash: string;
  /** How many passages it has. */
  passages: number;
}

/** Articles that are kept together. */
export interface Shard {
  /** 16 hexadecimal digits that name what it holds: two shards with one key are the same. */
  key: string;
  /** Places of its articles in the list given, in the order of their IDs. */
  members: number[];
  /** Passages of all its articles. */
  passages: number;
}

/**
 * Splits a corpus into shards, so that a change in one article leaves most of the index as it is. Which shard an article is
 * in depends on its ID, and on how many passages there are in all; where it stands in the corpus makes no difference. The
 * number of shards is the least power of two with at most `passagesEach` passages in each on average.
 * @param seed what else decides what is kept of an article: the format and the model
 * @returns in a fixed order; shards without articles are left out
 */
export function assignShards(
  articles: readonly Shardable[],
  seed: string,
  passagesEach = SHARD_PASSAGES,
): Shard[] {
  const passages = articles.reduce((sum, article) => sum + article.passages, 0);
  let count = 1;
  while (count * passagesEach < passages) count *= 2;
  const members = Array.from({ length: count }, (): number[] => []);
  articles.forEach(({ id }, place) => {
    const hash = createHash('sha256').update(id).digest();
    members[hash.readUInt32BE() % count]?.push(place);
  });
  const idAt = (place: number): string => articles[place]?.id ?? '';
  return members
    .filter((places) => places.length > 0)
    .map((places) => {
      places.sort((a, b) => (idAt(a) < idAt(b) ? -1 : 1));
      const hash = createHash('sha256').update(JSON.stringify(seed));
      for (const place of places) hash.update(JSON.stringify([idAt(place), articles[place]?.hash]));
      return {
        key: hash.digest('hex').slice(0, 16),
        members: places,
        passages: places.reduce((sum, place) => sum + (articles[place]?.passages ?? 0), 0),
      };
    });
}

/** A shard's articles with their passages, in the order of IDs. */
export interface ShardContent {
  /** See `Shard`. */
  key: string;
  articles: { article: Article; passages: Passage[] }[];
  passages: number;
}

/**
 * The shards of a corpus.
 * @param passages of each article
 * @param hashes of each article, see `hashArticle`
 * @returns also, of each article, the place of its shard
 */
export function shardCorpus(
  articles: Article[],
  { passages, hashes }: { passages: Passage[][]; hashes: string[] },
  model: ModelIdentity,
  passagesEach?: number,
): { contents: ShardContent[]; shardOf: number[] } {
  const shardable = articles.map(({ id }, place) => ({
    id,
    hash: hashes[place] ?? '',
    passages: passages[place]?.length ?? 0,
  }));
  const shards = assignShards(shardable, `${INDEX_FORMAT} ${model.hash} ${model.dimensions}`, passagesEach);
  const shardOf: number[] = [];
  const contents = shards.map(({ key, members, passages: count }, shard) => ({
    key,
    passages: count,
    articles: members.flatMap((place) => {
      shardOf[place] = shard;
      const article = articles[place];
      return article ? [{ article, passages: passages[place] ?? [] }] : [];
    }),
  }));
  return { contents, shardOf };
}
