import { describe, expect, test } from 'vitest';
import { readFollowUp } from '../../src/answering/follow-up-cues.ts';
import { namesIn } from '../../src/answering/follow-up-names.ts';
import { combineQuestions, type Excerpt } from '../../src/answering/follow-up-question.ts';

const SURROUNDINGS =
  '聲援的有陳大文（David Chan）與瑪麗·柯林斯（Mary Collins）。陳大文捐給海洋研究所（Ocean Institute）三百萬元。柯林斯認為錢不夠。' +
  '黑潮號的航速提高了兩節。黑潮號屬於漁會。';
const excerpt = (quote: string): Excerpt => ({ quote, surroundings: SURROUNDINGS });

function combine(previous: string, question: string, quote: string | null): string {
  const followUp = readFollowUp(question);
  if (!followUp || followUp.kind === 'item') throw new Error(`"${question}" is not combined`);
  return combineQuestions(previous, followUp, quote === null ? null : excerpt(quote));
}

describe('what is searched', () => {
  test.each([
    ['陳大文捐了多少錢?', '什麼時候?', '陈大文捐了 什么时候', 'the topic without what it asked'],
    ['How much did Chan give?', 'When?', 'when did chan give?', 'another question word in English'],
    ['And how much did Chan give?', 'Why?', 'why did chan give?', 'the same, whatever stood before it'],
    [
      'Who supports Chan?',
      'Why?',
      'supports chan why',
      'without an auxiliary, the topic without what it asked',
    ],
    ['黑潮號的航速多少?', '那藍鯨號呢?', '蓝鲸号 的航速多少?', 'the subject is replaced'],
    ['陳大文捐了多少錢?', '那柯林斯呢?', '柯林斯 捐了多少钱?', 'a name is replaced'],
    ['What did Collins say?', 'What about Chan?', 'what did chan say?', 'a name in English'],
    ['誰捐了三百萬元?', '他還說了什麼?', '陳大文 说了什么', 'the person whom the answer names'],
    [
      '柯林斯怎麼看?',
      '她是誰?',
      '柯林斯 是谁',
      'the person whom the question named, not the first of the answer',
    ],
    ['黑潮號多快?', '還有嗎?', '黑潮号多快?', 'more of the same question'],
  ])('%s then %s is %s: %s', (previous, question, expected) => {
    expect(
      combine(previous, question, '陳大文捐給海洋研究所（Ocean Institute）三百萬元。柯林斯認為錢不夠。'),
    ).toBe(expected);
  });

  test('takes up what the answer said when the earlier question had no topic either', () => {
    expect(combine('還有呢?', '為什麼?', '黑潮號屬於漁會。')).toBe('黑潮号属于渔会 为什么');
  });

  test('takes up nothing but the words of an earlier question without an answer', () => {
    expect(combine('誰捐了三百萬元?', '他還說了什麼?', null)).toBe('谁捐了三百万元? 说了什么');
    expect(combine('黑潮號的航速多少?', '那藍鯨號呢?', null)).toBe('蓝鲸号 黑潮号的航速多少?');
  });

  test('carries no more than a question’s length', () => {
    expect(combine('很長的問題'.repeat(300), '為什麼?', null).length).toBeLessThan(300);
  });
});

test('names are found by how they are written, in the form that the article goes on with', () => {
  const names = namesIn(SURROUNDINGS).map(({ text, forms }) => [text, forms]);
  expect(names).toContainEqual(['陳大文', ['陈大文', 'david chan', 'chan']]);
  expect(names).toContainEqual(['柯林斯', ['柯林斯', 'mary collins', 'collins']]);
  expect(namesIn('As Emily M. Bender said, the letter is hype.').map(({ text }) => text)).toEqual([
    'Emily M. Bender',
  ]);
});
