import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Path of a file of an index version, by the beginning of its name: `footnote` and `vectors` are the first shard's,
 * `articles` and `manifest` the version's.
 */
export function versionFile(folder: string, name: string): string {
  const [file] = readdirSync(folder)
    .filter((each) => each.startsWith(name))
    .sort();
  if (file === undefined) throw new Error(`${folder} has no file that begins with "${name}"`);
  return join(folder, file);
}
