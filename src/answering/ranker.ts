import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { FootnoteError } from '../errors.ts';
import { SIGNAL_NAMES, type Signals } from './signals.ts';
import { EVIDENCE_NAMES } from './evidence.ts';

const weightsOf = (names: readonly string[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, z.number()])));

/** Adds `out` times the hyperbolic tangent of a weighted sum. */
const hiddenUnitSchema = z.strictObject({
  weights: weightsOf(SIGNAL_NAMES),
  bias: z.number(),
  out: z.number(),
});

const windowSchema = z.strictObject({
  /** Weight of each signal. */
  weights: weightsOf(SIGNAL_NAMES),
  /** What signals say together that they do not say alone. */
  hidden: z.array(hiddenUnitSchema),
});

/** A window's score: a weighted sum of its signals and a hidden layer beside it. */
export type WindowWeights = z.infer<typeof windowSchema>;

/** The logistic of a weighted sum of evidence and `bias`: a chance. */
const chanceSchema = z.strictObject({ weights: weightsOf(EVIDENCE_NAMES), bias: z.number() });

export type ChanceWeights = z.infer<typeof chanceSchema>;

const weightsSchema = z.strictObject({
  window: windowSchema,
  /** Weight of each signal for windows of one sentence: which sentence of a quote is its best. */
  sentence: weightsOf(SIGNAL_NAMES),
  /** That the best window is right. */
  confidence: chanceSchema,
  /** That the articles hold an answer, whichever window has it. */
  answerable: chanceSchema,
});

const rankerSchema = z.object({
  /** By `Direction`, learned apart. */
  same: weightsSchema,
  cross: weightsSchema,
  /** Confidence from which an answer counts as `answered`. */
  answered: z.number().min(0).max(1),
  /** Chance of being answerable from which what comes nearest is shown as `related`. */
  related: z.number().min(0).max(1),
  /**
   * What a quote as long as one may be costs, in units of the signal `reading`: neighbours of what was found are quoted, too, when
   * they add more than that for their length. 0 quotes all that fits.
   */
  priceOfLength: z.number().min(0),
});

/** Learned weights, see `scripts/train/`. */
export type Ranker = z.infer<typeof rankerSchema>;

/** @throws FootnoteError `model-damaged` when the file is absent or does not fit this version's signals */
export async function readRanker(path: string): Promise<Ranker> {
  try {
    return rankerSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new FootnoteError(
      'model-damaged',
      `The ranking weights in ${path} are missing or do not fit this version of Footnote. Restore the file: git checkout.`,
      { cause },
    );
  }
}

/** A weighted sum; names without a value count 0. */
export function weightedSum(
  names: readonly string[],
  values: Signals,
  weights: Record<string, number>,
): number {
  return names.reduce((sum, name, i) => sum + (weights[name] ?? 0) * (values[i] ?? 0), 0);
}

/** Both 0..1. */
export interface Chances {
  /** That the best window is right. */
  confidence: number;
  /** That the articles hold an answer: at least the former, though the two are learned apart. */
  answerable: number;
}

export function chancesOf(
  evidence: Signals,
  { confidence, answerable }: Pick<Ranker['same'], keyof Chances>,
): Chances {
  const right = chanceOf(evidence, confidence);
  return { confidence: right, answerable: Math.max(right, chanceOf(evidence, answerable)) };
}

function chanceOf(evidence: Signals, { weights, bias }: ChanceWeights): number {
  return 1 / (1 + Math.exp(-weightedSum(EVIDENCE_NAMES, evidence, weights) - bias));
}

/** How well a window answers; comparable within one question only. */
export function windowScore(signals: Signals, { weights, hidden }: WindowWeights): number {
  return hidden.reduce(
    (sum, unit) => sum + unit.out * Math.tanh(weightedSum(SIGNAL_NAMES, signals, unit.weights) + unit.bias),
    weightedSum(SIGNAL_NAMES, signals, weights),
  );
}
