import { spread } from './spread.ts';

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

export type FusionWeights = Omit<PassageScores, 'ordinal'>;

/**
 * One ranking out of three: each score is divided by its standard deviation over the candidates of this question, then
 * weighted and added, because BM25 and cosine have no common unit.
 * @returns best first
 */
export function fuseRankings<Candidate extends PassageScores>(
  candidates: Candidate[],
  weights: FusionWeights,
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

/** Standard deviation; 1 where there is none, so that it can be divided by. */
function unitOf(values: number[]): number {
  return spread(values).deviation || 1;
}
