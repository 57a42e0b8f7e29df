import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32, gunzipSync } from 'node:zlib';
import {
  chooseApart,
  confidenceOf,
  scoreWindows,
  type ScoredWindow,
} from '../../src/answering/answer-question.ts';
import { EVIDENCE_NAMES, evidenceOf } from '../../src/answering/evidence.ts';
import type { Ranker } from '../../src/answering/ranker.ts';
import { SIGNAL_NAMES } from '../../src/answering/signals.ts';
import { fold } from '../../src/corpus/fold.ts';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { openIndex } from '../../src/index/open-index.ts';
import { modelIdentity } from '../../src/open-engine.ts';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';
import { toArticle } from '../paragraph-corpus.ts';
import {
  deviations,
  fitLogistic,
  fitRanking,
  seededRandom,
  shuffle,
  type LabelledSignals,
} from './fit-weights.ts';
import { toExample, type Example, type ReadingQuestion } from './ranker-examples.ts';

/**
 * Learns the weights of the ranker and of the confidence from the reading questions, asked of indexes built from their
 * own paragraphs: one of all, and small ones, since a community's folder may hold three articles or thousands.
 * The embedding knows the questions it was trained on, and would be trusted too much; so the questions are those that a
 * second embedding, trained for this alone, has not seen. `train.sh` makes both. Same data, same weights.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/train' },
    work: { type: 'string', default: '.cache/train' },
    /** Folder of the model that has not been trained on the unseen paragraphs. */
    models: { type: 'string', default: '.cache/train/cross/models' },
    model: { type: 'string', default: 'footnote-bilingual' },
    /** Share of the reading paragraphs that it has not been trained on, in percent; as given to `pairs.py`. */
    unseen: { type: 'string', default: '40' },
    out: { type: 'string', default: 'models/ranker.json' },
    /** Questions asked of each kind of index, in each language. */
    questions: { type: 'string', default: '1500' },
  },
});

const SMALL_CORPUS = 40;
const SMALL_CORPORA = 12;
/** Of the questions asked of a corpus, how many have no answer there: in another corpus, or hidden in the right place. */
const ELSEWHERE = 0.25;
const HIDDEN = 0.1;
/** One paragraph in this many is kept aside to report on. */
const HELD_OUT = 8;
/**
 * What to do with a confidence is a choice, not learned: more likely right than wrong counts as an answer, and a passage that
 * may help one asker in seven is worth showing as "related".
 */
const ANSWERED = 0.5;
const RELATED = 0.15;

interface Reading {
  question: string;
  paragraph: string;
  answer: string;
}

