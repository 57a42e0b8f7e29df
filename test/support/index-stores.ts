import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import { openPostgresStore } from '../../src/index/postgres/postgres-store.ts';
import { POSTGRES_SERVERS } from './postgres-servers.ts';
import { tempFolder } from './temp-folder.ts';

/** A kind of store that tests run on. */
export interface StoreKind {
  name: string;
  /** A place for an index, empty. */
  emptyPlace: () => Promise<string>;
  /**
   * Opens the store in a place; closed when the test ends.
   * @param shardPassages see `assignShards`
   */
  open: (place: string, shardPassages?: number) => Promise<IndexStore>;
}

const FOLDER: StoreKind = {
  name: 'a folder',
  emptyPlace: async () => join(await tempFolder(), 'index'),
  open: (place, shardPassages) => Promise.resolve(new FolderStore(place, shardPassages)),
};

/** Every engine: what one does, all must do. */
export const STORE_KINDS: readonly StoreKind[] = [
  FOLDER,
  ...POSTGRES_SERVERS.map(({ name, emptyDatabase }) => ({
    name: `PostgreSQL (${name})`,
    emptyPlace: emptyDatabase,
    open: async (url: string, shardPassages?: number) => {
      const store = await openPostgresStore(url, shardPassages);
      onTestFinished(() => store.close());
      return store;
    },
  })),
];
