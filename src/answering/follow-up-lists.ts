import type { Article, Block, Sentence, Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { enumerator } from '../corpus/line-shape.ts';
import { splitSentences } from '../corpus/sentences.ts';
import { holds } from '../corpus/span.ts';
import { numberOf } from './follow-up-place.ts';

/** An item of a list: from its mark to the next item's, or to where the list ends. */
export interface ListItem extends Span {
  /** Its sentences, never none. */
  sentences: Sentence[];
  /** Its first line, folded: what it calls itself. */
  label: string;
}

export interface ItemList {
  /** What leads to it, folded: the sentences before it in its section or the one above, and their heading. */
  lead: string;
  /** Where its lead begins. */
  leadStart: number;
  items: ListItem[];
}

/** A place where an item begins. */
interface Mark {
  start: number;
  /** Where its item must end. */
  limit: number;
  /** Items of one list share it. */
  style: string;
  /** From 1; `null` for a bullet, -1 for "finally". */
  number: number | null;
  label: string;
}

const NUMERAL = /[一二三四五六七八九十兩两]{1,3}|\d{1,3}/;
const SPOKEN: [RegExp, number][] = [
  [/^(?:首先|第一[,，、是點点個个項项]|其一|一是|first(?:ly)?\b|to begin with)/i, 1],
  [/^(?:其次|second(?:ly)?\b|其二|二是)/i, 2],
  [/^(?:再者|再次|third(?:ly)?\b|其三|三是)/i, 3],
  [/^(?:最後|最后|finally\b|lastly\b)/i, -1],
];

/**
 * The lists of an article: items of list blocks, lines and headings that are numbered in one style ("趨勢一", "(一)", "1."),
 * and sentences that count ("首先", "其次", "second"). Lists of one style that follow each other under numbered headings are also
 * one list together, as the reader of "八項承諾" counts them.
 */
export function listsOf(article: Article): ItemList[] {
  const sentences = splitSentences(article);
  const marks = [
    ...article.blocks.flatMap((block) => lineMarks(article, block)),
    ...spokenMarks(article, sentences),
  ];
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) groups.set(mark.style, [...(groups.get(mark.style) ?? []), mark]);
  const lists = [...groups.values()].flatMap((group) => runsOf(group));
  const runs = [...lists, ...joined(lists)];
  return runs.flatMap((run) => toList(article, sentences, run) ?? []);
}

function lineMarks(article: Article, block: Block): Mark[] {
  if (block.kind === 'caption' || block.kind === 'code') return [];
  const lines = numberedLines(article.text.slice(block.start, block.end), block.kind === 'list');
  // The block begins at its first letter, so that its first line has lost its indent.
  const least = Math.min(...lines.slice(1).map(({ indent }) => indent));
  return lines
    .filter(({ indent }, i) => i === 0 || indent <= least)
    .map(({ at, bare, style }) => ({
      start: block.start + at,
      limit:
        block.kind === 'heading'
          ? endOfHeading(article, block)
          : block.kind === 'list'
            ? block.end
            : Infinity,
      style: `${style} ${placeOf(article, block)}${style === '-' ? ` ${block.start}` : ''}`,
      number: style === '-' ? null : numberOf(NUMERAL.exec(bare)?.[0] ?? ''),
      label: fold(bare),
    }));
}

