import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EVIDENCE_NAMES } from '../../src/answering/evidence.ts';
import {
  chancesOf,
  type ChanceWeights,
  type Ranker,
  type WindowWeights,
} from '../../src/answering/ranker.ts';
import { SIGNAL_NAMES } from '../../src/answering/signals.ts';
import { fold } from '../../src/corpus/fold.ts';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';
import { readArticleQuestions, toAskedArticles } from './article-questions.ts';
import { askCorpus, askedParagraphs, ASKING_OPTIONS, loadModels, mostOf, type Asking } from './ask-corpus.ts';
import type { AskedArticle } from './asked-article.ts';
import { fitLogistic, fitNetwork, fitRanking, scaleOf, type LabelledSignals } from './fit-weights.ts';
import { seededRandom, shuffle } from './random.ts';
import { DIRECTIONS, type Example } from './ranker-examples.ts';
import { judge, reportOf, type Outcome } from './ranker-report.ts';
import { isHeldOut } from './reading-key.ts';
import { readUnseen } from './reading-questions.ts';

/**
 * Learns the weights of the ranker and of the confidence from questions on reading paragraphs and on articles, asked of
 * indexes built from these: one of nearly all, and many small ones, since a community's folder may hold three articles or
 * thousands. The embedding knows the questions it was trained on, and would be trusted too much; so the questions are those that
 * a second embedding and lexicon, made for this alone, have not seen. `train.sh` makes them. Same data, same weights.
 *
 * Prints how the questions of each kind are answered by weights that were learned from others.
 */
const { values } = parseArgs({
  options: {
    ...ASKING_OPTIONS,
    /** Share of the reading paragraphs and articles that none of them has been trained on, in percent; as given to `reader.py`. */
    unseen: { type: 'string', default: '15' },
    out: { type: 'string', default: 'models/ranker.json' },
    /** Questions asked in each language of each kind of index, large and small, of paragraphs; half as many again of articles. */
    questions: { type: 'string', default: '1300' },
  },
});

/** Small indexes of reading paragraphs: of some forty each. */
const SMALL_CORPORA = 12;
/** Small indexes of articles: of two to seven each. */
const SMALL_FOLDERS = 112;
/** How many times as many questions are asked of articles, which are nearer to what a community asks, as of paragraphs. */
const SHARE_OF_ARTICLES = 1.5;
/** Parts in which the examples are judged by weights fitted to the others. */
const FOLDS = [0, 1, 2];
/**
 * What to do with the two chances is a choice, not learned: more likely right than wrong counts as an answer, and what comes nearest is
 * shown as "related" unless it is two to one that the articles hold no answer. So is how long quotes are, see README.md beside this file.
 */
const CHOICES = { answered: 0.5, related: 0.33, priceOfLength: 0.1 };

type Weights = Ranker[Direction];
/** An example and the kind of index it was asked of. */
type Labelled = Example & { asked: string };
/** How it is answered, and its part of the examples. */
type Judged = Outcome & { asked: string; fold: number };

const unseen = Number(values.unseen);
const count = Number(values.questions);
const loaded = await loadModels(values.models, values.model);
const examples: Labelled[] = [];

const paragraphs = shuffle(await readUnseen(values.data, unseen), seededRandom(1));
await askAll('paragraphs', 3, count, paragraphs, [mostOf(paragraphs)]);
await askAll('forty paragraphs', 4, count, paragraphs, dealOut(paragraphs, SMALL_CORPORA, 1));
const articles = shuffle(await unseenArticles(), seededRandom(2));
await askAll('articles', 5, count * SHARE_OF_ARTICLES, articles, [mostOf(articles)]);
await askAll('few articles', 6, count * SHARE_OF_ARTICLES, articles, dealOut(articles, SMALL_FOLDERS, 4));
await loaded.embeddings.close();

// Of both directions together: keyword signals hardly vary across languages here, but will with names that are Latin in both.
const scale = scaleOf(
  examples.flatMap(({ signals }) => signals),
  SIGNAL_NAMES.length,
);
const ranker: Ranker = {
  ...(Object.fromEntries(DIRECTIONS.map((direction) => [direction, fit(direction)])) as Record<
    Direction,
    Weights
  >),
  ...CHOICES,
};
await writeFile(values.out, `${JSON.stringify(ranker, null, 2)}\n`);

