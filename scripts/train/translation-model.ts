/** Two texts of one meaning, as sets of word numbers. */
export interface TextPair {
  source: Int32Array;
  target: Int32Array;
}

export interface Translation {
  /** Number of the target word. */
  target: number;
  /** That the source word is said so, 0..1; of one source word they add up to 1 before the rare ones are dropped. */
  probability: number;
}

/** Target words considered for one source word: the ones that occur with it most faithfully. */
const CANDIDATES = 80;
const ITERATIONS = 6;

/**
 * IBM model 1 (Brown et al. 1993, "The mathematics of statistical machine translation"): which target words a source word
 * brings about, by expectation-maximisation over text pairs, with a word of nothing that brings about what is common.
 * @returns for each source word its translations, likeliest first
 */
export function learnTranslations(
  pairs: readonly TextPair[],
  sourceWords: number,
  targetWords: number,
): Translation[][] {
  const candidates = likelyTranslations(pairs, sourceWords, targetWords);
  const background = shareOfEach(pairs, targetWords);
  let probabilities: Float64Array[] = candidates.map(({ length }) =>
    new Float64Array(length).fill(1 / length),
  );
  for (let i = 0; i < ITERATIONS; i++) probabilities = maximise(pairs, candidates, probabilities, background);
  return candidates.map((list, word) => {
    const translations = Array.from(list, (target, k) => ({
      target,
      probability: probabilities[word]?.[k] ?? 0,
    }));
    return translations.sort((a, b) => b.probability - a.probability);
  });
}

/** Of each source word the target words with the largest Dice coefficient, 2 n(s, t) / (n(s) + n(t)). */
function likelyTranslations(
  pairs: readonly TextPair[],
  sourceWords: number,
  targetWords: number,
): Int32Array[] {
  const places: number[][] = Array.from({ length: sourceWords }, () => []);
  const targetCounts = new Int32Array(targetWords);
  pairs.forEach(({ source, target }, i) => {
    for (const word of source) places[word]?.push(i);
    for (const word of target) targetCounts[word] = (targetCounts[word] ?? 0) + 1;
  });
  const together = new Int32Array(targetWords);
  return places.map((list) => {
    const seen: number[] = [];
    for (const place of list) {
      for (const word of pairs[place]?.target ?? []) {
        const count = together[word] ?? 0;
        if (count === 0) seen.push(word);
        together[word] = count + 1;
      }
    }
    const dice = (word: number) => (2 * (together[word] ?? 0)) / (list.length + (targetCounts[word] ?? 0));
    // Of a word met often, what it was met with once is chance.
    const faithful = seen
      .filter((word) => (together[word] ?? 0) >= Math.min(2, list.length))
      .map((word) => ({ word, dice: dice(word) }))
      .sort((a, b) => b.dice - a.dice || a.word - b.word)
      .slice(0, CANDIDATES);
    for (const word of seen) together[word] = 0;
    return Int32Array.from(faithful, ({ word }) => word);
  });
}

/** The share of each target word in all target words: what the word of nothing brings about. */
function shareOfEach(pairs: readonly TextPair[], targetWords: number): Float64Array {
  const counts = new Float64Array(targetWords);
  let total = 0;
  for (const { target } of pairs) {
    total += target.length;
    for (const word of target) counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts.map((count) => count / total);
}

/** One round: every target word is divided among the source words of its pair that may bring it about. */
function maximise(
  pairs: readonly TextPair[],
  candidates: readonly Int32Array[],
  probabilities: readonly Float64Array[],
  background: Float64Array,
): Float64Array[] {
  const shares = probabilities.map(({ length }) => new Float64Array(length));
  const placeOf = new Int32Array(background.length).fill(-1);
  for (const { source, target } of pairs) {
    const mass = Float64Array.from(target, (word) => background[word] ?? 0);
    target.forEach((word, place) => {
      placeOf[word] = place;
    });
    for (const word of source) {
      const list = candidates[word] ?? new Int32Array();
      const chances = probabilities[word] ?? new Float64Array();
      for (let k = 0; k < list.length; k++) {
        const place = placeOf[list[k] ?? 0] ?? -1;
        if (place >= 0) mass[place] = (mass[place] ?? 0) + (chances[k] ?? 0);
      }
    }
    for (const word of source) {
      const list = candidates[word] ?? new Int32Array();
      const chances = probabilities[word] ?? new Float64Array();
      const share = shares[word] ?? new Float64Array();
      for (let k = 0; k < list.length; k++) {
        const place = placeOf[list[k] ?? 0] ?? -1;
        if (place >= 0) share[k] = (share[k] ?? 0) + (chances[k] ?? 0) / (mass[place] ?? 1);
      }
    }
    for (const word of target) placeOf[word] = -1;
  }
  for (const share of shares) {
    const sum = share.reduce((total, value) => total + value, 0) || 1;
    for (let k = 0; k < share.length; k++) share[k] = (share[k] ?? 0) / sum;
  }
  return shares;
}
