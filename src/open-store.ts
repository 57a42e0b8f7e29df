import type { Config } from './config.ts';
import type { IndexStore } from './index/index-store.ts';

/**
 * Where the settings say that the index is kept: in a database when one is named, otherwise in a folder. Close it in the end.
 * @throws FootnoteError `database-...`
 */
export async function openStore({
  indexDir,
  databaseUrl,
}: Pick<Config, 'indexDir' | 'databaseUrl'>): Promise<IndexStore> {
  // Each is loaded only where it is used: they bring native code and clients that take time to load.
  if (databaseUrl === undefined) {
    const { FolderStore } = await import('./index/folder/folder-store.ts');
    return new FolderStore(indexDir);
  }
  const { openPostgresStore } = await import('./index/postgres/postgres-store.ts');
  return openPostgresStore(databaseUrl);
}
