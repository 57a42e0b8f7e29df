export interface Spread {
  mean: number;
  /** Standard deviation, of the whole population. */
  deviation: number;
}

/** Both are NaN for no values. */
export function spread(values: number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
