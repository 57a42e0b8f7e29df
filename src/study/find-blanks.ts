import type { Span } from '../corpus/article.ts';
import { scriptOf } from '../corpus/script.ts';
import { overlap } from '../corpus/span.ts';
import { findFigures, type Figure } from './figures.ts';
import type { KnownNames } from './known-names.ts';
import { ONE } from './number-words.ts';
import type { BlankKind } from './question.ts';
import type { Measure } from './units.ts';

/** Something in a sentence that could be left out; offsets into the sentence. */
export interface Blank extends Span {
  kind: BlankKind;
  /** How much the answer tells about the article: 1 (hardly) to 8. */
  worth: number;
  also: readonly string[];
}

const MONEY: readonly Measure[] = ['usd', 'twd', 'cny', 'hkd', 'jpy', 'eur', 'gbp', 'krw'];
const CALENDAR: readonly Measure[] = ['year', 'decade', 'month', 'day', 'century'];
const LOOSE: readonly Measure[] = ['count', 'person', 'occasion'];
/** With these a Chinese numeral is a clock time or an idiom as often as a figure (三點, 十分). */
const AMBIGUOUS_AFTER_HAN: readonly Measure[] = ['score', 'degree'];

/** The figures of a sentence that are worth asking for: not parts of names, ordinals, list numbers or idioms. */
export function figureBlanks(sentence: string): Blank[] {
  return findFigures(sentence).flatMap((figure) => {
    const worth = figureWorth(sentence, figure);
    if (worth === null) return [];
    const measures = figure.amounts[0]?.measures ?? [];
    const isMonth =
      measures.includes('month') && !/[個个]月|month/i.test(sentence.slice(figure.start, figure.end));
    const isDate = isMonth || (measures.includes('year') && isYear(figure));
    const kind: BlankKind = isDate ? 'date' : 'number';
    return [{ start: figure.start, end: figure.end, kind, worth, also: [] }];
  });
}

function isYear(figure: Figure): boolean {
  const value = figure.amounts[0]?.value ?? 0n;
  return value >= 1000n * ONE && value < 2200n * ONE;
}

