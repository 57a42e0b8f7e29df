import { questionIndex } from './build-from-corpus.ts';
import type { Config } from './config.ts';
import { readQuestions, type FailedQuestion } from './corpus-questions.ts';
import type { ModelEmbeddings } from './embedding/embeddings-on-demand.ts';
import { FootnoteError } from './errors.ts';
import { missingIndex } from './index/index-errors.ts';
import type { IndexStore } from './index/index-store.ts';
import { modelIdentity } from './index/model-identity.ts';

/** What a check of the version in use found. */
export interface IndexCheck {
  /** Name of the version in use. */
  version: string;
  /** Counts of its manifest; 0 when it cannot be read. */
  articles: number;
  passages: number;
  /** Why it cannot be used, a FootnoteError `index-...`; `null` when it is whole. */
  damage: FootnoteError | null;
  /** Questions that were asked: all of `questions.jsonl`, or none of a damaged version. */
  questions: number;
  failed: FailedQuestion[];
}

/**
 * Checks the version in use: that it is what was written and holds what the manifest says, and that it
 * answers the questions of the corpus folder. Writes nothing, but that a damaged version in a database is withdrawn: building again
 * is its cure then.
 * @throws FootnoteError `index-missing` when nothing was built yet; `questions-invalid`; `model-...`
 */
export async function checkIndex(
  { corpusDir, modelsDir }: Pick<Config, 'corpusDir' | 'modelsDir'>,
  store: IndexStore,
  embeddings: ModelEmbeddings,
): Promise<IndexCheck> {
  const questions = await readQuestions(corpusDir);
  const version = await store.current();
  if (version === null) throw missingIndex(store.place);
  const model = modelIdentity(embeddings);
  const check: IndexCheck = { version, articles: 0, passages: 0, damage: null, questions: 0, failed: [] };
  try {
    const { articles, passages } = (await store.verify(model)).counts;
    Object.assign(check, { articles, passages });
    if (questions.length === 0) return check;
    const failed = await questionIndex(await store.open(model), questions, embeddings, modelsDir);
    return { ...check, questions: questions.length, failed };
  } catch (error) {
    if (!(error instanceof FootnoteError) || !error.code.startsWith('index-')) throw error;
    return { ...check, damage: error };
  }
}
