import type { Span } from '../corpus/article.ts';
import { NUMBER_PATTERN, ONE, parseNumber } from './number-words.ts';
import { CURRENCY_PATTERN, measuresOf, UNIT_PATTERN, type Measure } from './units.ts';

/** One value with what it may measure; no measure when no known unit was written. */
export interface Amount {
  /** In billionths, exact; of a percentage the number before the sign. */
  value: bigint;
  measures: readonly Measure[];
}

/** A figure in a text: one amount, or several that belong together (7月21日, 18 至 24 歲). */
export interface Figure extends Span {
  amounts: Amount[];
  /** The number of the first amount, without unit. */
  number: string;
  /** How that number is written: in digits, in Chinese numerals or in English words. */
  written: 'digits' | 'han' | 'words';
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const ENGLISH_DATE = new RegExp(
  String.raw`\b(?:(${MONTH})\.?[ ]+(?:${DAY}\b(?:,?[ ]+(\d{4})\b)?|(\d{4})\b)|${DAY}[ ]+(?:of[ ]+)?(${MONTH})\b\.?(?:,?[ ]+(\d{4})\b)?)`,
  'giu',
);
const AMOUNT = new RegExp(
  String.raw`(百分之[ ]?)?((?:${CURRENCY_PATTERN})[ ]?)?(${NUMBER_PATTERN})([ ]?[多餘余]|\+)?`,
  'giu',
);
const UNIT = new RegExp(UNIT_PATTERN, 'iuy');
const SHARE = new RegExp(`[ ]?分之[ ]?(${NUMBER_PATTERN})`, 'iuy');
/** 三成五 is 35%; in 三成員 and 三成立 it is another word. */
const TENTHS = /成([一二三四五六七八九])?(?![立功為为長长員员果本分績绩就熟型交年])/uy;
const RANGE = /^[ ]?(?:至|到|[-–—~～]|to|and)[ ]?$/iu;
const FINER: Partial<Record<Measure, Measure>> = {
  year: 'month',
  month: 'day',
  hour: 'minute',
  minute: 'second',
};

/** The same text, as long, with full-width letters, digits, signs and spaces in their half-width form. */
export function narrow(text: string): string {
  return text
    .replace(/[！-～]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
    .replaceAll('％', '%');
}

/** All figures of a text, in order, with offsets into it. A number inside a word (GPT-4) is found as well. */
export function findFigures(text: string): Figure[] {
  const plain = narrow(text);
  const figures = englishDates(plain);
  const dates = [...figures];
  AMOUNT.lastIndex = 0;
  for (let match = AMOUNT.exec(plain); match !== null; match = AMOUNT.exec(plain)) {
    const at = match.index;
    const date = dates.find(({ start, end }) => at >= start && at < end);
    if (date !== undefined) {
      AMOUNT.lastIndex = date.end;
      continue;
    }
    const figure = readAmount(plain, match);
    if (figure === null) continue;
    figures.push(figure);
    AMOUNT.lastIndex = figure.end;
  }
  return join(
    plain,
    figures.sort((a, b) => a.start - b.start),
  );
}

function readAmount(text: string, match: RegExpExecArray): Figure | null {
  const [whole, percent, currency, number = ''] = match;
  const start = match.index;
  let end = start + whole.length;
  const value = parseNumber(number);
  if (value === null) return null;
  const written = /^\d/.test(number) ? 'digits' : /^[a-z]/i.test(number) ? 'words' : 'han';
  const figure = (amount: bigint, measures: readonly Measure[]): Figure => ({
    ...{ start, end, number, written },
    amounts: [{ value: amount, measures }],
  });
  if (percent !== undefined) return figure(value, ['percent']);
  if (number === '一' && text.charAt(end) === '半') {
    end += 1;
    return figure(50n * ONE, ['percent']);
  }
  const share = matchAt(SHARE, text, end);
  const part = share === null ? null : parseNumber(share[1] ?? '');
  if (share !== null && part !== null && value > 0n) {
    end += share[0].length;
    return figure((part * 100n * ONE) / value, ['percent']);
  }
  const tenths = matchAt(TENTHS, text, end);
  if (tenths !== null) {
    end += tenths[0].length;
    return figure(value * 10n + (parseNumber(tenths[1] ?? '零') ?? 0n), ['percent']);
  }
  const unit = matchAt(UNIT, text, end)?.[0] ?? '';
  end += unit.length;
  return figure(value, unit === '' && currency !== undefined ? measuresOf(currency) : measuresOf(unit));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Puts together what belongs together: the parts of a date or of a time, and the two ends of a range. */
function join(text: string, figures: Figure[]): Figure[] {
  const joined: Figure[] = [];
  for (const figure of figures) {
    const last = joined.at(-1);
    if (last !== undefined && belongTogether(text.slice(last.end, figure.start), last, figure)) {
      last.end = figure.end;
      last.amounts.push(...figure.amounts);
    } else joined.push({ ...figure });
  }
  return joined;
}

function belongTogether(gap: string, left: Figure, right: Figure): boolean {
  const before = left.amounts.at(-1)?.measures ?? [];
  const after = right.amounts[0]?.measures ?? [];
  if (RANGE.test(gap) && left.amounts.length === 1 && right.amounts.length === 1)
    return !/and/i.test(gap) && (before.length === 0 || shareMeasure(before, after));
  // 7月21 is a date, too.
  if (/^[ ]?$/.test(gap) && after.length === 0) return before.includes('month');
  return /^[ ]?$/.test(gap) && before.some((measure) => after.some((finer) => FINER[measure] === finer));
}

/** Whether two units may stand for each other. */
export function shareMeasure(a: readonly Measure[], b: readonly Measure[]): boolean {
  return a.some((measure) => b.includes(measure));
}

/** `July 21, 2023`, `21 July`, `May 2024`: as year, month and day, like 2023年7月21日. */
function englishDates(text: string): Figure[] {
  return [...text.matchAll(ENGLISH_DATE)].map((match) => {
    const [whole, monthFirst, dayAfter, yearAfterDay, yearAfter, dayBefore, monthLast, yearLast] = match;
    const month = (monthFirst ?? monthLast ?? '').slice(0, 3).toLowerCase();
    const amount = (written: string | undefined, measure: Measure): Amount[] =>
      written === undefined ? [] : [{ value: BigInt(written) * ONE, measures: [measure] }];
    const number = String(MONTHS.findIndex((name) => name.startsWith(month)) + 1);
    const amounts = [
      ...amount(yearAfterDay ?? yearAfter ?? yearLast, 'year'),
      ...amount(number, 'month'),
      ...amount(dayAfter ?? dayBefore, 'day'),
    ];
    const end = match.index + whole.length;
    return { start: match.index, end, amounts, number, written: 'words' };
  });
}