function numberedLines(
  text: string,
  list: boolean,
): { at: number; indent: number; bare: string; style: string }[] {
  return [...text.matchAll(list ? /^.*\S.*$/gm : /^.*/g)].flatMap((line) => {
    const bare = line[0]
      .trim()
      .replace(/^#{1,6}\s+/, '')
      .replace(/^\*\*/, '');
    const style = enumerator(bare) ?? (/^(?:step|part|tip|rule|trend) \d/i.test(bare) ? 'step 1' : null);
    if (style === null || (style === '-' && !list)) return [];
    return [{ at: line.index, indent: line[0].length - line[0].trimStart().length, bare, style }];
  });
}

/** Lists in headings of one level belong together; so do those in blocks of one kind. */
function placeOf({ sections }: Article, { kind, section }: Block): string {
  return kind === 'heading' ? `heading ${sections[section]?.level ?? 0}` : kind;
}

/** Where the next heading of its level or above begins. */
function endOfHeading({ blocks, sections, text }: Article, heading: Block): number {
  const level = (block: Block) => sections[block.section]?.level ?? 0;
  const next = blocks.find(
    (block) => block.kind === 'heading' && block.start > heading.start && level(block) <= level(heading),
  );
  return next?.start ?? text.length;
}

function spokenMarks(article: Article, sentences: Sentence[]): Mark[] {
  return sentences.flatMap((sentence): Mark[] => {
    const text = article.text.slice(sentence.start, sentence.end);
    const number = SPOKEN.find(([form]) => form.test(text))?.[1];
    if (number === undefined) return [];
    const block = article.blocks.find((each) => holds(each, sentence));
    return [
      {
        start: sentence.start,
        limit: block?.end ?? sentence.end,
        style: `said ${sentence.section}`,
        number,
        label: fold(text.slice(0, 40)),
      },
    ];
  });
}

/** Cuts marks of one style into lists: each counts up from 1 without a gap; bullets of one block are one list. */
function runsOf(marks: Mark[]): Mark[][] {
  const runs: Mark[][] = [];
  let next = 0;
  for (const mark of marks) {
    const run = runs.at(-1);
    if (mark.number === 1 || (mark.number === null && !run)) runs.push([mark]);
    else if (run && (mark.number === null || mark.number === next || mark.number === -1)) run.push(mark);
    else {
      next = NaN;
      continue;
    }
    next = (runs.at(-1)?.length ?? 0) + 1;
  }
  return runs.filter((run) => run.length > 1);
}

/** Lists of one style in list blocks, counted through. */
function joined(lists: Mark[][]): Mark[][] {
  const styles = new Map<string, Mark[][]>();
  for (const list of lists) {
    const style = list[0]?.style ?? '';
    if (/ list$/.test(style)) styles.set(style, [...(styles.get(style) ?? []), list]);
  }
  return [...styles.values()].filter((group) => group.length > 1).map((group) => group.flat());
}

function toList(article: Article, sentences: Sentence[], run: Mark[]): ItemList | null {
  const items = run.map((mark, i): ListItem => {
    const next =
      run[i + 1]?.start ?? (mark.limit === Infinity ? nextHeading(article, mark.start) : mark.limit);
    const end = Math.min(mark.limit, next);
    const own = within(sentences, mark.start, end);
    return { start: mark.start, end, sentences: own, label: mark.label };
  });
  const [first] = items;
  if (!first || items.some((item) => item.sentences.length === 0)) return null;
  return { items, ...leadOf(article, sentences, first.start) };
}

/** The sentences between two places, by halving: a long list asks for every item's. */
function within(sentences: Sentence[], start: number, end: number): Sentence[] {
  const from = firstFrom(sentences, start);
  const to = firstFrom(sentences, end);
  return sentences.slice(from, to).filter((sentence) => sentence.end <= end);
}

/** The position of the first sentence that begins at a place or after it. */
function firstFrom(sentences: Sentence[], place: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nextHeading({ blocks, text }: Article, from: number): number {
  return blocks.find(({ kind, start }) => kind === 'heading' && start > from)?.start ?? text.length;
}

/** The paragraph before a list and the headings that it stands under. */
function leadOf(
  article: Article,
  sentences: Sentence[],
  start: number,
): Pick<ItemList, 'lead' | 'leadStart'> {
  const before = sentences.findLast((sentence) => sentence.end <= start);
  const paragraph = sentences.filter(({ end, paragraph }) => end <= start && paragraph === before?.paragraph);
  const leadStart = paragraph[0]?.start ?? start;
  return {
    lead: fold([...headingsAbove(article, start), article.text.slice(leadStart, start)].join('\n')),
    leadStart,
  };
}

function headingsAbove({ blocks, sections }: Article, start: number): string[] {
  const headings: string[] = [];
  let level = Infinity;
  for (const block of blocks.filter((each) => each.kind === 'heading' && each.start < start).reverse()) {
    const section = sections[block.section];
    if (!section || section.level >= level) continue;
    headings.unshift(section.heading ?? '');
    level = section.level;
  }
  return headings;
}
