import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EVIDENCE_NAMES } from '../../src/answering/evidence.ts';
import type { Ranker, WindowWeights } from '../../src/answering/ranker.ts';
import { SIGNAL_NAMES } from '../../src/answering/signals.ts';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';
import { askCorpus, askedParagraphs, ASKING_OPTIONS, loadModels, mostOf, type Asking } from './ask-corpus.ts';
import type { AskedArticle } from './asked-article.ts';
import { fitLogistic, fitNetwork, fitRanking, scaleOf, type LabelledSignals } from './fit-weights.ts';
import { seededRandom, shuffle } from './random.ts';
import { DIRECTIONS, type Example } from './ranker-examples.ts';
import { judge, reportOf } from './ranker-report.ts';
import { readUnseen } from './reading-questions.ts';

/**
 * Learns the weights of the ranker and of the confidence from the reading questions, asked of indexes built from their
 * own paragraphs: one of all, and 24 small ones, since a community's folder may hold three articles or thousands.
 * The embedding knows the questions it was trained on, and would be trusted too much; so the questions are those that a
 * second embedding and lexicon, made for this alone, have not seen. `train.sh` makes them. Same data, same weights.
 */
const { values } = parseArgs({
  options: {
    ...ASKING_OPTIONS,
    /** Share of the reading paragraphs that they have not been trained on, in percent; as given to `pairs.py`. */
    unseen: { type: 'string', default: '40' },
    out: { type: 'string', default: 'models/ranker.json' },
    /** Questions asked of each kind of index, in each language. */
    questions: { type: 'string', default: '2000' },
  },
});

const SMALL_CORPORA = 24;
/** One paragraph in this many is kept aside to report on. */
const HELD_OUT = 8;
/** Parts in which the examples are judged by weights fitted to the others. */
const FOLDS = 3;
/**
 * What to do with a confidence is a choice, not learned: more likely right than wrong counts as an answer, and a passage that
 * may help one asker in seven is worth showing as "related".
 */
const ANSWERED = 0.5;
const RELATED = 0.15;

const random = seededRandom(7);
const isHeldOut = (group: string) => parseInt(group.slice(0, 6), 16) % HELD_OUT === 0;
const loaded = await loadModels(values.models, values.model);
const unseen = await readUnseen(values.data, Number(values.unseen));

type Labelled = Example & { heldOut: boolean };
const examples: Labelled[] = [];

const order = shuffle(unseen, random);
const asking: Asking = {
  ...loaded,
  indexes: join(values.work, 'ranker-index'),
  everything: askedParagraphs(order),
  random,
};
await ask('all', mostOf(order), Number(values.questions));
for (let i = 0; i < SMALL_CORPORA; i++) {
  const share = Math.ceil(Number(values.questions) / SMALL_CORPORA);
  await ask(
    `small-${i}`,
    order.filter((_, k) => k % SMALL_CORPORA === i),
    share,
  );
}

// Of both directions together: keyword signals hardly vary across languages here, but will with names that are Latin in both.
const scale = scaleOf(
  examples.flatMap(({ signals }) => signals),
  SIGNAL_NAMES.length,
);
const ranker: Ranker = {
  ...(Object.fromEntries(DIRECTIONS.map((direction) => [direction, fit(direction)])) as Pick<
    Ranker,
    Direction
  >),
  answered: ANSWERED,
  related: RELATED,
};
for (const direction of DIRECTIONS) {
  const mine = examples.filter((example) => example.heldOut && example.direction === direction);
  console.error(`${direction}: held out ${reportOf(mine, ranker)}`);
}
await writeFile(values.out, `${JSON.stringify(ranker, null, 2)}\n`);
await loaded.embeddings.close();

async function ask(name: string, corpus: AskedArticle[], count: number): Promise<void> {
  const asked = await askCorpus(name, corpus, count, asking);
  examples.push(...asked.map((example) => ({ ...example, heldOut: isHeldOut(example.group) })));
  console.error(`${name}: ${examples.length} examples`);
}

function fit(direction: Direction): Ranker[Direction] {
  const mine = examples.filter((example) => example.direction === direction && !example.heldOut);
  const lists = mine.filter(isRankable);
  const sentences = lists.map(({ windows, signals, right }) => {
    const alone = windows.map(({ first, last }) => first === last);
    return { signals: signals.filter((_, i) => alone[i]), right: right.filter((_, i) => alone[i]) };
  });
  const sentence = fitRanking(sentences.filter(isRankable), scale.deviation);
  const { weights, bias } = fitLogistic(judgeUnfitted(mine), EVIDENCE_NAMES.length);
  return {
    window: fitWindow(lists),
    sentence: named(SIGNAL_NAMES, sentence),
    confidence: named(EVIDENCE_NAMES, weights),
    bias: Number(bias.toFixed(4)),
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

/** What the confidence is learned from: judged by weights that were not fitted to the example's paragraph. */
function judgeUnfitted(mine: Labelled[]): LabelledSignals[] {
  const foldOf = ({ group }: Labelled) => parseInt(group.slice(6, 12), 16) % FOLDS;
  return Array.from({ length: FOLDS }, (_, fold) => {
    const window = fitWindow(mine.filter((example) => foldOf(example) !== fold && isRankable(example)));
    return mine
      .filter((example) => foldOf(example) === fold)
      .flatMap((example) => judge(example, window) ?? []);
  }).flat();
}

function named(names: readonly string[], numbers: number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, Number((numbers[i] ?? 0).toFixed(4))]));
}
