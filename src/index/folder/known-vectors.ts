import { join } from 'node:path';
import type { Article, Passage, Section, Sentence } from '../../corpus/article.ts';
import { openDatabase, type Connection } from './database.ts';
import type { KnownVectors, PassageVectors } from '../embed-articles.ts';
import { embeddedTextKey } from '../embedded-text.ts';
import { DATABASE_FILE, VECTORS_FILE } from './folder-manifest.ts';
import { readVectorIndex, type VectorIndex } from './vector-index.ts';

/**
 * The vectors of an index version, for the passages of a new one: what is embedded already need not be embedded again.
 * They are handed over as they are kept, so they are the same in every version, bit for bit.
 */
export class FolderVectors implements KnownVectors {
  readonly #database: Connection;
  readonly #vectors: VectorIndex;
  readonly #selectVectors;
  /** By `embeddedTextKey`. */
  readonly #ordinals = new Map<string, number>();

  private constructor(database: Connection, vectors: VectorIndex) {
    this.#database = database;
    this.#vectors = vectors;
    this.#selectVectors = database.prepare('SELECT vectors FROM passages WHERE ordinal = ?');
  }

  /** @param folder of a version that has passed its checks, made with the model of the new one */
  static async open(folder: string, dimensions: number): Promise<FolderVectors> {
    const vectors = await readVectorIndex(join(folder, VECTORS_FILE), dimensions);
    const database = openDatabase(join(folder, DATABASE_FILE));
    const known = new FolderVectors(database, vectors);
    try {
      known.#readKeys();
    } catch (error) {
      known.close();
      throw error;
    }
    return known;
  }

  find(article: Article, passage: Passage): PassageVectors | null {
    const ordinal = this.#ordinals.get(embeddedTextKey(article, passage));
    if (ordinal === undefined) return null;
    const { vectors } = this.#selectVectors.get(ordinal) as { vectors: ArrayBuffer };
    return { ofPassage: this.#vectors.getPoint(ordinal), ofSentences: new Uint8Array(vectors) };
  }

  close(): void {
    this.#database.close();
  }

  #readKeys(): void {
    const passagesOf = this.#database.prepare(
      'SELECT ordinal, section, start, end, sentences FROM passages WHERE article = ?',
    );
    // One article at a time: their texts together may be large.
    const articles = this.#database.prepare('SELECT ordinal, text, sections FROM articles').iterate();
    for (const row of articles as Iterable<{ ordinal: number; text: string; sections: string }>) {
      const article = { text: row.text, sections: JSON.parse(row.sections) as Section[] };
      for (const { ordinal, ...place } of passagesOf.all(row.ordinal) as PassageRow[]) {
        const passage = { ...place, articleId: '', sentences: JSON.parse(place.sentences) as Sentence[] };
        this.#ordinals.set(embeddedTextKey(article, passage), ordinal);
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
