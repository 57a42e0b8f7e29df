import { expect, test } from 'vitest';
import { isSimplified } from '../../src/corpus/simplified.ts';

test.each([
  ['台北今天會下雨嗎', false, 'Traditional, though Taiwan’s 台 is the Simplified character, too'],
  ['台積電在美國的平台', false, 'the same'],
  ['台北在哪', false, 'nothing tells'],
  ['他只吃了一公里外的麵', false, 'characters that both scripts have'],
  ['台积电在美国的平台', true, 'Simplified'],
  ['今天天气怎么样?', true, 'Simplified'],
  ['文章裡的“软件”是什麼意思?', false, 'Traditional around a Simplified word'],
  ['Who wrote the letter?', false, 'no Chinese'],
  ['', false, 'nothing'],
] as const)('%j: %s, %s', (text, expected, why) => {
  expect(isSimplified(text), why).toBe(expected);
});
