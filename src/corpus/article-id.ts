import { createHash } from 'node:crypto';
import { fold } from './fold.ts';

/** What an `id:` in front matter may be: it travels in Discord's buttons and in file names. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,40}$/;

/** The id of an article that names none: the first 10 hexadecimal digits of its folded title's SHA-256. */
export function idFromTitle(title: string): string {
  return createHash('sha256').update(fold(title)).digest('hex').slice(0, 10);
}
