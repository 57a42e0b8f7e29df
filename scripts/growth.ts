import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLargeCorpus } from './growth/large-corpus.ts';
import { measure, type Measured } from './growth/measure.ts';
import { withScratchDatabase } from './growth/scratch-database.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Measures how indexing and answering grow with the articles. Takes half an hour for 100,000 passages.

npm run growth -- --passages F --questions F [--sizes LIST] [--database URL]

  --passages F     lines of source, heading and passage, separated by tabs, gzipped; articles are made of ten each
  --questions F    JSON lines with "question"; the first 200 are asked, after 20 to warm up
  --sizes LIST     passages to index (1000,10000,100000)
  --database URL   measure PostgreSQL too, in a database of its own that is made on this server and removed again`;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({
    options: {
      passages: { type: 'string' },
      questions: { type: 'string' },
      sizes: { type: 'string', default: '1000,10000,100000' },
      database: { type: 'string' },
    },
  });
  const { passages, questions, database } = values;
  if (passages === undefined || questions === undefined)
    throw new UsageError('--passages and --questions are both needed.');
  const sizes = values.sizes.split(',').map(Number);
  if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0))
    throw new UsageError(`--sizes is "${values.sizes}"; it must be whole numbers with commas between.`);
  const folder = await mkdtemp(join(tmpdir(), 'footnote-growth-'));
  const rows: Record<string, Measured> = {};
  try {
    for (const size of sizes) {
      const corpusDir = join(folder, `corpus-${size}`);
      await writeLargeCorpus(passages, corpusDir, size);
      const run = { ...config, corpusDir, indexDir: join(folder, `index-${size}`), questions };
      rows[`folder, ${size}`] = await measure({ ...run, databaseUrl: undefined });
      if (database !== undefined) {
        rows[`PostgreSQL, ${size}`] = await withScratchDatabase(database, (databaseUrl) =>
          measure({ ...run, databaseUrl }),
        );
      }
      console.table(rows);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
