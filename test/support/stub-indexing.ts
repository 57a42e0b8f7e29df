import { FootnoteError } from '../../src/errors.ts';
import type { Indexing } from '../../src/indexing.ts';

/** Indexing for tests that are not about it: there is no corpus, and every call says so. */
export function stubIndexing(): Indexing {
  const refuse = (): Promise<never> =>
    Promise.reject(new FootnoteError('corpus-missing', 'The stub has no corpus folder.'));
  return { plan: refuse, build: refuse, rollback: refuse };
}
