import { escapeMarkdown, plainLine } from '../escape.ts';
import { cut } from '../limits.ts';
import type { StudyWording } from '../wording/study.ts';

/** Characters of a name: Discord's own limit. */
const NAME_LENGTH = 32;
/** Characters of Markdown of {@link personName}. */
export const LONGEST_NAME = 2 * NAME_LENGTH;
/** People named in one line. */
export const MOST_NAMES = 8;
/** Characters of Markdown of {@link listNames}, its separators and its end included. */
export const LONGEST_NAMES = MOST_NAMES * (LONGEST_NAME + 2) + 40;

/** Somebody's display name as Markdown that shows just that and pings nobody; never blank. */
export function personName(name: string): string {
  // A name of many emoji was cut between two halves of one.
  const whole = name.replaceAll(/\p{Surrogate}/gu, '');
  return escapeMarkdown(cut(plainLine(whole), NAME_LENGTH)) || '?';
}

/** Names in order, those beyond `MOST_NAMES` as a number. */
export function listNames(names: readonly string[], { separator, more }: StudyWording): string {
  const shown = names.slice(0, MOST_NAMES).map(personName).join(separator);
  return names.length > MOST_NAMES ? shown + more(names.length - MOST_NAMES) : shown;
}
