/**
 * Checks the exported model as the bot will load it: its tokens equal SentencePiece's, its vectors equal the float
 * table's, and how well its vectors alone find the right paragraph in the open sets.
 *
 *   tsx scripts/train/check-embedding.ts [MODEL_DIR] [WORK_DIR] [EVAL_DIR]
 */
import { basename, dirname, join, resolve } from 'node:path';
import { AutoTokenizer, env, pipeline } from '@xenova/transformers';
import { fold } from '../../src/corpus/fold.ts';
import { readLines } from './read-lines.ts';

interface Sample {
  text: string;
  ids: number[];
  vector: number[];
}
interface Paragraph {
  id: string;
  title: string;
  text: string;
}
interface Question {
  question: string;
  paragraphs: string[];
}

const BATCH = 64;
const LEAST_LIKENESS = 0.999;
const SETS = ['drcd-test', 'cmrc2018-dev', 'taiwan-md', 'taiwan-md-en2zh', 'lctt-en2zh'];

const [
  modelFolder = 'models/footnote-bilingual',
  workFolder = '.cache/train',
  evalFolder = '../shared/data/eval',
] = process.argv.slice(2);
const modelName = basename(modelFolder);
env.allowRemoteModels = false;
env.localModelPath = resolve(dirname(modelFolder));
const tokenizer = await AutoTokenizer.from_pretrained(modelName);
const extractor = await pipeline('feature-extraction', modelName, { quantized: true });

async function readRows<Row>(file: string): Promise<Row[]> {
  return (await readLines(file)).map((line) => JSON.parse(line) as Row);
}

/** Returns one unit vector for each text, in order. */
async function embed(texts: string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH) {
    const batch = texts.slice(start, start + BATCH);
    const output = await extractor(batch, { pooling: 'cls', normalize: true });
    const dimensions = output.dims.at(-1) ?? 0;
    const data = output.data as Float32Array;
    batch.forEach((_, row) => vectors.push(data.slice(row * dimensions, (row + 1) * dimensions)));
  }
  return vectors;
}

function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

function bagOf(ids: number[]): string {
  return ids.toSorted((a, b) => a - b).join(' ');
}

/** Throws on the first text whose tokens or vector differ from what was trained. */
async function checkSample(samples: Sample[]): Promise<void> {
  let least = 1;
  for (const { text, ids, vector } of samples) {
    const found = (tokenizer as { encode(text: string): number[] }).encode(text);
    // "ooo" may be split as "o oo" or "oo o", which are equally likely: the sum of their vectors is the same.
    if (bagOf(found) !== bagOf(ids)) {
      throw new Error(
        `Tokens differ for ${JSON.stringify(text)}: ${found.join(' ')} instead of ${ids.join(' ')}.`,
      );
    }
    const isEmpty = vector.every((value) => value === 0);
    const [embedded = new Float32Array()] = isEmpty ? [] : await embed([text]);
    if (!isEmpty) least = Math.min(least, dot(embedded, vector));
  }
  if (!(least > LEAST_LIKENESS))
    throw new Error(`The least cosine to the float table is ${least.toFixed(5)}.`);
  console.log(`${samples.length} texts: tokens equal, least cosine to the float table ${least.toFixed(5)}`);
}

/** Prints how often the right paragraph is the first, or among the first five, by vectors alone. */
async function printRetrieval(set: string): Promise<void> {
  const paragraphs = await readRows<Paragraph>(join(evalFolder, `${set}.paragraphs.jsonl`));
  const questions = await readRows<Question>(join(evalFolder, `${set}.questions.jsonl`));
  const vectors = await embed(paragraphs.map(({ text }) => fold(text)));
  let [first, five, reciprocal] = [0, 0, 0];
  const times: number[] = [];
  for (const { question, paragraphs: right } of questions) {
    const started = performance.now();
    const [asked = new Float32Array()] = await embed([fold(question)]);
    times.push(performance.now() - started);
    const scores = vectors.map((vector) => dot(asked, vector));
    const best = Math.max(
      ...paragraphs.map(({ id }, row) => (right.includes(id) ? (scores[row] ?? -1) : -1)),
    );
    const rank = scores.filter((score) => score > best).length;
    if (rank < 1) first++;
    if (rank < 5) {
      five++;
      reciprocal += 1 / (rank + 1);
    }
  }
  const share = (count: number) => (count / questions.length).toFixed(3);
  const median = times.sort((left, right) => left - right)[times.length >> 1] ?? 0;
  console.log(
    `${set}: hit@1 ${share(first)} hit@5 ${share(five)} MRR@5 ${share(reciprocal)} ` +
      `(${questions.length} questions, ${paragraphs.length} paragraphs, p50 ${median.toFixed(2)} ms a question)`,
  );
}

await checkSample(await readRows<Sample>(join(workFolder, 'sample.jsonl')));
for (const set of SETS) await printRetrieval(set);
