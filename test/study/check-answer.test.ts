import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../src/study/check-answer.ts';
import type { BlankKind } from '../../src/study/question.ts';

/** Answer, what is right, what is wrong. */
type Row = [answer: string, right: string[], wrong: string[]];

const FIGURES: Row[] = [
  [
    '1000萬美元',
    [
      '1000万',
      '10,000,000',
      '一千萬',
      '１０００万美元',
      '1000萬美金',
      '$10,000,000',
      '10 million dollars',
      '大約 1000 萬',
    ],
    ['100萬', '1億', '1000萬歐元', '1000', '千萬', '900到1000萬'],
  ],
  [
    '6個月',
    ['6', '六个月', '至少6個月', '6 months', 'six months', '約６個月左右', '「6個月」', '6個月的時間', '6月'],
    ['6年', '6 weeks', '5 6 7', '6 7', '5或6個月', '-6', '16', '0.6', '6個半月', '不是6個月', '五六個月'],
  ],
  [
    '35%',
    ['百分之35', '百分之三十五', '35 percent', '三成五', '35', '３５％'],
    ['3.5%', '三成', '53%', '0.35'],
  ],
  ['三分之一', ['1/3', '3分之1'], ['33%', '三分之二', '3', '1', '13']],
  ['一半', ['50%', '二分之一', '五成', '超過一半'], ['15%', '半年']],
  [
    '7月21日',
    ['7/21', '7-21', 'July 21', '21 July', '7月21', '七月二十一號'],
    ['7月22日', '21/7', '721', '7月'],
  ],
  ['July 21, 1912', ['1912年7月21日', '21 July 1912', '1912-07-21'], ['July 21, 1913', '1912']],
  ['2015年', ['2015', '二〇一五年', '二零一五', 'in 2015'], ['2014', '15', '2015個', '2015 2016']],
  ['21', ['２１', 'twenty-one', '二十一'], ['2.1', '12', '2 1', '210']],
  ['2,216 metres', ['2216', '2216公尺', '2,216 meters', '2216 m'], ['2216 km', '2.216', '2,217 metres']],
  ['1.4億美元', ['1億4000萬', '一億四千萬', '140,000,000'], ['1.4', '14億', '1.4 million']],
  ['一千多名', ['1000', '1千人', '一千', '1,000+'], ['一千一百', '100多名', '一千個月']],
  ['18 至 24 歲', ['18-24', '18到24歲', '１８～２４'], ['18', '24', '24-18', '18-25']],
  ['八項', ['8', '八', '8個', '8 項承諾'], ['18項', '七八項', '8年', '第三']],
  ['10 億人', ['十億', '1,000,000,000', '1 billion people'], ['10', '10 million', '一億']],
];
const NAMES: Row[] = [
  [
    '馬斯克（Elon Musk）',
    ['馬斯克', '马斯克', 'elon musk', 'Elon Musk（馬斯克）', 'Elon Mask', '馬斯克先生'],
    ['馬斯克 貝佐斯', '馬', 'Elon', '', '？'],
  ],
  ['史蒂夫·沃茲尼亞克', ['史蒂夫沃茲尼亞克', '史蒂夫・沃兹尼亚克'], ['史蒂夫', '沃茲']],
  ['GPT-4', ['gpt4', 'GPT 4', '「GPT-4」'], ['GPT-5', 'GPT', 'GPT-3, GPT-4']],
  ['Gemini 12', ['gemini 12', 'Gemni 12'], ['Gemini 13', 'Gemini 1', 'Gemini 122']],
  ['紐約時報', ['《紐約時報》', '纽约时报'], ['紐約', '紐約郵報']],
  [
    'The New York Times',
    ['New York Times', 'new york tmies', 'the new york times'],
    ['York Times', 'The New York Post'],
  ],
  ['Meta', ['meta', 'ＭＥＴＡ'], ['Mete', 'Meta Google']],
];

describe('checkAnswer', () => {
  const accepts = (kind: BlankKind, answer: string, typed: string): boolean =>
    checkAnswer({ answer, kind }, typed);

  it.each(FIGURES)('figure %s', (answer, right, wrong) => {
    expect(right.filter((typed) => !accepts('number', answer, typed))).toEqual([]);
    expect(wrong.filter((typed) => accepts('number', answer, typed))).toEqual([]);
  });

  it.each(NAMES)('name %s', (answer, right, wrong) => {
    expect(right.filter((typed) => !accepts('name', answer, typed))).toEqual([]);
    expect(wrong.filter((typed) => accepts('name', answer, typed))).toEqual([]);
  });

  it('takes a surname only where the question says that nobody else has it', () => {
    const answer = '馬斯克（Elon Musk）';
    expect(accepts('name', answer, 'Musk')).toBe(false);
    expect(checkAnswer({ answer, kind: 'name', also: ['Musk'] }, 'musk')).toBe(true);
  });

  const HAN = '零一二三四五六七八九';
  const chinese = (value: number): string => {
    const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
    const digit = (at: number): string => HAN.charAt(at);
    const head = hundreds === 0 ? '' : `${digit(hundreds)}百`;
    if (tens === 0) return head + (ones === 0 ? '' : (head === '' ? '' : '零') + digit(ones));
    return `${head}${digit(tens)}十${ones === 0 ? '' : digit(ones)}`;
  };

  it('reads any number in any way of writing, and never another number', () => {
    const value = fc.integer({ min: 1, max: 999 });
    const scale = fc.constantFrom<[string, number]>(['', 1], ['萬', 10_000], ['億', 100_000_000]);
    const unit = fc.constantFrom('', '個月', '美元', '人', ' 公里');
    fc.assert(
      fc.property(value, value, scale, unit, (mine, other, [word, factor], after) => {
        const writings = (number: number): string[] => [
          `${number}${word}${after}`,
          `${chinese(number)}${word}${after}`,
          `${(number * factor).toLocaleString('en-US')}${after}`,
          `至少 ${number * factor}`,
        ];
        for (const answer of writings(mine).slice(0, 3)) {
          for (const typed of writings(mine))
            expect([answer, typed, accepts('number', answer, typed)]).toEqual([answer, typed, true]);
          if (mine === other) continue;
          for (const typed of writings(other))
            expect([answer, typed, accepts('number', answer, typed)]).toEqual([answer, typed, false]);
        }
      }),
    );
  });

  it('takes anything that can be typed without failing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('6個月', '馬斯克（Elon Musk）', 'July 21'),
        (typed, answer) => {
          for (const kind of ['number', 'date', 'name'] as const)
            expect(typeof accepts(kind, answer, typed)).toBe('boolean');
        },
      ),
    );
  });
});
