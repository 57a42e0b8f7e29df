import type { Article, Sentence, Span } from '../corpus/article.ts';
import { fold } from '../corpus/fold.ts';
import { overlap } from '../corpus/span.ts';
import { isCharacter } from '../corpus/tokens.ts';
import { analyzeQuestion } from '../retrieval/analyze-question.ts';
import { QUOTE_LIMIT, type Quote } from './answer.ts';
import { readFollowUp } from './follow-up-cues.ts';
import { listsOf, type ItemList, type ListItem } from './follow-up-lists.ts';
import { numberOf, type Place } from './follow-up-place.ts';
import { quoteOf } from './quote-of.ts';
import { cutToLimit, MOST_SENTENCES } from './windows.ts';

/** What is known of the list that is meant. */
export interface NearList {
  /** The earlier question. */
  previous: string;
  /** What the earlier answer quoted. */
  quote: Span;
  /** What the new question calls the items, folded; may be empty. */
  noun: string;
}

/** - `beyond`: the list is clear, and is shorter than that. */
export type FoundItem = { quote: Quote } | 'beyond' | null;

/** Points from which a list is taken to be the one that is meant. */
const ENOUGH = 2;
/** Points of a list that two things tie to the question. */
const SURE = 4;
/** How likely the item is the one that was meant. Judged, not measured: a chosen list is seldom wrong, and never certain. */
const CONFIDENCE = { sure: 0.9, likely: 0.7 };
/** Characters before and after a quote in which lists are looked for. */
const REACH = 30_000;
/** Characters from which a list is far from the quote. */
const FAR = 1500;

/**
 * The item of a list that "the second one" means. The list is the one that the earlier answer quoted, or introduced, or that
 * has as many items as it says, or that is called by the noun. Asking beyond its end finds nothing: the articles do not have a
 * sixth trend of five, and to show the fifth in its place would pass for one.
 * @returns `null` when no list of the article fits
 */
export function nthItem(article: Article, near: NearList, place: Place): FoundItem {
  const lists = listsOf(around(article, near.quote)).map((list) => ({
    list,
    points: pointsOf(list, near, article),
  }));
  const tied = lists.filter(({ points }) => points >= ENOUGH).sort((a, b) => b.points - a.points);
  for (const { list, points } of tied) {
    const item = itemAt(list, near.quote, place);
    if (!item) continue;
    const quote = quoteItem(article, item, points >= SURE ? CONFIDENCE.sure : CONFIDENCE.likely);
    if (quote) return { quote };
  }
  return tied.length > 0 ? 'beyond' : null;
}

/** An article with only the blocks near a quote: a list further off is not meant, and a book has thousands. */
function around(article: Article, quote: Span): Article {
  const near = { start: quote.start - REACH, end: quote.end + REACH };
  return { ...article, blocks: article.blocks.filter((block) => overlap(block, near)) };
}

function itemAt({ items }: ItemList, quote: Span, { from, nth }: Place): ListItem | undefined {
  if (from === 'start') return items[nth - 1];
  if (from === 'end') return items[items.length - nth];
  const here = items.findIndex((item) => overlap(item, quote));
  return here === -1 ? undefined : items[here + nth];
}

function pointsOf(list: ItemList, { previous, quote, noun }: NearList, article: Article): number {
  const { items, lead, leadStart } = list;
  const start = items[0]?.start ?? 0;
  const end = items.at(-1)?.end ?? 0;
  const quoted = fold(article.text.slice(quote.start, quote.end));
  const asked = fold(previous);
  let points = 0;
  const opened = items.filter((item) => opensWith(item, quote)).length;
  // Who was shown several items thinks of these, whatever list comes next.
  if (opened > 1) points += 4;
  else if (opened === 1) points += 2.5;
  else if (overlap({ start, end }, quote)) points += 1.5;
  // What stands right above a list introduces it, even where it opens an item of another.
  else if (overlap({ start: leadStart, end: start }, quote))
    points += startsAfter(article, quote, start) ? 3.5 : 2.5;
  if (statesCount(`${asked}\n${quoted}`, items.length)) points += 2;
  if (statesCount(lead, items.length)) points += 0.5;
  points += 2 * namedBy(noun, list);
  points += 2 * shareOf(wordsOf(asked), `${lead}\n${items.map(({ label }) => label).join('\n')}`);
  if (continues(list, previous, quote)) points += 2;
  const distance = quote.end <= start ? start - quote.end : Math.max(0, quote.start - end);
  return points - Math.min(1, distance / FAR);
}

/** Whether the earlier question asked for an item too, and the quote is that item of this list. */
function continues(list: ItemList, previous: string, quote: Span): boolean {
  const earlier = readFollowUp(previous);
  if (earlier?.kind !== 'item') return false;
  if (earlier.place.from === 'here') return list.items.some((item) => opensWith(item, quote));
  const item = itemAt(list, quote, earlier.place);
  return item !== undefined && opensWith(item, quote);
}

function opensWith({ sentences: [first] }: ListItem, quote: Span): boolean {
  return first !== undefined && overlap(first, quote);
}

/** Whether only white space is between a quote and a list. */
function startsAfter({ text }: Article, quote: Span, start: number): boolean {
  return quote.end <= start && text.slice(quote.end, start).trim() === '';
}

/** How far the noun is what the items are called (「趨勢一」, 2), or stands in what leads to them (1). */
function namedBy(noun: string, { items, lead }: ItemList): number {
  const words = wordsOf(noun);
  if (words.length === 0) return 0;
  if (items.every(({ label }) => shareOf(words, label) >= 0.5)) return 2;
  return shareOf(words, lead);
}

/** 「三個方向」, 「五大趨勢」, 「8項承諾」, "three reasons": whether a text counts so many things. */
function statesCount(folded: string, count: number): boolean {
  const counts = folded.matchAll(
    /(?<!第)([一二三四五六七八九十两]{1,3}|\d{1,2}) ?(?:个|大|项|点|种|条|件|步|批)|\b(two|three|four|five|six|seven|eight|nine|ten) [a-z]/g,
  );
  return [...counts].some((match) => numberOf(match[1] ?? match[2] ?? '') === count);
}

function wordsOf(text: string): string[] {
  return text === '' ? [] : analyzeQuestion(text).tokens.filter((token) => !isCharacter(token));
}

function shareOf(words: string[], folded: string): number {
  return words.length === 0 ? 0 : words.filter((word) => folded.includes(word)).length / words.length;
}

/** The first sentences of an item, as many as a quote takes; the first is its best. */
function quoteItem(article: Article, { sentences }: ListItem, score: number): Quote | null {
  const [first] = sentences;
  if (!first) return null;
  const own = sentences
    .slice(0, MOST_SENTENCES)
    .filter(
      (sentence) => sentence.paragraph === first.paragraph && sentence.end - first.start <= QUOTE_LIMIT,
    );
  const last: Sentence = own.at(-1) ?? first;
  // Of a sentence that is too long, its beginning: an item says first what it is.
  const span = cutToLimit(article.text, { start: first.start, end: last.end }, () => 0);
  return quoteOf(article, span, { start: first.start, end: Math.min(first.end, span.end) }, score);
}
