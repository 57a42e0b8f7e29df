import { displayWidth, type Line } from './line-shape.ts';
import { isProse, lineRole } from './page-lines.ts';
import type { PagePart } from './split-page.ts';

/** Two stretches of pages are one article when this share of each one's prose, by length, is in the other. */
const SAME = 0.9;
/** A prompt printed this often on one page is no part of its article. */
const OFTEN = 3;

export interface RepeatedPart {
  part: PagePart;
  /** The stretch that it repeats. */
  of: PagePart;
}

/** Keeps the first of each article that was appended to several pages; the chrome around the copies may differ. */
export function dropRepeatedParts(parts: PagePart[]): { kept: PagePart[]; repeats: RepeatedPart[] } {
  const kept: PagePart[] = [];
  const repeats: RepeatedPart[] = [];
  const firstWith = new Map<string, number>();
  const weights: number[] = [];
  for (const part of parts) {
    const prose = new Set(part.lines.map((line) => line.text).filter(isBody));
    const weight = [...prose].reduce((sum, line) => sum + line.length, 0);
    const shared = new Map<number, number>();
    for (const line of prose) {
      const index = firstWith.get(line);
      if (index !== undefined) shared.set(index, (shared.get(index) ?? 0) + line.length);
    }
    const [index, common] = [...shared].reduce((best, each) => (each[1] > best[1] ? each : best), [-1, 0]);
    const of = kept[index];
    if (of !== undefined && common >= SAME * weight && common >= SAME * (weights[index] ?? 0)) {
      repeats.push({ part, of });
      continue;
    }
    for (const line of prose) if (!firstWith.has(line)) firstWith.set(line, kept.length);
    kept.push(part);
    weights.push(weight);
  }
  return { kept, repeats };
}

function isBody(line: string): boolean {
  return isProse(line) && lineRole(line) === null;
}

/**
 * Lines of scraped pages that are no part of their article: short ones that stand in several different articles or again
 * and again in one, and whole sentences that several have at their head or foot. A sentence that two articles share amid
 * their own prose is kept, because news repeats its background.
 * Call it after `dropRepeatedParts`, or a repeated article's own lines count as well.
 */
export function findRepeatedLines(parts: PagePart[]): Set<string> {
  const counts = parts.map(({ lines }) => countLines(lines));
  const inParts = new Map<string, number>();
  for (const count of counts)
    for (const text of count.keys()) inParts.set(text, (inParts.get(text) ?? 0) + 1);
  const repeated = new Set<string>();
  const inside = new Set<string>();
  for (const [index, { lines }] of parts.entries()) {
    const own = lines.map(({ text }) => isBody(text) && inParts.get(text) === 1);
    const first = own.indexOf(true);
    const last = own.lastIndexOf(true);
    for (const [at, { text }] of lines.entries()) {
      if (isBody(text) && (first === -1 || (at > first && at < last))) inside.add(text);
      if (!isProse(text) && displayWidth(text) < 60 && (counts[index]?.get(text) ?? 0) >= OFTEN)
        repeated.add(text);
    }
  }
  for (const [text, count] of inParts) if (count > 1 && !inside.has(text)) repeated.add(text);
  return repeated;
}

function countLines(lines: Line[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of lines) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
