import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/corpus/decode-text.ts';
import { decodeHtml } from '../../src/corpus/html/decode-html.ts';

/** The bytes of hexadecimal digits. */
const hex = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits.replace(/\s+/g, ''), 'hex'));
const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** Each of these is 中文 的 我們 (我们 in GB 18030) 一 個 (个) 人 。 by the encoding's own table. */
const BIG5 = hex('A4A4 A4E5 AABA A7DA ADCC A440 ADD3 A448 A143');
const GB18030 = hex('D6D0 CEC4 B5C4 CED2 C3C7 D2BB B8F6 C8CB A1A3');
const TEXT = '中文的我們一個人。';
const SIMPLIFIED = '中文的我们一个人。';

const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};

describe('the encoding of a text is recognised', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(TEXT), TEXT],
    ['UTF-8 with a mark', joined(hex('EFBBBF'), new TextEncoder().encode(TEXT)), TEXT],
    ['UTF-16 LE with a mark', joined(hex('FFFE'), utf16(TEXT, false)), TEXT],
    ['UTF-16 BE with a mark', joined(hex('FEFF'), utf16(TEXT, true)), TEXT],
    ['UTF-16 LE', utf16(TEXT, false), TEXT],
    ['UTF-16 BE', utf16(TEXT, true), TEXT],
    ['UTF-16 LE in Latin letters', utf16('A harbour in winter.', false), 'A harbour in winter.'],
    ['UTF-16 BE in Latin letters', utf16('A harbour in winter.', true), 'A harbour in winter.'],
    ['Big5', BIG5, TEXT],
    ['Big5 between Latin letters', joined(ascii('# API v2\r\n'), BIG5), `# API v2\n${TEXT}`],
    ['GB 18030', GB18030, SIMPLIFIED],
    ['GB 18030 between Latin letters', joined(ascii('# API v2\n'), GB18030), `# API v2\n${SIMPLIFIED}`],
    // 4 bytes that only GB 18030 has: 𠮷.
    ['GB 18030 of four bytes', joined(GB18030, hex('9534 8D37')), undefined],
  ])('%s', (_, bytes, text) => {
    const decoded = decodeText(bytes);
    if ('why' in decoded) throw new Error(decoded.why);
    if (text === undefined) expect(decoded.text.startsWith(SIMPLIFIED)).toBe(true);
    else expect(decoded.text).toBe(text);
  });

  it('a long text of each, cut anywhere', () => {
    for (let count = 1; count < 40; count += 1) {
      const many = (bytes: Uint8Array): Uint8Array => joined(...Array.from({ length: count }, () => bytes));
      expect(decodeText(many(BIG5))).toEqual({ text: TEXT.repeat(count) });
      expect(decodeText(many(GB18030))).toEqual({ text: SIMPLIFIED.repeat(count) });
    }
    const long = '字文中我'.repeat(60_000);
    expect(decodeText(utf16(long, true))).toEqual({ text: long });
  });
});

describe('what is no text of these is refused with the cure', () => {
  it.each([
    [
      'Latin-1',
      ascii('Le caf\u00e9 est ferm\u00e9 le lundi, \u00e0 midi.'),
      /not UTF-8, UTF-16, Big5 or GB18030/,
    ],
    ['Shift JIS', hex('82B182EA82CD93FA967B8CEA82CC95B68FCD82C582B78142'), /not UTF-8/],
    ['NUL bytes', ascii('a\0b'), /binary file \(it holds NUL bytes\)/],
    [
      'a zip archive',
      joined(ascii('PK\x03\x04'), new Uint8Array(400)),
      /is a zip archive.*whatever its name says/,
    ],
    ['a PDF', ascii('%PDF-1.7\n'), /is a PDF, not text/],
    ['noise', new Uint8Array(3_000).map((_, at) => (at * 7_919 + at * at * 31) % 256), /binary|not UTF-8/],
    ['UTF-16 cut in a character', hex('FFFE 2D4E 65'), /not UTF-8|binary/],
  ])('%s', (_, bytes, reason) => {
    const decoded = decodeText(bytes);
    expect('why' in decoded ? decoded.why : decoded.text).toMatch(reason);
  });
});

describe('a web page', () => {
  const page = (head: string, body: Uint8Array): Uint8Array =>
    joined(ascii(`<html><head>${head}</head><p>`), body);
  it.each([
    ['names Big5', '<meta charset="big5">', BIG5, TEXT],
    [
      'names GB 2312 in the old form',
      '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
      GB18030,
      SIMPLIFIED,
    ],
    ['names nothing', '', BIG5, TEXT],
    ['names the wrong one', '<meta charset="utf-8">', GB18030, SIMPLIFIED],
    ['names one that nobody knows', '<meta charset="x-klingon">', BIG5, TEXT],
    ['names Windows-1252', '<meta charset="windows-1252">', ascii('caf\u00e9'), 'café'],
  ])('%s', (_, head, body, text) => {
    const decoded = decodeHtml(page(head, body));
    expect('why' in decoded ? decoded.why : decoded.text).toMatch(new RegExp(`<p>${text}$`));
  });
  it('of bytes that are none', () => {
    expect(decodeHtml(joined(ascii('PK\x03\x04'), new Uint8Array(40)))).toEqual({
      why: expect.stringMatching(/zip archive.*not a web page/) as string,
    });
  });
});