async function unseenArticles(): Promise<AskedArticle[]> {
  const all = await readArticleQuestions(values.data);
  return toAskedArticles(all.filter(({ paragraphs: [first = ''] }) => isHeldOut(fold(first), unseen)));
}

/** As many corpora as asked for, of `sizes` different sizes: the largest have `sizes` times as many as the smallest. */
function dealOut(all: AskedArticle[], corpora: number, sizes: number): AskedArticle[][] {
  const shares = Array.from({ length: corpora }, (_, i) => (i % sizes) + 1);
  const round = shares.flatMap((share, i) => new Array<number>(share).fill(i));
  return shares
    .map((_, corpus) => all.filter((_, i) => round[i % round.length] === corpus))
    .filter(({ length }) => length > 0);
}

async function askAll(
  asked: string,
  seed: number,
  count: number,
  all: AskedArticle[],
  corpora: AskedArticle[][],
): Promise<void> {
  const indexes = join(values.work, 'ranker-index');
  const asking: Asking = { ...loaded, indexes, everything: askedParagraphs(all), random: seededRandom(seed) };
  const share = Math.ceil(count / corpora.length);
  for (const [i, corpus] of corpora.entries()) {
    const name = `${asked.replaceAll(' ', '-')}-${i}`;
    for (const example of await askCorpus(name, corpus, share, asking)) examples.push({ ...example, asked });
  }
  console.error(`${asked}: ${examples.length} examples`);
}

function fit(direction: Direction): Weights {
  const mine = examples.filter((example) => example.direction === direction);
  const judged = judgeUnfitted(mine);
  report(direction, judged);
  const lists = mine.filter(isRankable);
  const sentences = lists.map(({ windows, signals, right }) => {
    const alone = windows.map(({ first, last }) => first === last);
    return { signals: signals.filter((_, i) => alone[i]), right: right.filter((_, i) => alone[i]) };
  });
  return {
    window: fitWindow(lists),
    sentence: named(SIGNAL_NAMES, fitRanking(sentences.filter(isRankable), scale.deviation)),
    ...fitChances(judged),
  };
}

function isRankable({ right }: Pick<Example, 'right'>): boolean {
  return right.includes(true) && right.includes(false);
}

function fitWindow(lists: Labelled[]): WindowWeights {
  const { weights, hidden } = fitNetwork(lists, scale);
  return {
    weights: named(SIGNAL_NAMES, weights),
    hidden: hidden.map((unit) => ({
      weights: named(SIGNAL_NAMES, unit.weights),
      bias: Number(unit.bias.toFixed(4)),
      out: Number(unit.out.toFixed(4)),
    })),
  };
}

function fitChances(outcomes: Outcome[]): Pick<Weights, 'confidence' | 'answerable'> {
  return {
    confidence: fitChance(outcomes),
    answerable: fitChance(outcomes.map(({ signals, answerable }) => ({ signals, right: answerable }))),
  };
}

function fitChance(examples: LabelledSignals[]): ChanceWeights {
  const { weights, bias } = fitLogistic(examples, EVIDENCE_NAMES.length);
  return { weights: named(EVIDENCE_NAMES, weights), bias: Number(bias.toFixed(4)) };
}

/** What the two chances are learned from: each example judged by weights that were not fitted to its paragraph or article. */
function judgeUnfitted(mine: Labelled[]): Judged[] {
  return FOLDS.flatMap((fold) => {
    const window = fitWindow(mine.filter((example) => foldOf(example) !== fold && isRankable(example)));
    return mine
      .filter((example) => foldOf(example) === fold)
      .map((example) => ({ ...judge(example, window, CHOICES.priceOfLength), asked: example.asked, fold }));
  });
}

function foldOf({ group }: Labelled): number {
  return parseInt(group.slice(6, 12), 16) % FOLDS.length;
}

/** The chances, too, by weights that were fitted to the others. */
function report(direction: Direction, judged: Judged[]): void {
  const all = FOLDS.flatMap((fold) => {
    const weights = fitChances(judged.filter((each) => each.fold !== fold));
    return judged
      .filter((each) => each.fold === fold)
      .map((each) => ({ ...each, chances: chancesOf(each.signals, weights) }));
  });
  for (const asked of new Set(all.map((each) => each.asked))) {
    const own = all.filter((each) => each.asked === asked);
    console.error(`${asked}, ${direction}: ${reportOf(own, CHOICES)}`);
  }
}

function named(names: readonly string[], numbers: number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, Number((numbers[i] ?? 0).toFixed(4))]));
}
