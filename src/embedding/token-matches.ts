/** How well each token of a question is said by texts. */
export interface TokenMatches {
  /** What each token of the question counts, summing to 1; empty where there are none. */
  weights: Float32Array;
  /** Of each text: the largest cosine of its tokens to each token of the question, 0..1; 0 where none is alike. */
  best: Float32Array[];
}

/** Vectors of different tokens, one after the other. */
export interface TokenVectors {
  ids: number[];
  /** `ids.length` times the dimensions. */
  data: Float32Array;
}

/**
 * Token by token, as in late interaction (Khattab & Zaharia 2020): each token of the question against the nearest of a text.
 * A token counts as much as its vector is long, as it does in the vector of a whole text.
 * @param question IDs of its tokens
 * @param texts IDs of the tokens of each
 * @param vectors of all these tokens
 */
export function matchTokens(question: number[], texts: number[][], vectors: TokenVectors): TokenMatches {
  const { ids, data } = vectors;
  const places = new Map(ids.map((id, place) => [id, place]));
  const lengths = lengthsOf(vectors);
  const lengthOf = (id: number): number => lengths[places.get(id) ?? -1] ?? 0;
  const asked = question.filter((id) => lengthOf(id) > 0);
  const total = asked.reduce((sum, id) => sum + lengthOf(id), 0);
  const said = texts.map((text) => Int32Array.from(new Set(text), (id) => places.get(id) ?? 0));
  const best = texts.map(() => new Float32Array(asked.length));
  asked.forEach((id, token) => {
    const cosines = cosinesTo(places.get(id) ?? 0, data, lengths);
    said.forEach((text, i) => {
      let most = 0;
      for (const place of text) most = Math.max(most, cosines[place] ?? 0);
      const row = best[i];
      if (row) row[token] = most;
    });
  });
  return { weights: Float32Array.from(asked, (id) => lengthOf(id) / total), best };
}

function lengthsOf({ ids, data }: TokenVectors): Float64Array {
  const dimensions = data.length / ids.length;
  return Float64Array.from(ids, (_, place) => Math.sqrt(product(data, place, place, dimensions)));
}

/** The cosine of one vector to each. */
function cosinesTo(place: number, data: Float32Array, lengths: Float64Array): Float64Array {
  const dimensions = data.length / lengths.length;
  return lengths.map((length, other) => {
    const scale = length * (lengths[place] ?? 0);
    return scale > 0 ? product(data, place, other, dimensions) / scale : 0;
  });
}

/** Of two vectors; in four sums, which a processor adds side by side. (`let [a, b] = [0, 0]` would take three times as long.) */
function product(data: Float32Array, a: number, b: number, dimensions: number): number {
  const from = a * dimensions;
  const to = b * dimensions;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= dimensions; i += 4) {
    s0 += (data[from + i] ?? 0) * (data[to + i] ?? 0);
    s1 += (data[from + i + 1] ?? 0) * (data[to + i + 1] ?? 0);
    s2 += (data[from + i + 2] ?? 0) * (data[to + i + 2] ?? 0);
    s3 += (data[from + i + 3] ?? 0) * (data[to + i + 3] ?? 0);
  }
  for (; i < dimensions; i++) s0 += (data[from + i] ?? 0) * (data[to + i] ?? 0);
  return s0 + s1 + s2 + s3;
}
