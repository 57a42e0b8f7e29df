import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, parseCustomId } from '../../../src/discord/custom-id.ts';
import { listId, phraseId } from '../../../src/discord/reading/reading-ids.ts';
import { fitsInId, fittingWords, packWords, unpackWords } from '../../../src/discord/reading/words-in-id.ts';

describe('words in a custom id', () => {
  it.each([
    ['GPT-4：暫停', 'GPT-4：暫停', 'a wide colon, which parts nothing'],
    ['10:30', '10~130', 'a colon'],
    ['~1:~0', '~01~1~00', 'what stands for a colon'],
    ['', '', 'nothing'],
  ])('packs %j as %j: %s', (words, packed) => {
    expect(packWords(words)).toBe(packed);
    expect(unpackWords(packed)).toBe(words);
  });

  it('come back as they were, however they are written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('~', ':', '0', '1', '字') }), (words) => {
        expect(unpackWords(packWords(words))).toBe(words);
      }),
      { numRuns: 2000 },
    );
  });

  it('are cut to what fits, between characters, and then come back whole from a button', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 150 }),
        fc.nat({ max: 999_999_999 }),
        (typed, page) => {
          const words = fittingWords(typed);
          expect(fitsInId(words)).toBe(true);
          expect(words).not.toMatch(/\p{Surrogate}/u);
          for (const id of [listId(page, words), phraseId(page, words)]) {
            const { args } = parseCustomId(id);
            expect(args).toHaveLength(2);
            expect(unpackWords(args[1] ?? '')).toBe(words);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('would break an id unpacked', () => {
    expect(() => customId('list', 0, '10:30')).toThrow('ambiguous');
  });

  it('are one plain line', () => {
    expect(fittingWords('  公開信\n 六個月\u202e ')).toBe('公開信 六個月');
    expect(fittingWords('長'.repeat(200))).toBe('長'.repeat(80));
    expect(fittingWords(':'.repeat(200))).toBe(':'.repeat(40));
    expect(fittingWords('𠮷'.repeat(200))).toBe('𠮷'.repeat(40));
  });
});
