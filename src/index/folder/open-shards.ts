import type { ShardEntry } from './folder-manifest.ts';
import { ShardReader } from './shard-reader.ts';

interface OpenShard {
  reader: Promise<ShardReader>;
  /** Versions that use it. */
  uses: number;
}

/**
 * The shards that a process has open. Versions that are open at once share those that they have in common, so that taking
 * up a new version costs what is new in it.
 */
export class OpenShards {
  readonly #shards = new Map<string, OpenShard>();

  /** Whether a shard is open, so that its files need not be read again. */
  has(entry: ShardEntry): boolean {
    return this.#shards.has(nameOf(entry));
  }

  /** Opens a shard, or joins in its use. Each call is to be matched by one of `release`, once it has resolved. */
  async acquire(folder: string, entry: ShardEntry, dimensions: number): Promise<ShardReader> {
    const name = nameOf(entry);
    const shard = this.#shards.get(name) ?? { reader: ShardReader.open(folder, entry, dimensions), uses: 0 };
    shard.uses += 1;
    this.#shards.set(name, shard);
    try {
      return await shard.reader;
    } catch (error) {
      this.#shards.delete(name);
      throw error;
    }
  }

  /** Closes it when nobody else uses it. */
  async release(entry: ShardEntry): Promise<void> {
    const name = nameOf(entry);
    const shard = this.#shards.get(name);
    if (shard === undefined) return;
    shard.uses -= 1;
    if (shard.uses > 0) return;
    this.#shards.delete(name);
    (await shard.reader).close();
  }
}

/** Two that hold the same, byte for byte, have the same name. */
function nameOf({ key, database, vectors }: ShardEntry): string {
  return `${key} ${database} ${vectors}`;
}
