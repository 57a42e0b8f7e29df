/**
 * A process that builds an index, and dies by its own SIGKILL before a step when one is named. Prints what became of it:
 * the code of a FootnoteError with its message, or `built`. Arguments: the index folder or the database's address, the title
 * of its articles, and the step.
 */
import { messageOf, FootnoteError } from '../../src/errors.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { openStore } from '../../src/open-store.ts';
import { sampleArticles } from './sample-articles.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from './token-embeddings.ts';

const [place = '', title = '', fatal = ''] = process.argv.slice(2);
const store = await openStore({
  indexDir: place,
  databaseUrl: place.startsWith('postgres:') ? place : undefined,
});
const articles = sampleArticles().map((article) => ({ ...article, title }));
// A file that may not grow is then an error of the write and not the end of the process.
process.on('SIGXFSZ', () => undefined);
try {
  await buildIndex({
    corpus: { articles, skipped: [] },
    model: { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS },
    embeddings: new TokenEmbeddings(),
    store,
    onStep: (step) => {
      if (step === fatal) process.kill(process.pid, 'SIGKILL');
    },
  });
  process.stdout.write('built\n');
} catch (error) {
  process.stdout.write(`${error instanceof FootnoteError ? error.code : 'bug'} ${messageOf(error)}\n`);
}
await store.close();
