import { Converter } from 'opencc-js/t2cn';
import { describe, expect, it } from 'vitest';
import { languageOf, WORDINGS } from '../../src/discord/wording/wording.ts';

describe('languageOf', () => {
  it.each([
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh', 'zh-Hant'],
    ['zh-CN', 'zh-Hans'],
    ['en-US', 'en'],
    ['ja', 'en'],
    ['', 'en'],
  ])('reads %j in %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});

/** Characters only: with phrases, good Simplified words would be changed too. */
const toSimplified = Converter({ from: 't', to: 'cn' });

/** Every sentence of a wording, its functions called with samples. */
function sentences(wording: object): string[] {
  return Object.values(wording).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String((value as (...args: unknown[]) => unknown)({}, 3))];
    return typeof value === 'object' && value !== null ? sentences(value) : [];
  });
}

describe('the wording', () => {
  it('says nothing blank, in any language', () => {
    for (const wording of Object.values(WORDINGS)) {
      expect(sentences(wording).filter((sentence) => sentence.trim() === '')).toEqual([]);
    }
  });

  it('has no Traditional character in Simplified Chinese, and Chinese in both', () => {
    for (const sentence of sentences(WORDINGS['zh-Hans'])) {
      expect(toSimplified(sentence)).toBe(sentence);
    }
    expect(sentences(WORDINGS['zh-Hant'])).toHaveLength(sentences(WORDINGS['zh-Hans']).length);
  });
});
