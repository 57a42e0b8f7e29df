/**
 * Measures what ships on questions that nothing was learned from: those on articles, asked of one index of most of them and of
 * folders of one to seven, as a community's may be. The embedding and lexicon have to be some that have not seen the articles'
 * translations; `train.sh` makes them. Choices can be made on these figures: they are of the kind that people ask.
 *
 *   tsx scripts/train/check-ranker.ts [--models .cache/train/cross/models] [--ranker models/ranker.json] [--questions 1500]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRanker } from '../../src/answering/ranker.ts';
import { readArticleQuestions, toAskedArticles } from './article-questions.ts';
import { askCorpus, askedParagraphs, ASKING_OPTIONS, loadModels, mostOf, type Asking } from './ask-corpus.ts';
import type { AskedArticle } from './asked-article.ts';
import { seededRandom, shuffle } from './random.ts';
import { DIRECTIONS, type Example } from './ranker-examples.ts';
import { reportOf } from './ranker-report.ts';

const { values } = parseArgs({
  options: {
    ...ASKING_OPTIONS,
    ranker: { type: 'string', default: 'models/ranker.json' },
    /** Asked of the large index, and of all folders together, in each language. */
    questions: { type: 'string', default: '1500' },
  },
});

const FOLDERS = 160;

const random = seededRandom(11);
const ranker = await readRanker(values.ranker);
const articles = shuffle(toAskedArticles(await readArticleQuestions(values.data)), random);
const loaded = await loadModels(values.models, values.model);
const asking: Asking = {
  ...loaded,
  indexes: join(values.work, 'check-index'),
  everything: askedParagraphs(articles),
  random,
};

const count = Number(values.questions);
const inFolders: Example[] = [];
for (const [i, folder] of dealOut(articles, FOLDERS).entries())
  inFolders.push(...(await askCorpus(`folder-${i}`, folder, Math.ceil(count / FOLDERS), asking)));
report('small folders', inFolders);
report('one folder of all', await askCorpus('all', mostOf(articles), count, asking));
await loaded.embeddings.close();

/** `folders` folders of different sizes: of four, one has a tenth of their articles and one four tenths. */
function dealOut(all: AskedArticle[], folders: number): AskedArticle[][] {
  const shares = Array.from({ length: folders }, (_, i) => (i % 4) + 1);
  const round = shares.flatMap((share, i) => new Array<number>(share).fill(i));
  return shares
    .map((_, folder) => all.filter((_, i) => round[i % round.length] === folder))
    .filter(({ length }) => length > 0);
}

function report(name: string, examples: Example[]): void {
  for (const direction of DIRECTIONS) {
    const mine = examples.filter((example) => example.direction === direction);
    console.log(`${name}, ${direction}: ${reportOf(mine, ranker)}`);
  }
}
