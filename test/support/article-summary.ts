import type { ArticleSummary } from '../../src/engine.ts';

/** An article as a list shows it, of which a test says only what it is about. */
export function articleSummary(title: string, parts: Partial<ArticleSummary> = {}): ArticleSummary {
  const unknown = { source: null, url: null, published: null };
  return { id: title, key: 'articleK', title, ...unknown, sections: [], paragraphs: 1, ...parts };
}
