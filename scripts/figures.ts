export interface Judged {
  /** 0..1. */
  confidence: number;
  /** Whether the first quote holds the answer; false when there is none to find. */
  right: boolean;
}

const BINS = 10;

/** Expected calibration error over ten bins of confidence (Naeini et al. 2015), 0..1. */
export function calibrationError(list: Judged[]): number {
  const gaps = Array.from({ length: BINS }, () => 0);
  for (const { confidence, right } of list) {
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + confidence - (right ? 1 : 0);
  }
  return round(gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, list.length));
}

/** The chance that a number of the first list is above one of the second, ties counting half, 0..1; .5 tells nothing. */
export function areaUnderCurve(above: number[], below: number[]): number {
  const all = [
    ...above.map((value) => ({ value, first: true })),
    ...below.map((value) => ({ value, first: false })),
  ].sort((a, b) => a.value - b.value);
  let wins = 0;
  let lower = 0;
  for (let at = 0; at < all.length;) {
    const value = all[at]?.value;
    let end = at;
    while (end < all.length && all[end]?.value === value) end++;
    const tied = all.slice(at, end);
    const losers = tied.filter(({ first }) => !first).length;
    wins += (tied.length - losers) * (lower + losers / 2);
    lower += losers;
    at = end;
  }
  return round(wins / Math.max(1, above.length * below.length));
}

/** To four digits; 0 of no values. */
export function mean(values: number[]): number {
  return values.length === 0 ? 0 : round(values.reduce((total, value) => total + value, 0) / values.length);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
