/**
 * Share of a question that is said, 0..1, each token as far as it is.
 * @param said of each token of the question, how well, 0..1
 * @param weights of the tokens, summing to 1
 */
export function tokenCoverage(said: ArrayLike<number>, weights: Float32Array): number {
  return weights.reduce((sum, weight, token) => sum + weight * (said[token] ?? 0), 0);
}
