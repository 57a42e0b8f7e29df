import { basename } from 'node:path';
import { questionVersion } from './build-from-corpus.ts';
import type { Config } from './config.ts';
import { readQuestions, type FailedQuestion } from './corpus-questions.ts';
import type { ModelEmbeddings } from './embedding/embeddings-on-demand.ts';
import { FootnoteError } from './errors.ts';
import { checkFiles, readManifest } from './index/check-version.ts';
import type { Manifest } from './index/manifest.ts';
import { checkModel, missingIndex, modelIdentity } from './index/open-index.ts';
import { verifyVersion } from './index/verify-version.ts';
import { currentName, currentVersion } from './index/version-folder.ts';

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
 * Checks the version in use: that its files are those that were written and hold what the manifest says, and that it
 * answers the questions of the corpus folder. Writes nothing.
 * @throws FootnoteError `index-missing` when nothing was built yet; `questions-invalid`; `model-...`
 */
export async function checkIndex(
  { corpusDir, indexDir, modelsDir }: Pick<Config, 'corpusDir' | 'indexDir' | 'modelsDir'>,
  embeddings: ModelEmbeddings,
): Promise<IndexCheck> {
  const questions = await readQuestions(corpusDir);
  const version = await currentName(indexDir);
  if (version === null) throw missingIndex(indexDir);
  const check: IndexCheck = { version, articles: 0, passages: 0, damage: null, questions: 0, failed: [] };
  try {
    const folder = await currentVersion(indexDir);
    if (folder === null) throw missingIndex(indexDir);
    check.version = basename(folder);
    const { articles, passages } = (await verify(folder, embeddings)).counts;
    Object.assign(check, { articles, passages });
    if (questions.length === 0) return check;
    const failed = await questionVersion(folder, questions, embeddings, modelsDir);
    return { ...check, questions: questions.length, failed };
  } catch (error) {
    if (!(error instanceof FootnoteError) || !error.code.startsWith('index-')) throw error;
    return { ...check, damage: error };
  }
}

async function verify(folder: string, embeddings: ModelEmbeddings): Promise<Manifest> {
  const manifest = await readManifest(folder);
  checkModel(folder, manifest, modelIdentity(embeddings));
  await checkFiles(folder, manifest);
  await verifyVersion(folder, manifest);
  return manifest;
}