function figureWorth(sentence: string, figure: Figure): number | null {
  const before = sentence.slice(Math.max(0, figure.start - 12), figure.start);
  const after = sentence.slice(figure.end, figure.end + 4);
  // Part of a name or of a longer number.
  if (/[\p{Script=Latin}\d_#№@/\\.-]$/u.test(before)) return null;
  // An ordinal, a weekday, an estimate, a reference, a negative.
  if (/(?:第|週|周|星期|禮拜|礼拜|負|负|零下|[數数幾几上好每]|[[(（])\s?$|[−-]$/u.test(before)) return null;
  if (/^(?:[.:/]\d|[\p{Script=Latin}_]|[半幾几來来])/u.test(after)) return null;
  const { value, measures } = figure.amounts[0] ?? { value: 0n, measures: [] };
  const isLoose = measures.length === 0 || measures.every((measure) => LOOSE.includes(measure));
  if (figure.written !== 'digits' && measures.length === 0) return null;
  // 三大方向 counts, 六十萬大軍 does not.
  if (/大$/u.test(sentence.slice(figure.start, figure.end)) && value >= 100n * ONE) return null;
  if (figure.written !== 'digits' && value <= ONE) return null;
  if (figure.written === 'han') {
    if (measures.some((measure) => AMBIGUOUS_AFTER_HAN.includes(measure))) return null;
    // 兩 counts; 二 alone is mostly part of a word (二手, 二次元).
    if (figure.number === '二') return null;
  }
  if (measures.length === 0) {
    // Windows 11, Table 3, Article 5: the number belongs to the name before it.
    if (/\p{Lu}[\p{L}.]*\s$/u.test(before)) return null;
    return value <= ONE ? null : 3.5;
  }
  if (value <= 2n * ONE && figure.amounts.length === 1) return isLoose ? 1 : 3;
  if (measures.some((measure) => MONEY.includes(measure))) return 8;
  if (measures.includes('percent')) return 7;
  if (measures.some((measure) => CALENDAR.includes(measure))) return 6;
  return isLoose && value < 10n * ONE ? 4.5 : 6.5;
}

/** What a name in a list of names loses. */
const LISTED = 3;

const BRACKETED = /《([^《》\n]{2,40})》|〈([^〈〉\n]{2,40})〉/g;
const QUOTED = /[「“]([^「」“”『』，。、；：！？,.;:!?\n]{3,14})[」”]/g;
/** A word that says: what is quoted here is the name of something. */
const NAMING =
  /(?:名為|名为|叫做|叫作|稱為|称为|推出|成立|發表|发表|發布|发布|命名為|命名为|工具|服務|服务|系統|系统|組織|组织|平台|機構|机构|公司|品牌|功能|計畫|计划)$/u;
const LATIN_NAME =
  /[\p{Script=Latin}\d][\p{Script=Latin}\d&'’.+-]*(?: (?:of |the |for |de |van |von )?[\p{Lu}\d][\p{Script=Latin}\d&'’.+-]*)*/gu;
const ENGLISH_NAME =
  /\p{Lu}[\p{L}\d&'’.-]*(?: (?:(?:of|the|for|de|del|van|von|la) (?:the )?)?[\p{Lu}][\p{L}\d&'’.-]*)*(?: \d{1,4}(?![\p{L}\d,.%]))?/gu;
const COMMON_FIRST = new Set(
  'the a an in on at by for from to of with without as if when while where what who why how but and or so yet he she it they we you i his her its their our my your this that these those there here then after before since although though because some many most much all both each every no not one two three another other according during under over about between among last next early late such only even also still just now today yesterday however meanwhile instead perhaps indeed despite unlike like once until unless whether its mr mrs ms dr'.split(
    ' ',
  ),
);
const CALENDAR_NAME =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|[IVX]+)(?: \d+)?$/;

/** The names of a sentence that are worth asking for. `at` is where the sentence begins in the article. */
export function nameBlanks(sentence: string, at: number, known: KnownNames): Blank[] {
  const blanks: Blank[] = [];
  const add = (start: number, end: number, worth: number): void => {
    const isTaken = blanks.some((blank) => overlap(blank, { start, end }));
    if (isTaken) return;
    const { hasWords, isTopic, also } = known.about(sentence.slice(start, end));
    if (!hasWords || isTopic) return;
    const value = isListed(sentence, start, end) ? worth - LISTED : worth;
    blanks.push({ start, end, kind: 'name', worth: value, also });
  };
  for (const name of known.twoForms) {
    if (name.start >= at && name.end <= at + sentence.length) add(name.start - at, name.end - at, 6.5);
  }
  for (const match of sentence.matchAll(BRACKETED))
    add(match.index + 1, match.index + match[0].length - 1, 5.5);
  for (const form of known.hanFormsIn(sentence)) {
    const found = sentence.indexOf(form);
    const isWhole =
      !/[·‧・•]/.test(sentence.charAt(found - 1)) && !/[·‧・•（(]/.test(sentence.charAt(found + form.length));
    if (isWhole) add(found, found + form.length, 5.5);
  }
  for (const match of sentence.matchAll(QUOTED)) {
    const [whole, inner = ''] = match;
    const isName = NAMING.test(sentence.slice(0, match.index)) || known.about(inner).recurs;
    if (isName) add(match.index + 1, match.index + whole.length - 1, 3.5);
  }
  for (const span of scriptOf(sentence) === 'cjk' ? latinNames(sentence) : englishNames(sentence, known))
    add(span.start, span.end, isWord(sentence.slice(span.start, span.end)) ? 4 : 4.5);
  return blanks;
}

/** One word with one capital, as common words have at the start of a sentence. */
function isWord(name: string): boolean {
  return /^\p{Lu}\p{Ll}+$/u.test(name);
}

/** One of several names in a row, of which none stands out. */
function isListed(sentence: string, start: number, end: number): boolean {
  const before = sentence.slice(0, start).trimEnd();
  const after = sentence.slice(end).trimStart();
  if (/^[、和與与及]/u.test(after)) return /(?:[、是有如括]|例如|像)$/u.test(before);
  return /、[^，,。]*[、和與与及]$/u.test(before);
}

/** Latin names in Chinese text. One in brackets after Chinese is the other form of a name and says nothing alone. */
function latinNames(sentence: string): Span[] {
  return [...sentence.matchAll(LATIN_NAME)].flatMap((match) => {
    const name = trimmed(match[0]);
    const end = match.index + name.length;
    const isBracketed = /[（(]\s?$/.test(sentence.slice(0, match.index));
    const isName = /\p{Lu}/u.test(name) && /\p{L}{2}|\p{L}[\d-]/u.test(name) && name.length >= 3;
    if (!isName || isBracketed) return [];
    // Elon Musk（馬斯克） is left out as a whole; any other explanation in brackets would give the name away.
    const bracket = /^ ?[（(](?:[\p{Script=Han}·‧・•]{2,12}[)）])?/u.exec(sentence.slice(end))?.[0] ?? '';
    return bracket === '' || /[)）]$/.test(bracket)
      ? [{ start: match.index, end: end + bracket.length }]
      : [];
  });
}

function englishNames(sentence: string, known: KnownNames): Span[] {
  return [...sentence.matchAll(ENGLISH_NAME)].flatMap((match) => {
    let start = match.index;
    let name = trimmed(match[0]);
    const first = name.split(' ')[0] ?? '';
    const isFirst = !/[\p{L}\d]/u.test(sentence.slice(0, start));
    if (COMMON_FIRST.has(first.toLowerCase())) {
      name = name.slice(first.length).trimStart();
      start += match[0].indexOf(name, first.length);
    } else if (isFirst && !name.includes(' ') && !known.isCapitalised(first)) return [];
    if (name.length < 3 || CALENDAR_NAME.test(name) || !/^\p{Lu}/u.test(name)) return [];
    // Its abbreviation in brackets would give it away.
    const short = /^ ?\([A-Z][A-Za-z]{1,7}\)/.exec(sentence.slice(start + name.length));
    return [{ start, end: start + name.length + (short?.[0].length ?? 0) }];
  });
}

function trimmed(name: string): string {
  return name.replace(/['’]s?$/, '').replace(/[.'’&-]+$/, '');
}
