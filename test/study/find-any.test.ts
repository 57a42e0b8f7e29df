import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findAny } from '../../src/study/find-any.ts';

it('finds what a search for each of them would find, in their order, each once', () => {
  const text = fc.string({ unit: fc.constantFrom('馬', '斯', 'a', '😀', '\ud83d', '·'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), text, (wanted, read) => {
      const distinct = [...new Set(wanted)].filter((each) => each !== '');
      expect(findAny(wanted)(read)).toEqual(distinct.filter((each) => read.includes(each)));
    }),
  );
});
