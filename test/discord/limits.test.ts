import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { cut } from '../../src/discord/limits.ts';

describe('cut', () => {
  it('leaves a text that fits', () => {
    expect(cut('剛好十個字的一段文字', 10)).toBe('剛好十個字的一段文字');
  });
  it.each([
    ['at a sentence end', '第一句話說完了。第二句話很長很長', 12, '第一句話說完了。…'],
    ['after the closing quote', '他說：「夠了。」然後離開了會場', 12, '他說：「夠了。」…'],
    ['at a comma when no sentence ends', '第一個部分很長，第二個部分也很長很長', 12, '第一個部分很長，…'],
    ['at a character when there is neither', '沒有標點的一長串文字就這樣切', 8, '沒有標點的一長…'],
    [
      'at a sentence end with a figure before it',
      'It costs 3.5 million. They said more',
      25,
      'It costs 3.5 million.…',
    ],
    [
      'but not so early that little is left',
      '短。然後是沒有標點的一長串文字就這樣切',
      12,
      '短。然後是沒有標點的一…',
    ],
  ])('ends %s', (_, text, limit, expected) => {
    expect(cut(text, limit)).toBe(expected);
  });
  it('keeps an emoji of several code points whole', () => {
    expect(cut('一二👨‍👩‍👧‍👦三四五六七八九', 8)).toBe('一二…');
  });
  it('keeps the limit as measured, never halves a pair, and is a beginning of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 1, max: 60 }),
        (text, limit) => {
          const measure = (plain: string): number => escapeMarkdown(plain).length;
          const result = cut(text, limit, measure);
          expect(measure(result)).toBeLessThanOrEqual(limit);
          expect(result).not.toMatch(/\p{Surrogate}/u);
          if (result !== text) {
            expect(result.endsWith('…')).toBe(true);
            expect(text.startsWith(result.slice(0, -1))).toBe(true);
          }
        },
      ),
    );
  });
});
