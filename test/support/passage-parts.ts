import type { PassageParts } from '../../src/embedding/reader.ts';

/** A passage that stands under no heading. */
export function bare(...texts: string[]): PassageParts<string> {
  return { heading: '', texts };
}
