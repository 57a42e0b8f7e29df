import type { Article } from '../../corpus/article.ts';
import { plainLine } from '../escape.ts';
import type { ReadingWording } from '../wording/reading.ts';

/**
 * A section's heading as a plain line; a name for what stands before the first heading, and for a heading that shows
 * nothing. Never blank.
 */
export function sectionName(article: Article, section: number, wording: ReadingWording): string {
  const heading = article.sections[section]?.heading ?? null;
  if (heading === null) return wording.beginning;
  return plainLine(heading) || wording.untitled;
}
