import type { ArticleEntry } from './articles-file.ts';
import type { LabelRange } from './shard-reader.ts';

/** Where an article is. */
interface ArticlePlace {
  /** Its place in reading order. */
  article: number;
  shard: number;
  /** Labels of its passages in the shard; `last` is before `first` when it has none. */
  labels: LabelRange;
}

/**
 * Where the passages of a version are: an ordinal counts them in reading order, a label within their shard, in the order of
 * the articles' IDs.
 */
export class PassagePlaces {
  readonly #articles = new Map<string, ArticlePlace>();
  /** IDs of each shard's articles, in order. */
  readonly #members: string[][] = [];
  /** By ordinal. */
  readonly #shards: Uint16Array;
  readonly #labels: Uint32Array;
  /** Of each shard, by label. */
  readonly #ordinals: Uint32Array[] = [];

  /** @param entries in reading order */
  constructor(entries: ArticleEntry[]) {
    const passages = entries.reduce((sum, entry) => sum + entry.passages, 0);
    this.#shards = new Uint16Array(passages);
    this.#labels = new Uint32Array(passages);
    const firsts: number[] = [];
    let first = 0;
    const members: number[][] = [];
    entries.forEach((entry, place) => {
      firsts.push(first);
      first += entry.passages;
      (members[entry.shard] ??= []).push(place);
    });
    members.forEach((places, shard) => {
      places.sort((a, b) => (idAt(entries, a) < idAt(entries, b) ? -1 : 1));
      this.#members[shard] = places.map((place) => idAt(entries, place));
      this.#ordinals[shard] = this.#place(entries, places, shard, firsts);
    });
  }

  /** Where an article is; `undefined` when there is none with this ID. */
  articleOf(id: string): ArticlePlace | undefined {
    return this.#articles.get(id);
  }

  /** ID of an article of a shard, by its place there. */
  articleAt(shard: number, place: number): string {
    const id = this.#members[shard]?.[place];
    if (id === undefined) throw new Error(`the shard ${shard} has no article ${place}`);
    return id;
  }

  placeOf(ordinal: number): { shard: number; label: number } {
    const shard = this.#shards[ordinal];
    const label = this.#labels[ordinal];
    if (shard === undefined || label === undefined) throw new Error(`there is no passage ${ordinal}`);
    return { shard, label };
  }

  ordinalOf(shard: number, label: number): number {
    const ordinal = this.#ordinals[shard]?.[label];
    if (ordinal === undefined) throw new Error(`the shard ${shard} has no passage ${label}`);
    return ordinal;
  }

  /** Labels of some passages by their shards. */
  labelsOf(ordinals: number[]): Map<number, number[]> {
    const labels = new Map<number, number[]>();
    for (const ordinal of ordinals) {
      const { shard, label } = this.placeOf(ordinal);
      const list = labels.get(shard) ?? [];
      labels.set(shard, list);
      list.push(label);
    }
    return labels;
  }

  /** Labels the passages of a shard; their ordinals by label. */
  #place(entries: ArticleEntry[], places: number[], shard: number, firsts: number[]): Uint32Array {
    const ordinals: number[] = [];
    for (const article of places) {
      const labels = {
        first: ordinals.length,
        last: ordinals.length + (entries[article]?.passages ?? 0) - 1,
      };
      this.#articles.set(idAt(entries, article), { article, shard, labels });
      for (let label = labels.first; label <= labels.last; label++) {
        const ordinal = (firsts[article] ?? 0) + label - labels.first;
        this.#shards[ordinal] = shard;
        this.#labels[ordinal] = label;
        ordinals.push(ordinal);
      }
    }
    return Uint32Array.from(ordinals);
  }
}

function idAt(entries: ArticleEntry[], place: number): string {
  return entries[place]?.header.id ?? '';
}
