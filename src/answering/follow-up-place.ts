/** Which item of a list is meant: the `nth` from 1, counted from its start, from its end, or on from the one last shown. */
export interface Place {
  from: 'start' | 'end' | 'here';
  /** At least 1; of `here`, -1 is the one before. */
  nth: number;
}

const NUMERAL = '[一二三四五六七八九十两\\d]{1,3}';
const MEASURE = '(?:点|个|项|条|种|位|名|家|则|步|句|段|类|件)?';
const WORDS_EN = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const NUMBERS_EN = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINAL_EN = `(?:${WORDS_EN.join('|')}|\\d{1,2}(?:st|nd|rd|th))`;

/** Each with what it counts from; the place is the number in the first group (1 when there is none) times the last value. */
const FORMS: [RegExp, Place['from'], number][] = [
  [/^首先(?=呢?$|是什么)/, 'start', 1],
  [/^其次(?=呢?$|是什么)/, 'start', 2],
  [new RegExp(`(?:最后|末尾|倒数)第?(${NUMERAL})${MEASURE}`), 'end', 1],
  [new RegExp(`最后${MEASURE}`), 'end', 1],
  [new RegExp(`下一?(?:点|个|项|条|种|位|家|则|步)`), 'here', 1],
  [new RegExp(`[上前]一(?:点|个|项|条|种|位|家|则|步)`), 'here', -1],
  [new RegExp(`第(${NUMERAL})${MEASURE}`), 'start', 1],
  [new RegExp(`\\b(${ORDINAL_EN})[ -](?:to|from)[ -](?:the )?(?:last|end)\\b`), 'end', 1],
  [/\b(?:last|final)\b(?! (?:year|month|week|night|time|name))/, 'end', 1],
  [/\bnext (?:one|point|item|step)\b/, 'here', 1],
  [/\b(?:previous|preceding) (?:one|point|item|step)\b/, 'here', -1],
  [new RegExp(`\\b(?:number |#|no\\. ?)(\\d{1,2}|${NUMBERS_EN.join('|')})\\b`), 'start', 1],
  [new RegExp(`\\b(${ORDINAL_EN})\\b`), 'start', 1],
];

/** The item of a list that a folded question names ("第二點", "the last one") and the rest of the question. */
export function readPlace(folded: string): { place: Place; rest: string } | null {
  for (const [form, from, times] of FORMS) {
    const match = form.exec(folded);
    if (!match) continue;
    const number = match[1] === undefined ? 1 : numberOf(match[1]);
    // "Second to last" is the second from the end; 「最後兩個」 asks for several and is answered with the last.
    if (number === null || number < 1) continue;
    const rest = `${folded.slice(0, match.index)} ${folded.slice(match.index + match[0].length)}`;
    const counted = /^最后/.test(match[0]) ? 1 : number;
    return { place: { from, nth: counted * times }, rest: rest.trim() };
  }
  return null;
}

/** The value of a numeral in Chinese (to 99), digits or English; `null` when it is none. */
export function numberOf(numeral: string): number | null {
  if (/^\d/.test(numeral)) return parseInt(numeral, 10);
  const english = Math.max(WORDS_EN.indexOf(numeral), NUMBERS_EN.indexOf(numeral));
  if (english >= 0) return english + 1;
  const digit = (text: string | undefined) =>
    '一二三四五六七八九'.indexOf((text ?? '').replace('两', '二').replace('兩', '二')) + 1;
  const match = /^([一二三四五六七八九两兩]?)(十?)([一二三四五六七八九两兩]?)$/.exec(numeral);
  if (!match || numeral === '') return null;
  const [, tens = '', ten = '', ones = ''] = match;
  if (ten === '') return ones === '' ? digit(tens) : null;
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones));
}
