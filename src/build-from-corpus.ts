import { join } from 'node:path';
import type { Config } from './config.ts';
import { askQuestions, failureSentence, QUESTIONS_FILE, readQuestions } from './corpus-questions.ts';
import type { CorpusQuestion, FailedQuestion } from './corpus-questions.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import type { ModelEmbeddings } from './embedding/embeddings-on-demand.ts';
import { FootnoteError } from './errors.ts';
import { buildIndex, type BuildOptions, type BuildSummary } from './index/build-index.ts';
import type { IndexReader } from './index/index-reader.ts';
import type { IndexStore, WrittenVersion } from './index/index-store.ts';
import { modelIdentity } from './index/model-identity.ts';
import { readLearned } from './learned.ts';

/** Failed questions that an error names; the others are counted. */
const NAMED = 5;

export interface CorpusBuildOptions extends Pick<BuildOptions, 'onProgress' | 'signal'> {
  /** When given, a version on which questions fail is put in use all the same, and this is told of them. */
  acceptFailed?: (failed: FailedQuestion[]) => void;
}

/**
 * Builds the index of a corpus folder, see `buildIndex`. When the folder has a `questions.jsonl`, the new version must
 * answer its questions before it is put in use: one that fails is enough to keep the version in use.
 * @throws FootnoteError `corpus-...`, `questions-invalid`, `index-...`, `model-...`; `index-check-failed` with the
 * questions that fail and the quotes found
 */
export async function buildFromCorpus(
  { corpusDir, modelsDir }: Pick<Config, 'corpusDir' | 'modelsDir'>,
  store: IndexStore,
  embeddings: ModelEmbeddings,
  { acceptFailed, ...options }: CorpusBuildOptions = {},
): Promise<BuildSummary> {
  const corpus = await readCorpus(corpusDir);
  const questions = await readQuestions(corpusDir);
  options.signal?.throwIfAborted();
  const model = modelIdentity(embeddings);
  const check = async (version: WrittenVersion): Promise<void> => {
    const failed = await questionIndex(await version.open(model), questions, embeddings, modelsDir);
    if (failed.length === 0) return;
    if (acceptFailed === undefined) throw checkFailed(failed, questions.length, corpusDir);
    acceptFailed(failed);
  };
  return buildIndex({
    ...options,
    corpus,
    model,
    store,
    embeddings,
    ...(questions.length > 0 && { check }),
  });
}

/**
 * Asks questions of a version, and closes it.
 * @returns those that fail
 * @throws FootnoteError `model-damaged`
 */
export async function questionIndex(
  index: IndexReader,
  questions: CorpusQuestion[],
  embeddings: ModelEmbeddings,
  modelsDir: string,
): Promise<FailedQuestion[]> {
  try {
    // Loaded only here, so that a run without changes does not wait for all that answering needs.
    const { LocalEngine } = await import('./local-engine.ts');
    const engine = new LocalEngine(index, embeddings, await readLearned(modelsDir));
    return await askQuestions(questions, (question) => engine.ask(question));
  } finally {
    await index.close();
  }
}

function checkFailed(failed: FailedQuestion[], asked: number, corpusDir: string): FootnoteError {
  const named = failed.slice(0, NAMED).map((each) => `${failureSentence(each)}.`);
  const more = failed.length > NAMED ? ` And ${failed.length - NAMED} more.` : '';
  return new FootnoteError(
    'index-check-failed',
    `The new version was not put in use: ${failed.length} of the ${asked} questions in ${join(corpusDir, QUESTIONS_FILE)} fail on it. ` +
      `${named.join(' ')}${more} Correct the articles or the questions, or put it in use all the same: npm run index -- --force.`,
  );
}
