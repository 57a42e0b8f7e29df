import type { DraftArticle } from './build-article.ts';

/** What one web page or PDF holds: its articles, or why none can be used, a sentence. */
export type FileReading = { drafts: DraftArticle[]; dropped: string[] } | { why: string };

/** Characters of what was dropped that are reported: enough to recognise it. */
const SHOWN = 60;
/** Most stretches reported of one file. */
export const DROPPED_LIMIT = 20;

/** How a dropped stretch begins, on one line. */
export function beginningOf(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= SHOWN ? line : `${characters.slice(0, SHOWN).join('')}…`;
}
