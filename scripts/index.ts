import { readCorpus } from '../src/corpus/read-corpus.ts';
import { WorkerEmbeddings } from '../src/embedding/worker-embeddings.ts';
import { buildIndex, type BuildSummary } from '../src/index/build-index.ts';
import { modelIdentity } from '../src/open-engine.ts';
import { progressBar } from './progress-bar.ts';
import { readArguments, runEntry } from './run-entry.ts';

const HELP = `Builds or refreshes the index that answers come from.

npm run index -- [--corpus DIR] [--index DIR] [--json]

  --corpus DIR   folder of articles: .md and .txt (CORPUS_DIR, corpus)
  --index DIR    folder of the index (INDEX_DIR, data/index)
  --json         the summary as one line of JSON`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: { corpus: { type: 'string' }, index: { type: 'string' }, json: { type: 'boolean' } },
  });
  const corpus = await readCorpus(values.corpus ?? config.corpusDir);
  const embeddings = await WorkerEmbeddings.load(config.embeddingModel, config.modelsDir);
  const bar = progressBar('Embedding passages');
  try {
    const indexDir = values.index ?? config.indexDir;
    const model = modelIdentity(embeddings);
    const summary = await buildIndex({ corpus, embeddings, model, indexDir, onProgress: bar.update });
    bar.stop();
    console.log(values.json ? toJson(summary) : toText(summary, indexDir));
  } finally {
    bar.stop();
    await embeddings.close();
  }
});

function toJson({ articles, passages, added, changed, removed, skipped }: BuildSummary): string {
  return JSON.stringify({ articles, passages, added, changed, removed, skipped });
}

function toText(summary: BuildSummary, indexDir: string): string {
  const list = (label: string, changes: { title: string; file: string }[]) =>
    changes.map(({ title, file }) => `  ${label}  ${title} (${file})`);
  return [
    `${summary.articles} articles, ${summary.passages} passages in ${indexDir}` +
      (summary.rebuilt ? '.' : ': nothing has changed.'),
    ...list('added  ', summary.added),
    ...list('changed', summary.changed),
    ...list('removed', summary.removed),
    ...summary.skipped.map(({ file, why }) => `  skipped  ${file}: ${why}`),
  ].join('\n');
}
