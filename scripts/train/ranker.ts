import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  chooseApart,
  confidenceOf,
  scoreWindows,
  type ScoredWindow,
} from '../../src/answering/answer-question.ts';
import { EVIDENCE_NAMES, evidenceOf } from '../../src/answering/evidence.ts';
import type { Ranker, WindowWeights } from '../../src/answering/ranker.ts';
import { SIGNAL_NAMES } from '../../src/answering/signals.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { LEXICON_FILE, modelIdentity, THESAURUS_FILE } from '../../src/open-engine.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { calibrationError } from '../figures.ts';
import { toArticle } from '../paragraph-corpus.ts';
import { fitLogistic, fitNetwork, fitRanking, scaleOf, type LabelledSignals } from './fit-weights.ts';
import { seededRandom, shuffle } from './random.ts';
import { drawQuestion, toExample, type Example } from './ranker-examples.ts';
import { readUnseen, type ReadingArticle } from './reading-questions.ts';

/**
 * Learns the weights of the ranker and of the confidence from the reading questions, asked of indexes built from their
 * own paragraphs: one of all, and 24 small ones, since a community's folder may hold three articles or thousands.
 * The embedding knows the questions it was trained on, and would be trusted too much; so the questions are those that a
 * second embedding and lexicon, made for this alone, have not seen. `train.sh` makes them. Same data, same weights.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/train' },
    work: { type: 'string', default: '.cache/train' },
    /** Folder of the model and the lexicon that have not been trained on the unseen paragraphs. */
    models: { type: 'string', default: '.cache/train/cross/models' },
    model: { type: 'string', default: 'footnote-bilingual' },
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
const isHeldOut = (id: string) => parseInt(id.slice(0, 6), 16) % HELD_OUT === 0;
const embeddings = await WorkerEmbeddings.load(values.model, values.models);
const wordings = {
  lexicon: await Lexicon.read(join(values.models, LEXICON_FILE)),
  thesaurus: await Thesaurus.read(join('models', THESAURUS_FILE)),
};
const unseen = await readUnseen(values.data, Number(values.unseen));

type Labelled = Example & { heldOut: boolean };
const examples: Labelled[] = [];
const directions: Direction[] = ['same', 'cross'];

const order = shuffle(unseen, random);
const everything = order.flatMap(({ paragraphs }) => paragraphs);
// Some are left out, so that there are questions whose paragraph is elsewhere.
await ask(
  'all',
  order.filter((_, i) => i % 4 !== 0),
  Number(values.questions),
);
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
  ...(Object.fromEntries(directions.map((direction) => [direction, fit(direction)])) as Pick<
    Ranker,
    Direction
  >),
  answered: ANSWERED,
  related: RELATED,
};
report();
await writeFile(values.out, `${JSON.stringify(ranker, null, 2)}\n`);
await embeddings.close();

/** Builds an index of some paragraphs and asks `count` questions in each language, answerable and not. */
async function ask(name: string, corpus: ReadingArticle[], count: number): Promise<void> {
  const indexDir = join(values.work, 'ranker-index', name);
  const articles = corpus.map(({ id, text }) => toArticle({ id, title: '', text }));
  const inside = corpus.flatMap(({ paragraphs }) => paragraphs);
  const model = modelIdentity(embeddings);
  await buildIndex({
    corpus: { articles, skipped: [] },
    embeddings,
    model,
    store: new FolderStore(indexDir),
  });
  const index = await new FolderStore(indexDir).open(model);
  const here = new Set(inside);
  const outside = everything.filter((paragraph) => !here.has(paragraph));
  for (const direction of directions) {
    for (let i = 0; i < count; i++) {
      const asked = drawQuestion(inside, outside, direction, random);
      if (!asked) continue;
      const example = await toExample(asked, index, embeddings, wordings);
      // A question made of names alone is in no language, or in the other one.
      if (example.direction === direction && example.windows.length > 1)
        examples.push({ ...example, heldOut: isHeldOut(example.paragraph) });
    }
  }
  await index.close();
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
  const foldOf = ({ paragraph }: Labelled) => parseInt(paragraph.slice(6, 12), 16) % FOLDS;
  return Array.from({ length: FOLDS }, (_, fold) => {
    const window = fitWindow(mine.filter((example) => foldOf(example) !== fold && isRankable(example)));
    return mine
      .filter((example) => foldOf(example) === fold)
      .flatMap((example) => judge(example, window) ?? []);
  }).flat();
}

/** The evidence for the best window of an example, and whether it is right. */
function judge(example: Example, weights: WindowWeights): LabelledSignals | null {
  const [first, second] = best(example, weights);
  if (!first) return null;
  const margin = first.score - (second?.score ?? -Infinity);
  const right = example.right[example.windows.indexOf(first.window)] ?? false;
  return { signals: evidenceOf(first.signals, margin, example.context), right };
}

function best({ windows, signals }: Example, weights: WindowWeights): ScoredWindow[] {
  return chooseApart(scoreWindows(windows, signals, weights));
}

function withConfidence(example: Labelled): { confidence: number; right: boolean } {
  const weights = ranker[example.direction];
  const judged = judge(example, weights.window);
  if (!judged) return { confidence: 0, right: false };
  return { confidence: confidenceOf(judged.signals, weights), right: judged.right };
}

function report(): void {
  for (const direction of directions) {
    const mine = examples.filter((example) => example.heldOut && example.direction === direction);
    const answerable = mine.filter((example) => example.answerable);
    const quoteAt = (k: number) =>
      share(answerable, (example) =>
        best(example, ranker[direction].window)
          .slice(0, k)
          .some(({ window }) => example.right[example.windows.indexOf(window)]),
      );
    const refused = (list: Labelled[]) =>
      share(list, (example) => withConfidence(example).confidence < ranker.related);
    const unanswerable = mine.filter((example) => !example.answerable);
    console.error(
      `${direction}: held out ${answerable.length} answerable, quote@1 ${quoteAt(1)}, quote@3 ${quoteAt(3)}, ` +
        `refused ${refused(answerable)}; ${unanswerable.length} unanswerable, refused ${refused(unanswerable)}; ` +
        `calibration error ${calibrationError(mine.map(withConfidence))}`,
    );
  }
}

function share<T>(list: T[], test: (item: T) => boolean | undefined): string {
  return (list.filter(test).length / Math.max(1, list.length)).toFixed(3);
}

function named(names: readonly string[], numbers: number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, Number((numbers[i] ?? 0).toFixed(4))]));
}
