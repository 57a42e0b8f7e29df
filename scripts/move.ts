import { existsSync } from 'node:fs';
import type { Config } from '../src/config.ts';
import { EmbeddingsOnDemand } from '../src/embedding/embeddings-on-demand.ts';
import { FootnoteError } from '../src/errors.ts';
import { copyIndex } from '../src/index/copy-index.ts';
import { modelIdentity } from '../src/index/model-identity.ts';
import { openStore } from '../src/open-store.ts';
import { placeOf } from '../src/postgres/database-address.ts';
import { copyState } from '../src/state/copy-state.ts';
import { openStateDatabase } from '../src/state/open-state-database.ts';
import { progressBar } from './progress-bar.ts';
import { readArguments, runEntry, UsageError } from './run-entry.ts';

const HELP = `Copies the index and what the bot keeps (settings, feedback, study sessions) to PostgreSQL, or back from there.

npm run move -- --to URL
npm run move -- --from URL

  --to URL     from the folder and file that INDEX_DIR and STATE_FILE name to this database
  --from URL   from this database to that folder and file

Stop the bot first, and start it again with the other setting. Nothing is embedded again, nothing is removed from where it
was, and what the place it goes to keeps of settings and feedback must be nothing yet. A second run copies only what is new
of the index.`;

/** Where both are kept. */
type Place = Pick<Config, 'indexDir' | 'stateFile' | 'databaseUrl'>;

await runEntry(HELP, async (config) => {
  const { values } = readArguments({ options: { to: { type: 'string' }, from: { type: 'string' } } });
  const url = values.to ?? values.from;
  if (url === undefined || (values.to !== undefined && values.from !== undefined))
    throw new UsageError('Give either --to or --from, with the address of a PostgreSQL database.');
  // Before anything is read: with nothing to copy it would not be looked at.
  placeOf(url);
  const files: Place = { ...config, databaseUrl: undefined };
  const database: Place = { ...config, databaseUrl: url };
  const [from, to] = values.to === undefined ? [database, files] : [files, database];
  await moveIndex(from, to, config);
  await moveState(from, to);
  console.log(
    values.to === undefined
      ? 'Take DATABASE_URL out of .env, and start the bot again.'
      : 'Set DATABASE_URL in .env to this address, and start the bot again.',
  );
});

async function moveIndex(from: Place, to: Place, { embeddingModel, modelsDir }: Config): Promise<void> {
  const embeddings = await EmbeddingsOnDemand.open(embeddingModel, modelsDir);
  const source = await openStore(from);
  const bar = progressBar('Copying passages');
  try {
    if ((await source.current()) === null) {
      console.log(`There is no index in ${source.place} to copy; build it where it is to be: npm run index.`);
      return;
    }
    const target = await openStore(to);
    try {
      const options = { embeddings, model: modelIdentity(embeddings), onProgress: bar.update };
      const { articles, passages, rebuilt } = await copyIndex({ from: source, to: target, ...options });
      bar.stop();
      const what = `${articles} articles, ${passages} passages`;
      console.log(
        rebuilt
          ? `Copied the index to ${target.place}: ${what}.`
          : `${target.place} has this index already: ${what}.`,
      );
    } finally {
      await target.close();
    }
  } finally {
    bar.stop();
    await source.close();
    await embeddings.close();
  }
}

async function moveState(from: Place, to: Place): Promise<void> {
  // Opening it would make one.
  if (from.databaseUrl === undefined && !existsSync(from.stateFile)) {
    console.log(`There is no ${from.stateFile} to copy: the bot has kept nothing yet.`);
    return;
  }
  const source = await openStateDatabase(from);
  try {
    const target = await openStateDatabase(to);
    try {
      const counts = Object.entries(await copyState(source, target));
      console.log(
        `Copied what the bot keeps to ${target.place}: ${counts.map(([kind, count]) => `${kind} ${count}`).join(', ')}.`,
      );
    } catch (cause) {
      if (!(cause instanceof FootnoteError) || cause.code !== 'state-not-empty') throw cause;
      throw new FootnoteError(
        cause.code,
        `The index is there, but what the bot keeps is not. ${cause.message}`,
        {
          cause,
        },
      );
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
