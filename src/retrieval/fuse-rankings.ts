import { logSum } from '../log-sum.ts';
import { spread } from './spread.ts';
import { tokenCoverage } from './token-coverage.ts';

/** What retrieval knows of a passage. */
export interface PassageScores {
  ordinal: number;
  /** BM25 of the passage; 0 when no term of the question is in it. */
  keyword: number;
  /** Cosine of the passage to the question, -1..1. */
  vector: number;
  /** Cosine of its nearest sentence to the question, -1..1. */
  sentence: number;
}

export interface Fused {
  /** Fused score: larger is better, comparable within one question only. */
  score: number;
}

type ScoreWeights = Omit<PassageScores, 'ordinal'>;
type Ranked = Fused & Pick<PassageScores, 'ordinal'>;

export interface FusionWeights extends ScoreWeights {
  /** Of the share of the question's tokens that the best sentence says, see `rankByTokens`. */
  tokens: number;
  /** Of the share that a reader gives the passage, see `rankByReading`. */
  reading: number;
}

/** A smaller logarithm of a share says no more than this one: a passage that a reader takes nothing from. */
const LEAST_SHARE = -8;

/**
 * One ranking out of three: each score is divided by its standard deviation over the candidates of this question, then
 * weighted and added, because BM25 and cosine have no common unit.
 * @returns best first
 */
export function fuseRankings<Candidate extends PassageScores>(
  candidates: Candidate[],
  weights: ScoreWeights,
): (Candidate & Fused)[] {
  const keyword = weights.keyword / unitOf(candidates.map((candidate) => candidate.keyword));
  const vector = weights.vector / unitOf(candidates.map((candidate) => candidate.vector));
  const sentence = weights.sentence / unitOf(candidates.map((candidate) => candidate.sentence));
  return candidates
    .map((candidate) => ({
      ...candidate,
      score: keyword * candidate.keyword + vector * candidate.vector + sentence * candidate.sentence,
    }))
    .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}

/**
 * Ranks fused passages anew by how much of the question the best sentence of each says, token by token, as another score that
 * is divided by its standard deviation, weighted and added. As none is below 0, the others stay behind them.
 * @returns best first
 */
export function rankByTokens<Passage extends Ranked & { tokens: Float32Array[] }>(
  passages: Passage[],
  tokenWeights: Float32Array,
  weight: number,
): Passage[] {
  const said = passages.map(({ tokens }) =>
    Math.max(0, ...tokens.map((each) => tokenCoverage(each, tokenWeights))),
  );
  return rankBy(passages, said, weight);
}

/**
 * Ranks passages anew by the share of all that the answer may be that a reader gives each, as one more such score, 0 and up.
 * @param none that no passage has the answer, see `Reading`
 * @returns best first
 */
export function rankByReading<Passage extends Ranked & { answers: Float32Array }>(
  passages: Passage[],
  none: number,
  weight: number,
): Passage[] {
  const read = passages.map(({ answers }) => logSum(answers));
  const all = logSum([...read, none]);
  const shares = read.map((answer) => Math.max(LEAST_SHARE, answer - all) - LEAST_SHARE);
  return rankBy(passages, shares, weight);
}

function rankBy<Passage extends Ranked>(passages: Passage[], values: number[], weight: number): Passage[] {
  const scale = weight / unitOf(values);
  return passages
    .map((passage, i) => ({ ...passage, score: passage.score + scale * (values[i] ?? 0) }))
    .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}

/** Standard deviation; 1 where there is none, so that it can be divided by. */
function unitOf(values: number[]): number {
  return spread(values).deviation || 1;
}
