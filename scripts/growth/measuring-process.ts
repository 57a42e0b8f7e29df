/** Builds, changes and asks one index, and reports what it took: started by `measure`. */
import { appendFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFromCorpus } from '../../src/build-from-corpus.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { modelIdentity } from '../../src/index/model-identity.ts';
import { LocalEngine } from '../../src/local-engine.ts';
import { openStore } from '../../src/open-store.ts';
import { readLearned } from '../../src/open-engine.ts';
import { readQuestions } from '../paragraph-corpus.ts';
import { databaseBytes } from './scratch-database.ts';
import type { Measured, Run } from './measure.ts';

const WARM_UP = 20;
const ASKED = 200;

process.once('message', (run) => {
  measure(run as Run).then(
    (measured) => process.send?.(measured, undefined, undefined, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function measure(run: Run): Promise<Measured> {
  const embeddings = await WorkerEmbeddings.load(run.embeddingModel, run.modelsDir);
  const store = await openStore(run);
  const build = async () => timed(() => buildFromCorpus(run, store, embeddings));
  const first = await build();
  const nothing = await build();
  await appendFile(join(run.corpusDir, '000000.md'), '\n這一段是後來加的。\n');
  const changed = await build();
  if (changed.result.changed.length !== 1) throw new Error('not one article has changed');
  const opened = await timed(() => store.open(modelIdentity(embeddings)));
  const engine = new LocalEngine(opened.result, embeddings, await readLearned(run.modelsDir));
  const questions = (await readQuestions(run.questions)).slice(0, ASKED);
  const times: number[] = [];
  for (const [i, { question }] of [...questions.slice(0, WARM_UP), ...questions].entries()) {
    const { seconds } = await timed(() => engine.ask(question));
    if (i >= WARM_UP) times.push(seconds * 1000);
  }
  times.sort((a, b) => a - b);
  await engine.close();
  await store.close();
  await embeddings.close();
  const bytes =
    run.databaseUrl === undefined ? await folderBytes(run.indexDir) : await databaseBytes(run.databaseUrl);
  return {
    passages: first.result.passages,
    'first build, s': round(first.seconds),
    'one article changed, s': round(changed.seconds),
    'nothing changed, s': round(nothing.seconds),
    'open, s': round(opened.seconds),
    'p50, ms': round(times[Math.floor(times.length * 0.5)] ?? NaN),
    'p95, ms': round(times[Math.floor(times.length * 0.95)] ?? NaN),
    'on disk, MB': round(bytes / 1e6),
    'most memory, MB': round(process.resourceUsage().maxRSS / 1000),
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

/** Of the version in use: others share most files with it. */
async function folderBytes(indexDir: string): Promise<number> {
  const versions = (await readdir(indexDir)).filter((name) => name.startsWith('20')).sort();
  const folder = join(indexDir, versions.at(-1) ?? '');
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
