import { INDEX_TASKS, type IndexTask } from './index-tasks.ts';
import { indexPlace } from './index-place.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Builds or refreshes the index that answers come from. A running bot takes it up by itself.

npm run index -- [--corpus DIR] [--index DIR] [--force] [--json]
npm run index -- --dry-run | --check | --watch [--corpus DIR] [--index DIR] [--json]
npm run index -- --rollback [--index DIR] [--json]

  --corpus DIR   folder of articles (CORPUS_DIR, corpus)
  --index DIR    folder of the index (INDEX_DIR, data/index), also when DATABASE_URL names a database
  --force        put the new version in use even when it fails a question of questions.jsonl in the corpus folder
  --dry-run      say what would change, and change nothing
  --check        read the version in use through, and ask it the questions of questions.jsonl; exit code 1 when one fails
  --watch        build now and after every change in the corpus folder, until Ctrl-C
  --rollback     put the version before the one in use in its place
  --json         the summary as one line of JSON`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: {
      corpus: { type: 'string' },
      index: { type: 'string' },
      force: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
      check: { type: 'boolean' },
      watch: { type: 'boolean' },
      rollback: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const chosen = (['rollback', 'dry-run', 'check', 'watch'] as const).filter((task) => values[task]);
  const [task = 'build', other] = chosen;
  if (task === 'rollback' && (other ?? values.corpus) !== undefined)
    throw new UsageError(`--rollback reads no articles; leave out --${other ?? 'corpus'}.`);
  if (other !== undefined) throw new UsageError(`--${task} and --${other} do not go together; choose one.`);
  if (values.force && task !== 'build' && task !== 'watch')
    throw new UsageError(`--force is for building; leave it out with --${task}.`);
  const corpusDir = values.corpus ?? config.corpusDir;
  const run: IndexTask = INDEX_TASKS[task];
  await run(
    { ...config, corpusDir, ...indexPlace(values.index, config) },
    { force: values.force ?? false, json: values.json ?? false },
  );
});
