import type { Config } from './config.ts';
import { FolderStore } from './index/folder/folder-store.ts';
import type { IndexStore } from './index/index-store.ts';

/** Where the settings say that the index is kept. Close it in the end. */
export function openStore({ indexDir }: Pick<Config, 'indexDir'>): Promise<IndexStore> {
  return Promise.resolve(new FolderStore(indexDir));
}
