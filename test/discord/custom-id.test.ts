import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, parseCustomId, wholeNumber } from '../../src/discord/custom-id.ts';
import { outlineId, parseSpan } from '../../src/discord/reading/reading-ids.ts';

describe('customId', () => {
  it('is read back as it was written', () => {
    const part = fc.string({ maxLength: 20 }).map((text) => text.replaceAll(':', ''));
    fc.assert(
      fc.property(part, fc.array(part, { maxLength: 3 }), (action, args) => {
        expect(parseCustomId(customId(action, ...args))).toEqual({ action, args });
      }),
    );
  });

  it('refuses what Discord would, and what could not be read back', () => {
    expect(() => customId('a', 'x'.repeat(99))).toThrow(/longer than 100/);
    expect(() => customId('a', 'b:c')).toThrow(/ambiguous/);
  });

  it('holds where an answer was quoted', () => {
    const span = { start: 1_500_000, end: 1_500_240 };
    const { args } = parseCustomId(outlineId('AbCd_-12', 3, span));
    expect(args.slice(0, 2)).toEqual(['AbCd_-12', '3']);
    expect(parseSpan(args[2])).toEqual(span);
  });
});

describe('wholeNumber', () => {
  it.each([
    ['12', 10, 12],
    ['zz', 36, 1295],
    ['-1', 10, null],
    ['1.5', 10, null],
    ['', 10, null],
    [undefined, 10, null],
    ['9'.repeat(30), 10, null],
  ])('reads %j in base %i as %j', (arg, base, expected) => {
    expect(wholeNumber(arg, base)).toBe(expected);
  });
});
