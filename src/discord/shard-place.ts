/** Which of a bot's processes this is: each hears of its own share of the servers, and the first of direct messages. */
export interface ShardPlace {
  /** From 0. */
  id: number;
  count: number;
}

/** The place that discord.js's `ShardingManager` gives a process with its environment; `null` for a bot in one process. */
export function shardPlaceOf(env: Record<string, string | undefined>): ShardPlace | null {
  if (env.SHARDING_MANAGER === undefined) return null;
  return { id: Number(env.SHARDS), count: Number(env.SHARD_COUNT) };
}

/** As people read it, counted from 1: `Shard 1 of 4`. */
export function shardName({ id, count }: ShardPlace): string {
  return `Shard ${id + 1} of ${count}`;
}
