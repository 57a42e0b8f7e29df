/** What an index is marked with, so that it is never searched with another model's vectors. */
export interface ModelIdentity {
  name: string;
  /** SHA-256, in hexadecimal, of what decides its vectors. */
  hash: string;
  dimensions: number;
}

export function modelIdentity(embeddings: {
  model: { name: string };
  hash: string;
  dimensions: number;
}): ModelIdentity {
  return { name: embeddings.model.name, hash: embeddings.hash, dimensions: embeddings.dimensions };
}

/** Whether vectors of one may be compared with those of the other, whatever the model is called. */
export function isSameModel(a: ModelIdentity, b: ModelIdentity): boolean {
  return a.hash === b.hash && a.dimensions === b.dimensions;
}
