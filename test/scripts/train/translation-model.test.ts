import { expect, test } from 'vitest';
import { learnTranslations, type TextPair } from '../../../scripts/train/translation-model.ts';

/** Words as numbers, in the order met. */
function pairsOf(rows: [source: string, target: string][]): {
  pairs: TextPair[];
  source: string[];
  target: string[];
} {
  const source = [...new Set(rows.flatMap(([text]) => text.split(' ')))];
  const target = [...new Set(rows.flatMap(([, text]) => text.split(' ')))];
  const numbers = (words: string[], text: string) =>
    Int32Array.from(text.split(' '), (word) => words.indexOf(word));
  const pairs = rows.map(([from, to]) => ({ source: numbers(source, from), target: numbers(target, to) }));
  return { pairs, source, target };
}

test('learns which word brings about which from texts of one meaning', () => {
  const { pairs, source, target } = pairsOf([
    ['the house', 'das haus'],
    ['the book', 'das buch'],
    ['a book', 'ein buch'],
    ['a house', 'ein haus'],
  ]);
  const learned = learnTranslations(pairs, source.length, target.length);
  const likeliest = (word: string) => target[learned[source.indexOf(word)]?.[0]?.target ?? -1];
  expect(['the', 'a', 'house', 'book'].map(likeliest)).toEqual(['das', 'ein', 'haus', 'buch']);
  for (const translations of learned) {
    const sum = translations.reduce((total, { probability }) => total + probability, 0);
    expect(sum).toBeCloseTo(1);
  }
});

test('takes a pair that was met once only for a word that was met once', () => {
  const { pairs, source, target } = pairsOf([
    ['often x', 'a b'],
    ['often y', 'a c'],
    ['often z', 'a d'],
  ]);
  const learned = learnTranslations(pairs, source.length, target.length);
  expect(learned[source.indexOf('often')]?.map((each) => target[each.target])).toEqual(['a']);
  expect(learned[source.indexOf('x')]?.map((each) => target[each.target])).toContain('b');
});
