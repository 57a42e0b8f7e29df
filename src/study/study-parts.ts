import type { Article, Sentence } from '../corpus/article.ts';
import { splitSentences } from '../corpus/sentences.ts';

/** Most steps of one study session; a group has about an hour. */
export const MOST_STEPS = 12;
/** A section longer than this, in UTF-16 code units, is walked in several steps... */
const LONGEST_PART = 1600;
/** ...each cut at the first end of a paragraph after this many. */
const PART_TARGET = 700;

/** What one step is about: neighbouring sentences of one section. */
export interface StudyPart {
  /** Index into `Article.sections`. */
  section: number;
  sentences: Sentence[];
}

/**
 * The parts of an article that a session walks through, in reading order, at most `MOST_STEPS`. A section is one part; a
 * long one, such as a whole article without headings, is cut at paragraphs. Of more parts than fit, as many runs of
 * neighbours are made as there may be steps, equally long, and the part with the most text of each is taken.
 */
export function studyParts(article: Pick<Article, 'text' | 'blocks'>): StudyPart[] {
  const codeParagraphs = new Set(
    article.blocks.filter((block) => block.kind === 'code').map((block) => block.paragraph),
  );
  const bySection = new Map<number, Sentence[]>();
  for (const sentence of splitSentences(article)) {
    if (codeParagraphs.has(sentence.paragraph)) continue;
    const known = bySection.get(sentence.section);
    if (known === undefined) bySection.set(sentence.section, [sentence]);
    else known.push(sentence);
  }
  const parts = [...bySection].flatMap(([section, sentences]) =>
    cutSection(sentences).map((part) => ({ section, sentences: part })),
  );
  if (parts.length <= MOST_STEPS) return parts;
  return Array.from({ length: MOST_STEPS }, (_, step) => {
    const from = Math.floor((step * parts.length) / MOST_STEPS);
    const to = Math.floor(((step + 1) * parts.length) / MOST_STEPS);
    return parts.slice(from, to).reduce((best, part) => (lengthOf(part) > lengthOf(best) ? part : best));
  });
}

function cutSection(sentences: Sentence[]): Sentence[][] {
  if (lengthOf({ sentences }) <= LONGEST_PART) return [sentences];
  const parts: Sentence[][] = [];
  let part: Sentence[] = [];
  sentences.forEach((sentence, i) => {
    part.push(sentence);
    const next = sentences[i + 1];
    const length = lengthOf({ sentences: part });
    const isFull =
      length >= LONGEST_PART || (length >= PART_TARGET && next?.paragraph !== sentence.paragraph);
    if (next !== undefined && !isFull) return;
    const last = parts.at(-1);
    // A crumb at the end joins what comes before it.
    if (next === undefined && last !== undefined && length < PART_TARGET / 2) last.push(...part);
    else parts.push(part);
    part = [];
  });
  return parts;
}

function lengthOf({ sentences }: Pick<StudyPart, 'sentences'>): number {
  const [first, last] = [sentences[0], sentences.at(-1)];
  return first === undefined || last === undefined ? 0 : last.end - first.start;
}
