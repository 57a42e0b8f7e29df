import type { Config } from '../src/config.ts';

/** Where a command finds the index: a folder that it is given comes before a database in the settings. */
export function indexPlace(
  indexDir: string | undefined,
  config: Pick<Config, 'indexDir' | 'databaseUrl'>,
): Pick<Config, 'indexDir' | 'databaseUrl'> {
  if (indexDir !== undefined) return { indexDir, databaseUrl: undefined };
  return { indexDir: config.indexDir, databaseUrl: config.databaseUrl };
}
