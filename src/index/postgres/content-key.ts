import { createHash } from 'node:crypto';
import { INDEX_FORMAT } from '../manifest.ts';
import type { ModelIdentity } from '../model-identity.ts';

/**
 * What an article's rows are known by: SHA-256, in hexadecimal, of all that decides what they hold.
 * @param hash see `hashArticle`
 */
export function contentKey(id: string, hash: string, model: ModelIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([INDEX_FORMAT, modelKey(model), id, hash]))
    .digest('hex');
}

/** 16 hexadecimal digits that name a model's vectors. */
export function modelKey({ hash, dimensions }: ModelIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([hash, dimensions]))
    .digest('hex')
    .slice(0, 16);
}
