import type { Postgres } from '../../postgres/postgres.ts';
import type { KnownVectors, PassageOf, PassageVectors } from '../embed-articles.ts';
import { embeddedTextKey } from '../embedded-text.ts';
import type { ModelIdentity } from '../model-identity.ts';
import { modelKey } from './content-key.ts';
import { IS_SET_ASIDE } from './row-checksums.ts';
import { readVector } from './vector-text.ts';

/** The vectors of every passage that a database holds of a model, in whatever version. */
export class TextKeyVectors implements KnownVectors {
  readonly #postgres: Postgres;
  readonly #model: string;

  constructor(postgres: Postgres, model: ModelIdentity) {
    this.#postgres = postgres;
    this.#model = modelKey(model);
  }

  async find(passages: PassageOf[]): Promise<(PassageVectors | null)[]> {
    const keys = passages.map(({ article, passage }) => embeddedTextKey(article, passage));
    const rows = await this.#postgres.all<{ text_key: string; embedding: string; vectors: Buffer }>(
      `SELECT DISTINCT ON (text_key) text_key, embedding::text AS embedding, vectors FROM footnote_passages
       WHERE model = $1 AND text_key = ANY($2::text[])
         AND article NOT IN (SELECT id FROM footnote_articles WHERE ${IS_SET_ASIDE}) ORDER BY text_key, id`,
      [this.#model, [...new Set(keys)]],
    );
    const found = new Map(rows.map((row) => [row.text_key, row]));
    return keys.map((key) => {
      const row = found.get(key);
      return row ? { ofPassage: readVector(row.embedding), ofSentences: new Uint8Array(row.vectors) } : null;
    });
  }
}
