/** A process that builds an index as the bot does, told of it on stdout. Arguments: the corpus and the index folder. */
import { openIndexing } from '../../src/indexing.ts';
import { MODELS } from './versioned-corpus.ts';

const [corpusDir = '', indexDir = ''] = process.argv.slice(2);
const indexing = openIndexing({ ...MODELS, corpusDir, indexDir });
await indexing.build((done, total) => {
  process.stdout.write(`${done} of ${total}\n`);
});
