import type { Span } from './article.ts';

/** Whether two stretches of one text share a character. */
export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Of stretches of one text, best first, those that overlap no better one that is kept, in order of place. */
export function withoutOverlaps<T extends Span>(bestFirst: readonly T[]): T[] {
  const kept: T[] = [];
  for (const each of bestFirst) if (!kept.some((other) => overlap(each, other))) kept.push(each);
  return kept.sort((a, b) => a.start - b.start);
}

/** Whether all of `inner` lies in `outer`. */
export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
