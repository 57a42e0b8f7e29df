import { Embeddings } from '@langchain/core/embeddings';
import { tokenize } from '../../src/corpus/tokens.ts';

export const TOKEN_DIMENSIONS = 64;

/**
 * Embeddings for tests that need vectors but no model: every token adds 1 at a place that its characters choose, so texts
 * that share words are near each other. Length 1, the same on every machine.
 */
export class TokenEmbeddings extends Embeddings {
  constructor() {
    super({});
  }

  override embedDocuments(documents: string[]): Promise<number[][]> {
    return Promise.resolve(documents.map(embed));
  }

  override embedQuery(document: string): Promise<number[]> {
    return Promise.resolve(embed(document));
  }
}

function embed(text: string): number[] {
  const vector = new Array<number>(TOKEN_DIMENSIONS).fill(0);
  for (const token of ['', ...tokenize(text)]) {
    let place = 7;
    for (const character of token) place = (place * 31 + (character.codePointAt(0) ?? 0)) % TOKEN_DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
