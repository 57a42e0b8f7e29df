import { isQuotable, type DraftArticle } from './build-article.ts';
import { fold } from './fold.ts';
import { probesOf } from './probes.ts';
import { compareSketches, sketchOf, type Sketch } from './sketch.ts';

/** A story that another file tells as well. */
export interface Copy {
  draft: DraftArticle;
  of: DraftArticle;
}

/** Shingles of the shortest article that is compared: of shorter ones two are easily alike and not the same. */
const LEAST_SHINGLES = 80;
/** Resemblance (0..1) from which two articles of one title are one, and of different titles. */
const ALIKE = 0.85;
const ALIKE_UNTITLED = 0.95;
/** Share of an article that another must hold for it to be a shortened copy; the same. */
const CONTAINED = 0.93;
const CONTAINED_UNTITLED = 0.98;
/** Share of its numbers that the other must have: parts of a series differ in them. */
const SAME_NUMBERS = 0.9;
/** The most articles that a hash finds. */
const POSTINGS = 24;
/**
 * Hashes that two articles must share to be compared, when neither is more than twice as long as the other: of 16, two such
 * copies share seven on average, and at least two but for one pair in a thousand.
 */
const SHARED = 2;
/** Found articles that are compared, those with the most hashes in common. */
const COMPARED = 4;
/** An article longer by this factor is the better copy, whatever else is known of the other. */
const LONGER = 1.05;

/** An article, by what it is found and compared. Only the few that are compared need a sketch. */
class Known {
  readonly draft: DraftArticle;
  readonly title: string;
  readonly length: number;
  readonly probes: number[];
  #sketch: Sketch | undefined;

  constructor(draft: DraftArticle) {
    this.draft = draft;
    this.title = plainTitle(draft.title);
    const text = quotableText(draft);
    this.length = text.length;
    this.probes = probesOf(text);
  }

  get sketch(): Sketch {
    this.#sketch ??= sketchOf(quotableText(this.draft));
    return this.#sketch;
  }
}

/**
 * Finds articles that tell the same story with slight edits, other chrome around it, or cut short, and keeps of each the
 * longest, or of like ones that of which most is known, or the first. Near linear in the number of articles.
 */
export function dropCopies(drafts: DraftArticle[]): { kept: DraftArticle[]; copies: Copy[] } {
  const found = new Map<number, Known[]>();
  const better = new Map<DraftArticle, DraftArticle>();
  for (const draft of drafts) {
    const one = new Known(draft);
    if (one.length < LEAST_SHINGLES) continue;
    const twin = candidates(found, one).find((other) => !better.has(other.draft) && isSameStory(one, other));
    if (twin === undefined) {
      note(found, one);
    } else if (isBetter(one, twin)) {
      better.set(twin.draft, draft);
      note(found, one);
    } else {
      better.set(draft, twin.draft);
    }
  }
  const best = (draft: DraftArticle): DraftArticle => {
    let last = draft;
    for (let next = better.get(last); next !== undefined; next = better.get(last)) last = next;
    return last;
  };
  return {
    kept: drafts.filter((draft) => !better.has(draft)),
    copies: drafts.filter((draft) => better.has(draft)).map((draft) => ({ draft, of: best(draft) })),
  };
}

function quotableText({ blocks, text }: DraftArticle): string {
  return blocks
    .filter(({ kind }) => isQuotable(kind))
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

function plainTitle(title: string): string {
  return fold(title).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The articles that share the most of their smallest hashes with this one; of as many the first. */
function candidates(found: Map<number, Known[]>, one: Known): Known[] {
  const shared = new Map<Known, number>();
  for (const hash of one.probes) {
    for (const other of found.get(hash) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  return [...shared]
    .filter(([other, hashes]) => hashes >= (isOfLength(one, other) ? SHARED : 1))
    .sort((a, b) => b[1] - a[1])
    .slice(0, COMPARED)
    .map(([other]) => other);
}

function isOfLength(one: Known, other: Known): boolean {
  return Math.min(one.length, other.length) * 2 >= Math.max(one.length, other.length);
}

/** A hash that very many articles have is of words that say nothing about them. */
function note(found: Map<number, Known[]>, one: Known): void {
  for (const hash of one.probes) {
    const others = found.get(hash);
    if (others === undefined) found.set(hash, [one]);
    else if (others.length < POSTINGS) others.push(one);
  }
}

function isSameStory(one: Known, other: Known): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  // What needs no sketch first.
  if (numbersOf(one.title) !== numbersOf(other.title)) return false;
  if (short.sketch.hashes.length < LEAST_SHINGLES || !sharesNumbers(short, long)) return false;
  const titled = one.title.includes(other.title) || other.title.includes(one.title);
  const { resemblance, inSecond } = compareSketches(short.sketch, long.sketch);
  return (
    resemblance >= (titled ? ALIKE : ALIKE_UNTITLED) || inSecond >= (titled ? CONTAINED : CONTAINED_UNTITLED)
  );
}

/** `Week 12` and `Week 13` are two articles, however alike. */
function numbersOf(title: string): string {
  return (title.match(/\d+|[一二三四五六七八九十百]+/g) ?? []).join(' ');
}

function sharesNumbers(short: Known, long: Known): boolean {
  const { numbers } = short.sketch;
  const shared = [...numbers].filter((number) => long.sketch.numbers.has(number)).length;
  return shared >= SAME_NUMBERS * numbers.size;
}

function isBetter(one: Known, other: Known): boolean {
  if (one.length > LONGER * other.length) return true;
  return other.length <= LONGER * one.length && facts(one.draft) > facts(other.draft);
}

function facts({ id, source, url, published, language }: DraftArticle): number {
  return [id, source, url, published, language].filter((fact) => fact !== null).length;
}
