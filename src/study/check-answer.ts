import { compact } from './compact.ts';
import { findFigures, narrow, shareMeasure, type Amount } from './figures.ts';
import { ONE } from './number-words.ts';
import type { ExpectedAnswer } from './question.ts';

/** Letters that a Latin name must have before one slip of the finger is forgiven. */
export const TYPO_LENGTH = 6;

/** Said around a figure without changing it; 不到 and "at most" would change it. */
const AROUND =
  /至少|最少|起碼|起码|大約|大约|約莫|约莫|約|约|大概|大致|差不多|超過|超过|逾|將近|将近|接近|近|高達|高达|多達|多达|一共|總共|总共|共|以上|左右|上下|之多|\b(?:about|around|roughly|approximately|approx|at least|more than|over|nearly|almost|some|or more|or so|in|on|the|a|an)\b/giu;
/** A right figure may be followed by the thing that it counts (8項承諾), if that does not turn it round. */
const COUNTED = /^[ ]?(?!.*(?:[半不非無无前後后內内下]|\b(?:not|no|ago|less|half|or)\b))[\p{L} ]{1,12}$/iu;
const HONORIFIC = /^(?:mr|mrs|ms|dr|prof)\b\.?|(?:先生|女士|小姐|博士|教授)$/giu;

/**
 * Whether what somebody typed is the answer. It forgives width, case, script, thousands separators, numerals (1000萬, 一千萬,
 * 10,000,000), forms of a percentage, a unit left out or said in another common way, words such as 至少 or "about", quotation
 * marks, articles, the middle dot, either form of a name with two, and one slip in a Latin name of `TYPO_LENGTH` letters.
 * It never accepts another number, another unit, or a list of guesses.
 */
export function checkAnswer(expected: ExpectedAnswer, given: string): boolean {
  const typed = given.trim();
  if (typed === '') return false;
  if (compact(typed) !== '' && typed.normalize('NFKC') === expected.answer.normalize('NFKC')) return true;
  return expected.kind === 'name' ? isName(expected, typed) : isFigure(expected.answer, typed);
}

/** The forms of a name that count as right: as written, each half of `馬斯克（Elon Musk）`, and what `also` names. */
export function nameForms({ answer, also = [] }: Pick<ExpectedAnswer, 'answer' | 'also'>): string[] {
  const halves = answer.split(/[（(）)]/).filter((half) => compact(half) !== '');
  return [...new Set([answer, ...halves, ...also])];
}

function isName(expected: ExpectedAnswer, given: string): boolean {
  const forms = nameForms(expected).map(compact);
  const plain = compact(given.replace(HONORIFIC, ''));
  for (const typed of [plain, compact(given)]) {
    if (typed === '') continue;
    if (forms.some((form) => form === typed || isTypo(form, typed))) return true;
    // Both forms at once, in either order.
    const rest = [...forms]
      .sort((a, b) => b.length - a.length)
      .reduce((left, form) => left.replace(form, ''), typed);
    if (rest === '') return true;
  }
  return false;
}

/** Whether two Latin names differ by one letter missing, added, changed or two swapped. Figures in them must agree. */
function isTypo(form: string, typed: string): boolean {
  if (!/^[\p{Script=Latin}\d]+$/u.test(form) || !/^[\p{Script=Latin}\d]+$/u.test(typed)) return false;
  if (form.replace(/\d/g, '').length < TYPO_LENGTH || Math.abs(form.length - typed.length) > 1) return false;
  if (form.replace(/\D/g, '') !== typed.replace(/\D/g, '')) return false;
  let from = 0;
  while (from < form.length && form[from] === typed[from]) from += 1;
  const [a, b] = [form.slice(from), typed.slice(from)];
  const swapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}

function isFigure(answer: string, given: string): boolean {
  const figure = findFigures(answer)[0];
  if (figure === undefined) return compact(answer) === compact(given);
  return readings(given, figure.amounts).some(
    (amounts) =>
      amounts.length === figure.amounts.length &&
      figure.amounts.every((amount, i) => isSameAmount(amount, amounts[i])),
  );
}

/** What a typed text may mean: one figure and nothing that speaks against it, a date with slashes, or a fraction. */
function readings(given: string, expected: Amount[]): Amount[][] {
  const text = narrow(given)
    .replace(/[−－]/g, '-')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(AROUND, ' ')
    .replace(/^[\s\p{P}]+(?=\S)/u, (marks) => (/-\s*$/.test(marks) ? marks : ''))
    .trim();
  if (/^(?:-|負|负|零下|minus)/iu.test(text)) return [];
  const numbers = /^(\d{1,4})[/.-](\d{1,4})(?:[/.-](\d{1,2}))?$/.exec(text);
  const plain = (numbers ?? [])
    .slice(1)
    .flatMap((part: string | undefined) =>
      part === undefined ? [] : [{ value: BigInt(part) * ONE, measures: [] }],
    );
  const [top, bottom] = plain;
  const isDate = expected.length > 1 && numbers !== null;
  if (isDate) return [plain];
  if (
    text.includes('/') &&
    plain.length === 2 &&
    top !== undefined &&
    bottom !== undefined &&
    bottom.value > 0n
  )
    return [[{ value: (top.value * 100n * ONE) / bottom.value, measures: ['percent'] }]];

  const figures = findFigures(text);
  const [figure] = figures;
  if (figure === undefined || figures.length > 1 || figure.start > 0) return [];
  const after = text.slice(figure.end).replace(/[\s\p{P}]+$/u, '');
  const isNamed = figure.amounts.every((amount) => amount.measures.length > 0);
  return after === '' || (isNamed && COUNTED.test(after)) ? [figure.amounts] : [];
}

function isSameAmount(expected: Amount, given: Amount | undefined): boolean {
  if (given === undefined || expected.value !== given.value) return false;
  if (given.measures.length === 0) return true;
  // Without a known unit in the article, any way to count things will do.
  const measures = expected.measures.length === 0 ? (['count', 'person'] as const) : expected.measures;
  return shareMeasure(measures, given.measures);
}
