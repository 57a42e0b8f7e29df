import { join } from 'node:path';
import type { Article, Sentence } from '../../corpus/article.ts';
import type { KnownVectors, PassageOf, PassageVectors } from '../embed-articles.ts';
import { embeddedTextKey } from '../embedded-text.ts';
import { readArticles } from './articles-file.ts';
import { openDatabase, type Connection } from './database.ts';
import { databaseFile, vectorsFile, type FolderManifest } from './folder-manifest.ts';
import { readVectorIndex, type VectorIndex } from './vector-index.ts';

interface OpenVectors {
  database: Connection;
  vectors: VectorIndex;
  selectVectors: ReturnType<Connection['prepare']>;
}

/**
 * The vectors of some shards of a version, for the passages of a new one: what is embedded already need not be embedded
 * again. They are handed over as they are kept, so they are the same in every version, bit for bit.
 */
export class FolderVectors implements KnownVectors {
  readonly #shards: OpenVectors[] = [];
  /** By `embeddedTextKey`. */
  readonly #places = new Map<string, { shard: number; ordinal: number }>();

  /**
   * @param folder of a version that has passed its checks, made with the model of the new one
   * @param keys of the shards that are asked for
   */
  static async open(
    folder: string,
    manifest: FolderManifest,
    keys: ReadonlySet<string>,
  ): Promise<FolderVectors> {
    const known = new FolderVectors();
    try {
      const sections = new Map(readArticles(folder).map(({ header }) => [header.id, header.sections]));
      for (const { key } of manifest.shards) {
        if (!keys.has(key)) continue;
        const vectors = await readVectorIndex(join(folder, vectorsFile(key)), manifest.model.dimensions);
        known.#add(openDatabase(join(folder, databaseFile(key))), vectors, sections);
      }
      return known;
    } catch (error) {
      known.close();
      throw error;
    }
  }

  find(passages: PassageOf[]): Promise<(PassageVectors | null)[]> {
    return Promise.resolve(passages.map((each) => this.#find(each)));
  }

  close(): void {
    for (const { database } of this.#shards) database.close();
  }

  #find({ article, passage }: PassageOf): PassageVectors | null {
    const place = this.#places.get(embeddedTextKey(article, passage));
    const shard = place && this.#shards[place.shard];
    if (!shard) return null;
    const { vectors } = shard.selectVectors.get(place.ordinal) as { vectors: ArrayBuffer };
    return { ofPassage: shard.vectors.getPoint(place.ordinal), ofSentences: new Uint8Array(vectors) };
  }

  #add(database: Connection, vectors: VectorIndex, sections: Map<string, Article['sections']>): void {
    const selectVectors = database.prepare('SELECT vectors FROM passages WHERE ordinal = ?');
    const shard = this.#shards.push({ database, vectors, selectVectors }) - 1;
    const passagesOf = database.prepare(
      'SELECT ordinal, section, start, end, sentences FROM passages WHERE article = ?',
    );
    // One article at a time: their texts together may be large.
    const articles = database.prepare('SELECT ordinal, id, text FROM articles').iterate();
    for (const row of articles as Iterable<{ ordinal: number; id: string; text: string }>) {
      const article = { text: JSON.parse(row.text) as string, sections: sections.get(row.id) ?? [] };
      for (const { ordinal, ...place } of passagesOf.all(row.ordinal) as PassageRow[]) {
        const passage = { ...place, articleId: '', sentences: JSON.parse(place.sentences) as Sentence[] };
        this.#places.set(embeddedTextKey(article, passage), { shard, ordinal });
      }
    }
  }
}

interface PassageRow {
  ordinal: number;
  section: number;
  start: number;
  end: number;
  sentences: string;
}
