import { randomBytes } from 'node:crypto';

/** `2026-11-22T09-00-00Z-4f2a`: sorts by age. */
const VERSION = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{4}$/;
/** Other versions kept beside the one in use. */
export const KEPT_VERSIONS = 2;

export function isVersionName(name: string): boolean {
  return VERSION.test(name);
}

/**
 * A new version's name: the time of the build and four random digits.
 * @param newest of the versions that are there: the new name sorts after it, even when both are built within a second or
 * the clock was set back
 */
export function newVersion(now: Date, newest?: string): string {
  const name = nameAt(now);
  return newest === undefined || name > newest ? name : nameAt(new Date(timeOf(newest) + 1000));
}

function nameAt(time: Date): string {
  const second = time
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  return `${second}-${randomBytes(2).toString('hex')}`;
}

function timeOf(version: string): number {
  return Date.parse(version.replace(/T(\d\d)-(\d\d)-(\d\d)Z-.*$/, 'T$1:$2:$3Z'));
}

/**
 * Versions that are no longer kept once one is in use: all others but the last `KEPT_VERSIONS`, and but the one that was in
 * use before, which a running bot may have open.
 * @param names newest first
 */
export function outdated(names: string[], inUse: string, before: string | null): string[] {
  return names
    .filter((name) => name !== inUse)
    .slice(KEPT_VERSIONS)
    .filter((name) => name !== before);
}
