import type { Candidate } from '../index/index-reader.ts';
import { spread } from './spread.ts';

export interface FusedCandidate {
  ordinal: number;
  /** BM25 of the passage; 0 when no token of the question is in it. */
  keyword: number;
  /** Cosine of the passage to the question, -1..1. */
  vector: number;
  /** Fused score: larger is better, comparable within one question only. */
  score: number;
}

export interface FusionWeights {
  keyword: number;
  vector: number;
}

/**
 * One ranking out of two: each score is divided by its standard deviation over the candidates of this question, then
 * weighted and added, because BM25 and cosine have no common unit.
 * @param keyword every candidate that a token matched
 * @param vectors the cosine of every candidate of either ranking
 */
export function fuseRankings(
  keyword: Candidate[],
  vectors: Candidate[],
  weights: FusionWeights,
): FusedCandidate[] {
  const keywordScores = new Map(keyword.map(({ ordinal, score }) => [ordinal, score]));
  const candidates = vectors.map(({ ordinal, score }) => ({
    ordinal,
    keyword: keywordScores.get(ordinal) ?? 0,
    vector: score,
  }));
  const keywordUnit = unitOf(candidates.map((candidate) => candidate.keyword));
  const vectorUnit = unitOf(candidates.map((candidate) => candidate.vector));
  return candidates
    .map((candidate) => ({
      ...candidate,
      score:
        (weights.keyword * candidate.keyword) / keywordUnit +
        (weights.vector * candidate.vector) / vectorUnit,
    }))
    .sort((a, b) => b.score - a.score || a.ordinal - b.ordinal);
}

/** Standard deviation; 1 where there is none, so that it can be divided by. */
function unitOf(values: number[]): number {
  return spread(values).deviation || 1;
}
