/** Logarithm of the sum of what `logs` are the logarithms of; `-Infinity` of none. */
export function logSum(logs: ArrayLike<number>): number {
  const values = Array.from(logs);
  const most = Math.max(...values);
  if (most === -Infinity) return most;
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