const random = seededRandom(7);
const all = gunzipSync(await readFile(join(values.data, 'reading.jsonl.gz')))
  .toString('utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Reading);
/** A line a question: English word by word, and reworded Chinese. */
const wordings = (await readFile(join(values.work, 'wordings.tsv'), 'utf8')).split('\n');
const idOf = (paragraph: string) => createHash('sha256').update(paragraph).digest('hex').slice(0, 12);
const isHeldOut = (id: string) => parseInt(id.slice(0, 6), 16) % HELD_OUT === 0;

const embeddings = await WorkerEmbeddings.load(values.model, values.models);
const reading = all
  .map((row, i) => ({ ...row, wordings: wordingsOf(row.question, wordings[i] ?? '') }))
  .filter(({ paragraph }) => crc32(fold(paragraph)) % 10_000 < Number(values.unseen) * 100);
const ids = [...new Set(reading.map(({ paragraph }) => idOf(paragraph)))];
const textOf = new Map(reading.map(({ paragraph }) => [idOf(paragraph), paragraph]));
const questionsOf = groupBy(
  reading.map(({ paragraph, ...row }) => ({ ...row, paragraph: idOf(paragraph) })),
  ({ paragraph }) => paragraph,
);

type Labelled = Example & { answerable: boolean; heldOut: boolean };
const examples: Labelled[] = [];
const directions: Direction[] = ['same', 'cross'];

const order = shuffle(ids, random);
await ask('all', order, Number(values.questions));
for (let i = 0; i < SMALL_CORPORA; i++) {
  const share = Math.ceil(Number(values.questions) / SMALL_CORPORA);
  await ask(`small-${i}`, order.slice(i * SMALL_CORPUS, (i + 1) * SMALL_CORPUS), share);
}

// Of both directions together: keyword signals hardly vary across languages here, but will with names that are Latin in both.
const scale = deviations(
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
async function ask(name: string, paragraphs: string[], count: number): Promise<void> {
  // The index of all leaves some out, so that there are questions whose paragraph is elsewhere.
  const indexed = name === 'all' ? paragraphs.filter((_, i) => i % 4 !== 0) : paragraphs;
  const indexDir = join(values.work, 'ranker-index', name);
  const articles = indexed.map((id) => toArticle({ id, title: '', text: textOf.get(id) ?? '' }));
  const model = modelIdentity(embeddings);
  await buildIndex({ corpus: { articles, skipped: [] }, embeddings, model, indexDir });
  const index = await openIndex(indexDir, model);
  const inside = new Set(indexed);
  const outside = ids.filter((id) => !inside.has(id));
  for (const direction of directions) {
    for (let i = 0; i < count; i++) {
      const kind = random();
      const pool = kind < ELSEWHERE ? outside : indexed;
      const hide = kind >= ELSEWHERE && kind < ELSEWHERE + HIDDEN;
      const id = pick(pool);
      const chosen = pick(questionsOf.get(id) ?? []);
      const question: ReadingQuestion = { ...chosen, question: pick(chosen.wordings[direction]) };
      const example = await toExample(question, hide, index, embeddings);
      const answerable = kind >= ELSEWHERE + HIDDEN;
      // A gloss may be all names that the dictionary lacks: nothing is asked then.
      if (example.direction === direction && example.windows.length > 1)
        examples.push({ ...example, answerable, heldOut: isHeldOut(id) });
    }
  }
  await index.close();
  console.error(`${name}: ${examples.length} examples`);
}

function fit(direction: Direction): Ranker[Direction] {
  const mine = examples.filter((example) => example.direction === direction && !example.heldOut);
  const lists = mine.filter(({ right }) => right.includes(true) && right.includes(false));
  const window = named(SIGNAL_NAMES, fitRanking(lists, scale));
  const sentences = lists.map(({ windows, signals, right }) => {
    const alone = windows.map(({ first, last }) => first === last);
    return { signals: signals.filter((_, i) => alone[i]), right: right.filter((_, i) => alone[i]) };
  });
  const usable = sentences.filter(({ right }) => right.includes(true) && right.includes(false));
  const sentence = named(SIGNAL_NAMES, fitRanking(usable, scale));
  const judged = mine.flatMap((example) => judge(example, window) ?? []);
  const { weights, bias } = fitLogistic(judged, EVIDENCE_NAMES.length);
  return { window, sentence, confidence: named(EVIDENCE_NAMES, weights), bias: Number(bias.toFixed(4)) };
}

function wordingsOf(question: string, line: string): Record<Direction, string[]> {
  const [english = '', reworded = ''] = line.split('\t');
  return { same: [question, reworded], cross: [english] };
}

/** The evidence for the best window of an example, and whether it is right. */
function judge(example: Example, weights: Record<string, number>): LabelledSignals | null {
  const [first, second] = best(example, weights);
  if (!first) return null;
  const margin = first.score - (second?.score ?? -Infinity);
  const right = example.right[example.windows.indexOf(first.window)] ?? false;
  return { signals: evidenceOf(first.signals, margin, example.context), right };
}

function best({ windows, signals }: Example, weights: Record<string, number>): ScoredWindow[] {
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
        `calibration error ${calibrationError(mine)}`,
    );
  }
}

/** Expected calibration error over ten bins of confidence (Naeini et al. 2015). */
function calibrationError(list: Labelled[]): string {
  const judged = list.map(withConfidence);
  const bins = groupBy(judged, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  const error = [...bins.values()].reduce((sum, bin) => {
    const confidence = bin.reduce((total, each) => total + each.confidence, 0);
    const right = bin.filter((each) => each.right).length;
    return sum + Math.abs(confidence - right) / judged.length;
  }, 0);
  return error.toFixed(3);
}

/** `Map.groupBy`, which Node 20 lacks. */
function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function share<T>(list: T[], test: (item: T) => boolean | undefined): string {
  return (list.filter(test).length / Math.max(1, list.length)).toFixed(3);
}

function named(names: readonly string[], numbers: number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, Number((numbers[i] ?? 0).toFixed(4))]));
}

function pick<T>(items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
