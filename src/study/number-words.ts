/** Figures are exact: whole billionths, so that 1.4億 and 140,000,000 are one value and nothing is rounded into another. */
export const ONE = 1_000_000_000n;
const DECIMALS = 9;

const HAN_DIGIT = '〇零一二兩两三四五六七八九';
const HAN_SCALE = '十百千萬万億亿兆';
const HAN_VALUES: Record<string, bigint> = {
  ...{ 〇: 0n, 零: 0n, 一: 1n, 二: 2n, 兩: 2n, 两: 2n },
  ...{ 三: 3n, 四: 4n, 五: 5n, 六: 6n, 七: 7n, 八: 8n, 九: 9n },
};
/** Multiply the digit before them; the larger ones multiply everything since the last of their kind. */
const SMALL_SCALES: Record<string, bigint> = { 十: 10n, 百: 100n, 千: 1000n, hundred: 100n };
const LARGE_SCALES: Record<string, bigint> = {
  ...{ 萬: 10n ** 4n, 万: 10n ** 4n, 億: 10n ** 8n, 亿: 10n ** 8n, 兆: 10n ** 12n },
  ...{ thousand: 10n ** 3n, million: 10n ** 6n, billion: 10n ** 9n, trillion: 10n ** 12n },
};
const UNDER_TWENTY =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ENGLISH_SCALE = 'hundred|thousand|million|billion|trillion';
const ENGLISH_NUMBER = [...UNDER_TWENTY, ...TENS].sort((a, b) => b.length - a.length).join('|');

const ARABIC = String.raw`\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?`;
/** Source of a pattern, for the flags `giu`, that finds what `parseNumber` reads. It has no groups. */
export const NUMBER_PATTERN = [
  String.raw`(?:${ARABIC})(?:[ ]?-?(?:${ENGLISH_SCALE})s?\b)+`,
  String.raw`(?:${ARABIC})(?:[ ]?[${HAN_SCALE}](?:${ARABIC}|[${HAN_DIGIT}${HAN_SCALE}])*)?`,
  String.raw`[${HAN_DIGIT}十][${HAN_DIGIT}${HAN_SCALE}]*(?:[點点][${HAN_DIGIT}]+[百千萬万億亿兆]*)?`,
  String.raw`\b(?:${ENGLISH_NUMBER})(?:(?:[ -]|[ ]and[ ])(?:${ENGLISH_NUMBER}|${ENGLISH_SCALE}))*\b`,
].join('|');

const TOKEN = new RegExp(`${ARABIC}|[${HAN_DIGIT}${HAN_SCALE}點点]|[a-z]+`, 'giu');

/**
 * The value of a number as people write it, in billionths: `1,000`, `1.4億`, `3億5000萬`, `一千二百`, `一萬二`, `二〇一五`, `三點五`,
 * `10 million`, `two hundred and fifty`. The text must be half-width.
 * @returns `null` when it names no single number (三四 means three or four) or has more than nine decimals.
 */
export function parseNumber(written: string): bigint | null {
  const reading = new NumberReading();
  for (const [token] of written.toLowerCase().matchAll(TOKEN)) if (!reading.add(token)) return null;
  return reading.value();
}

class NumberReading {
  private total = 0n;
  private part = 0n;
  private current: bigint | null = null;
  private scale = 1n;
  private largeScale = 0n;
  /** Chinese digits in a row, and what they were. */
  private row = '';
  /** After 點: what the next digit is worth. */
  private decimal = 0n;
  private isTens = false;

  /** @returns whether the number still makes sense. */
  add(token: string): boolean {
    if (token === 'and') return true;
    const digit = HAN_VALUES[token];
    if (digit !== undefined) return this.addDigit(token, digit);
    if (token === '點' || token === '点') {
      this.decimal = ONE / 10n;
      return this.current !== null;
    }
    const name = token.replace(/(?<=[dn])s$/, '');
    const small = SMALL_SCALES[name];
    const large = LARGE_SCALES[name];
    if (small !== undefined || large !== undefined) {
      if (!this.isOneNumber()) return false;
      if (small !== undefined) this.scaleDigit(small);
      else if (large !== undefined) this.scalePart(large);
      this.current = null;
      this.row = '';
      this.decimal = 0n;
      return true;
    }
    return /\d/.test(token) ? this.addArabic(token) : this.addWord(name);
  }

  value(): bigint | null {
    if (!this.isOneNumber()) return null;
    let rest = this.current ?? 0n;
    // 一萬二 is 12,000 and 三百五 is 350, while 一萬零二 and 二十五 mean what they say.
    if (this.row.length === 1 && this.scale >= 100n) rest = (rest * this.scale) / 10n;
    return this.total + this.part + rest;
  }

  private addDigit(token: string, digit: bigint): boolean {
    if (this.decimal > 0n) {
      this.current = (this.current ?? 0n) + digit * this.decimal;
      this.decimal /= 10n;
      return true;
    }
    if (this.current !== null && this.row === '') return false;
    this.current = (this.current ?? 0n) * 10n + digit * ONE;
    this.row += token;
    return true;
  }

  private addArabic(token: string): boolean {
    const [whole = '', decimals = ''] = token.replaceAll(',', '').split('.');
    if (this.current !== null || decimals.length > DECIMALS) return false;
    this.current = BigInt(whole + decimals.padEnd(DECIMALS, '0'));
    return true;
  }

  private addWord(name: string): boolean {
    const tens = TENS.indexOf(name);
    const small = UNDER_TWENTY.indexOf(name);
    if (tens === -1 && small === -1) return false;
    if (this.current !== null && !(this.isTens && small > 0 && small < 10)) return false;
    this.current = (this.current ?? 0n) + BigInt(tens === -1 ? small : 20 + 10 * tens) * ONE;
    this.isTens = tens !== -1;
    return true;
  }

  private scaleDigit(scale: bigint): void {
    this.part += (this.current ?? ONE) * scale;
    this.scale = scale;
  }

  private scalePart(scale: bigint): void {
    const part = this.part + (this.current ?? 0n);
    // 一萬億 is ten thousand times a hundred million; 一億一萬 adds up.
    if (this.total > 0n && scale > this.largeScale) this.total = (this.total + part) * scale;
    else this.total += (part === 0n ? ONE : part) * scale;
    this.part = 0n;
    this.scale = scale;
    this.largeScale = scale;
  }

  /** Two Chinese digits in a row are an estimate (五六個), three or a zero among them are a number written digit by digit. */
  private isOneNumber(): boolean {
    return this.row.length !== 2 || /[〇零]/.test(this.row);
  }
}
