import type { Article, Block, Sentence, Span } from './article.ts';
import { isFullStop } from './full-stop.ts';
import { breaksSentenceAt, lineWidths } from './line-break.ts';
import { hasWords, isCjk } from './line-shape.ts';

/**
 * Longest sentence, in UTF-16 code units. What is longer (a page without punctuation, a minified file) is cut at clause
 * marks, at spaces or hard, so that no passage and no quote is ever unbounded.
 */
export const SENTENCE_LIMIT = 1000;

const MARKS = new Set('。｡！？!?…⋯');
const CLOSERS = new Set('」』”’）)】]〕〗');
/** These open or close by parity, because one character serves both ends. */
const TWO_FACED = new Set('"*_`~');
/** After one of these the sentence goes on: 「好嗎?」、「好。」 or a title 《AI會怎樣?》. */
const GOES_ON = new Set('，、,；;：:》〉');
/** A quoted question followed by one of these is only named, not asked: 「值得嗎?」的問題. */
const NAMES_A_QUESTION = new Set('的等與和及之是');
const CLAUSE_MARKS = new Set('，、；：,;:—–');
const FOOTNOTE_REFERENCE = /^\[\^?\w{1,4}\]/;

/**
 * The sentences of the quotable blocks (`text`, `list`, `code`), in reading order.
 * A sentence never crosses a block, is trimmed, never empty, at most `SENTENCE_LIMIT` long; together they cover every
 * character of those blocks that is not white space.
 */
export function splitSentences(article: Pick<Article, 'text' | 'blocks'>): Sentence[] {
  const sentences: Sentence[] = [];
  for (const block of article.blocks) {
    if (block.paragraph === null) continue;
    const spans =
      block.kind === 'code' ? codeLines(article.text, block) : blockSentences(article.text, block);
    for (const whole of attachWordless(article.text, spans)) {
      for (const span of cutLong(article.text, whole)) {
        sentences.push({ ...span, paragraph: block.paragraph, section: block.section });
      }
    }
  }
  return sentences;
}

/** Sentences of prose or of a list: at end marks, and at line breaks that a writer meant. */
function blockSentences(text: string, block: Block): Span[] {
  const spans: Span[] = [];
  const widths = lineWidths(text, block);
  // How often each two-faced character has stood in this stretch: odd means one is open.
  const openings = new Map<string, number>();
  let line = 0;
  let from = block.start;
  let at = block.start;
  while (at < block.end) {
    const char = text.charAt(at);
    if (char === '\n') {
      if (breaksSentenceAt(text, at, block, widths, line)) {
        pushTrimmed(spans, text, from, at);
        from = at + 1;
        openings.clear();
      }
      line += 1;
      at += 1;
    } else if (TWO_FACED.has(char)) {
      const after = endOfRun(text, at, block.end);
      // A bullet or a lone star between spaces opens nothing.
      const alone = /\s/.test(text.charAt(after)) && (at === block.start || /\s/.test(text.charAt(at - 1)));
      if (!alone) openings.set(char, (openings.get(char) ?? 0) + 1);
      at = after;
    } else if (MARKS.has(char) || char === '.') {
      const after = endOfMarks(text, at, block.end, openings);
      if (endsSentence(text, at, after, block)) {
        pushTrimmed(spans, text, from, after);
        from = after;
      }
      at = after;
    } else {
      at += 1;
    }
  }
  pushTrimmed(spans, text, from, block.end);
  return spans;
}

function codeLines(text: string, block: Span): Span[] {
  const spans: Span[] = [];
  let from = block.start;
  for (let at = text.indexOf('\n', from); at !== -1 && at < block.end; at = text.indexOf('\n', from)) {
    pushTrimmed(spans, text, from, at);
    from = at + 1;
  }
  pushTrimmed(spans, text, from, block.end);
  return spans;
}

function endOfRun(text: string, at: number, limit: number): number {
  const char = text.charAt(at);
  let after = at + 1;
  while (after < limit && text.charAt(after) === char) after += 1;
  return after;
}

