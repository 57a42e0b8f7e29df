import { displayWidth, endsAsStatement, endsWithMark, enumerator } from './line-shape.ts';
import { blockOf, type PlainBlock } from './plain-blocks.ts';

/** Columns of the longest heading: 45 Chinese characters, or a line of English. */
const HEADING_WIDTH = 90;
/** Columns from which a line with a comma, standing over a heading, reads as a caption. */
const CAPTION_WIDTH = 40;
/** A question or an exclamation this short is an interjection, not a heading. */
const SHORTEST_QUESTION = 10;

const CONNECTIVE = /^(?:但|然而|不過|不过|那麼|那么|所以|而且|可是|so |but |and |or |yet |then )/i;
const CLAUSE_MARK = /[,，、;；]/;

/**
 * Decides which lone lines of plain text are headings (`kind` becomes `heading`), in place of the marks that plain text
 * lacks: a short line of its own, no statement, with prose under it.
 * @param scraped a lone line that is no heading is then a `caption`, because pages are full of them; otherwise it stays text
 */
export function findHeadings(blocks: PlainBlock[], scraped: boolean): PlainBlock[] {
  const merged = mergeNumberedLines(blocks);
  const spoken = spokenStyles(merged);
  const candidate = merged.map((block) => isCandidate(block, spoken));
  return merged.map((block, index): PlainBlock => {
    if (!candidate[index]) return block;
    const under = proseUnder(merged, candidate, index);
    const kind =
      under === 'prose' || under === 'heading' ? 'heading' : scraped && !isAsked(block) ? 'caption' : 'text';
    if (kind === 'heading' && under === 'heading' && isCaptionLike(block))
      return { ...block, kind: otherwise(scraped) };
    return { ...block, kind };
  });
}

function otherwise(scraped: boolean): 'caption' | 'text' {
  return scraped ? 'caption' : 'text';
}

/** Neighbouring single lines with numbers of one style and nothing between them are a list, not empty chapters. */
function mergeNumberedLines(blocks: PlainBlock[]): PlainBlock[] {
  const runs: PlainBlock[][] = [];
  let open: string | null = null;
  for (const block of blocks) {
    const style =
      block.kind === 'text' && block.lines.length === 1 ? enumerator(block.lines[0]?.text ?? '') : null;
    if (style !== null && style === open) runs.at(-1)?.push(block);
    else runs.push([block]);
    open = style;
  }
  return runs.flatMap((run) =>
    run.length === 1
      ? run
      : [
          blockOf(
            'list',
            run.flatMap(({ lines }) => lines),
          ),
        ],
  );
}

/** Styles of numbers of which some line is a whole sentence: `(三)贏得信任` beside `(一)在發布前先測試。` is a sentence too. */
function spokenStyles(blocks: PlainBlock[]): Set<string> {
  const styles = new Set<string>();
  for (const { kind, lines } of blocks) {
    const text = lines[0]?.text ?? '';
    const style = enumerator(text);
    if (kind === 'text' && lines.length === 1 && style !== null && endsAsStatement(text)) styles.add(style);
  }
  return styles;
}

function isCandidate(block: PlainBlock, spoken: Set<string>): boolean {
  const text = block.lines[0]?.text ?? '';
  if (block.kind !== 'text' || block.lines.length !== 1 || displayWidth(text) > HEADING_WIDTH) return false;
  const style = enumerator(text);
  if (style !== null && spoken.has(style)) return false;
  if (/[。｡,，、;；:：]$/.test(text) || endsAsStatement(text) || /[。｡].*\S/.test(text)) return false;
  if (/^[「『“"'‘].*[」』”"'’]$/.test(text) || !/[\p{L}\p{N}]/u.test(text)) return false;
  if (!endsWithMark(text)) return true;
  return displayWidth(text) >= SHORTEST_QUESTION && !CONNECTIVE.test(text) && !/^[「『“"'‘(（]/.test(text);
}

/** What stands under a lone line: prose, one more heading over prose, or nothing that it could be the heading of. */
function proseUnder(
  blocks: PlainBlock[],
  candidate: boolean[],
  index: number,
): 'prose' | 'heading' | 'nothing' {
  const next = nextBlock(blocks, index);
  if (next === -1) return 'nothing';
  if (!candidate[next]) return 'prose';
  const after = nextBlock(blocks, next);
  return after !== -1 && !candidate[after] ? 'heading' : 'nothing';
}

function nextBlock(blocks: PlainBlock[], index: number): number {
  let at = index + 1;
  while (blocks[at]?.kind === 'caption') at += 1;
  return at < blocks.length ? at : -1;
}

/** A statement without its full stop: long, in clauses, not numbered, not asked. */
function isCaptionLike(block: PlainBlock): boolean {
  const text = block.lines[0]?.text ?? '';
  return (
    displayWidth(text) >= CAPTION_WIDTH &&
    CLAUSE_MARK.test(text) &&
    enumerator(text) === null &&
    !endsWithMark(text)
  );
}

function isAsked(block: PlainBlock): boolean {
  return endsWithMark(block.lines[0]?.text ?? '');
}
