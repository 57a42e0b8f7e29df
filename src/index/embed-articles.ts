import type { Embeddings } from '@langchain/core/embeddings';
import type { Article, Passage } from '../corpus/article.ts';
import { passageText } from './embedded-text.ts';
import { packVectors } from './sentence-vectors.ts';
import { normalize } from './vectors.ts';

/** The vectors of a passage as an index keeps them. */
export interface PassageVectors {
  /** Of length 1. */
  ofPassage: number[];
  /** One a sentence, see `packVectors`. */
  ofSentences: Uint8Array;
}

/** A passage with the article that it is of. */
export interface PassageOf {
  article: Article;
  passage: Passage;
}

/** Vectors that are at hand: of earlier versions, or of another index. */
export interface KnownVectors {
  /** For each of these, the vectors of a passage with the same text, heading and sentences; `null` when there is none. */
  find(passages: PassageOf[]): Promise<(PassageVectors | null)[]>;
}

/**
 * The vectors of some passages and of each of their sentences, one `PassageVectors` a passage: taken from the first of
 * `known` that has them, the others embedded in one call. Without any of these the embeddings are not called.
 * @returns `embedded` of them had to be embedded
 */
export async function embedPassages(
  passages: PassageOf[],
  embeddings: Embeddings,
  known: readonly KnownVectors[],
): Promise<{ vectors: PassageVectors[]; embedded: number }> {
  const found: (PassageVectors | null)[] = passages.map(() => null);
  for (const source of known) {
    const places = [...passages.keys()].filter((place) => found[place] === null);
    const vectors = await source.find(places.flatMap((place) => passages[place] ?? []));
    places.forEach((place, i) => (found[place] = vectors[i] ?? null));
  }
  const missing = passages.filter((_, i) => found[i] === null);
  const fresh = missing.length === 0 ? [] : await embed(missing, embeddings);
  const next = fresh.values();
  const vectors = found.flatMap((each) => each ?? next.next().value ?? []);
  return { vectors, embedded: missing.length };
}

async function embed(passages: PassageOf[], embeddings: Embeddings): Promise<PassageVectors[]> {
  const texts = passages.flatMap(({ article, passage }) => [
    passageText(article, passage),
    ...passage.sentences.map(({ start, end }) => article.text.slice(start, end)),
  ]);
  const vectors = await embeddings.embedDocuments(texts);
  let at = 0;
  return passages.map(({ passage }) => {
    const [ofPassage = [], ...ofSentences] = vectors.slice(at, (at += 1 + passage.sentences.length));
    return { ofPassage: normalize(ofPassage), ofSentences: packVectors(ofSentences) };
  });
}