/** The offset after an end mark and everything that belongs to it: further marks, closing quotes, `[1]`. */
function endOfMarks(text: string, at: number, limit: number, openings: Map<string, number>): number {
  let after = at + 1;
  while (after < limit) {
    const char = text.charAt(after);
    if (MARKS.has(char) || CLOSERS.has(char) || (char === '.' && text.charAt(after - 1) === '.')) {
      after += 1;
    } else if (TWO_FACED.has(char) && (openings.get(char) ?? 0) % 2 === 1) {
      openings.set(char, (openings.get(char) ?? 0) + 1);
      after = endOfRun(text, after, limit);
    } else {
      const reference = char === '[' ? FOOTNOTE_REFERENCE.exec(text.slice(after, after + 8)) : null;
      if (reference === null) break;
      after += reference[0].length;
    }
  }
  return Math.min(after, limit);
}

/** Whether the mark at `at`, with its followers up to `after`, ends the sentence. */
function endsSentence(text: string, at: number, after: number, block: Span): boolean {
  if (after >= block.end) return true;
  const mark = text.charAt(at);
  const next = text.charAt(after);
  if (GOES_ON.has(next)) return false;
  if (mark === '。' || mark === '｡') return true;
  const closed = after > at + 1 && CLOSERS.has(text.charAt(after - 1));
  if (closed && NAMES_A_QUESTION.has(next) && text.slice(at, after).search(/[。｡]/) === -1) return false;

  const spaced = /\s/.test(next);
  const word = spaced ? firstVisible(text, after, block.end) : next;
  // "Really?" she said; well... maybe: a small letter carries the sentence on.
  if (/\p{Ll}/u.test(word)) return false;
  if (mark === '！' || mark === '？') return true;
  if (mark === '.' && !text.startsWith('...', at)) return isFullStop(text, at, block, spaced, word);
  if (mark === '…' || mark === '⋯' || mark === '.') return true;
  // A half-width ! or ? inside an address or a name (?page=2, Yahoo!2) is not the end of anything.
  return spaced || isCjk(next) || isCjk(text.charAt(at - 1)) || closed;
}

function firstVisible(text: string, from: number, limit: number): string {
  let at = from;
  while (at < limit && /\s/.test(text.charAt(at))) at += 1;
  return at < limit ? text.charAt(at) : '';
}

function pushTrimmed(spans: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  if (start < end) spans.push({ start, end });
}

/** A span without a letter or digit (`***`, a stray 」, an emoji) says nothing alone: it joins its neighbour. */
function attachWordless(text: string, spans: Span[]): Span[] {
  const joined: Span[] = [];
  let pending: number | null = null;
  for (const span of spans) {
    const last = joined.at(-1);
    if (hasWords(text, span.start, span.end)) {
      joined.push({ start: pending ?? span.start, end: span.end });
      pending = null;
    } else if (last !== undefined) {
      last.end = span.end;
    } else {
      pending ??= span.start;
    }
  }
  const end = spans.at(-1)?.end;
  if (pending !== null && end !== undefined) joined.push({ start: pending, end });
  return joined;
}

function cutLong(text: string, span: Span): Span[] {
  const pieces: Span[] = [];
  let from = span.start;
  while (span.end - from > SENTENCE_LIMIT) {
    const to = cutPoint(text, from);
    pushTrimmed(pieces, text, from, to);
    from = to;
  }
  pushTrimmed(pieces, text, from, span.end);
  return pieces;
}

/** The last clause mark, otherwise the last space, in the second half of the longest allowed piece. */
function cutPoint(text: string, from: number): number {
  const limit = from + SENTENCE_LIMIT;
  const half = from + SENTENCE_LIMIT / 2;
  for (const fits of [(char: string) => CLAUSE_MARKS.has(char), (char: string) => /\s/.test(char)]) {
    for (let at = limit - 1; at >= half; at -= 1) if (fits(text.charAt(at))) return at + 1;
  }
  const code = text.charCodeAt(limit - 1);
  // Never between the two halves of one character.
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}
