import { describe, expect, it } from 'vitest';
import type { Block, BlockKind } from '../../src/corpus/article.ts';
import { SENTENCE_LIMIT, splitSentences } from '../../src/corpus/sentences.ts';

function split(text: string, kind: BlockKind = 'text'): string[] {
  const block: Block = { start: 0, end: text.length, kind, paragraph: 1, section: 0 };
  return splitSentences({ text, blocks: [block] }).map(({ start, end }) => text.slice(start, end));
}

describe('Chinese sentences', () => {
  it.each<[string, string, string[]]>([
    [
      'full-width end marks',
      '下雨了。真的嗎？走吧！好…再見',
      ['下雨了。', '真的嗎？', '走吧！', '好…', '再見'],
    ],
    ['half-width marks, as scraped pages have', '真的嗎?走吧!他說,好。', ['真的嗎?', '走吧!', '他說,好。']],
    [
      'a closing quotation mark stays with its sentence',
      '他說：「走吧。」然後走了。',
      ['他說：「走吧。」', '然後走了。'],
    ],
    ['speech of several sentences', '「先看。再買。」他說。', ['「先看。', '再買。」', '他說。']],
    [
      'nested and bracketed ends',
      '他問（真的嗎？）「『好。』」完。',
      ['他問（真的嗎？）', '「『好。』」', '完。'],
    ],
    [
      'a question that goes on after its quotation mark',
      '他問了「好嗎？」、「行嗎」。',
      ['他問了「好嗎？」、「行嗎」。'],
    ],
    ['a question that is only named', '「值得嗎？」的問題沒有答案。', ['「值得嗎？」的問題沒有答案。']],
    ['a question in a title', '他讀《AI會思考嗎？》這本書。', ['他讀《AI會思考嗎？》這本書。']],
    ['semicolons are no end', '早上開會；下午寫信;晚上休息。', ['早上開會；下午寫信;晚上休息。']],
    ['several marks are one end', '什麼？！真的⋯⋯不會吧。。。', ['什麼？！', '真的⋯⋯', '不會吧。。。']],
    ['a stray mark joins its neighbour', '完了。」', ['完了。」']],
    [
      'decimals and names in Chinese text',
      '價格是1.4億美元，由Emily M. Bender提出。',
      ['價格是1.4億美元，由Emily M. Bender提出。'],
    ],
    ['a question mark before Latin letters', '怎麼辦?AI專家說了。', ['怎麼辦?', 'AI專家說了。']],
    ['an emoji says nothing alone', '走。好。😀', ['走。', '好。😀']],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('English sentences', () => {
  it.each<[string, string, string[]]>([
    ['plain', 'It rains. We stay! Really?', ['It rains.', 'We stay!', 'Really?']],
    [
      'numbers and versions',
      'It cost $1.4 million in v2.0. It sold.',
      ['It cost $1.4 million in v2.0.', 'It sold.'],
    ],
    [
      'initials',
      'Emily M. Bender wrote it. J. R. R. Tolkien did not.',
      ['Emily M. Bender wrote it.', 'J. R. R. Tolkien did not.'],
    ],
    ['titles', 'Dr. Smith met Mr. Lee and Prof. Wu.', ['Dr. Smith met Mr. Lee and Prof. Wu.']],
    ['a country inside a sentence', 'The U.S. Senate voted.', ['The U.S. Senate voted.']],
    ['a country at the end', 'He left the U.S. The vote failed.', ['He left the U.S.', 'The vote failed.']],
    [
      'Latin abbreviations',
      'Fruit, e.g. Apples, i.e. Food. Good.',
      ['Fruit, e.g. Apples, i.e. Food.', 'Good.'],
    ],
    [
      'companies',
      'Acme Inc. Chief Lee quit. Acme Ltd. The end.',
      ['Acme Inc. Chief Lee quit.', 'Acme Ltd.', 'The end.'],
    ],
    [
      'a number sign and a refusal',
      'See No. 5 first. He said no. Then he left.',
      ['See No. 5 first.', 'He said no.', 'Then he left.'],
    ],
    [
      'quotation marks',
      '"It works." She left. "Really?" he asked.',
      ['"It works."', 'She left.', '"Really?" he asked.'],
    ],
    ['emphasis', '**It works.** Try it. *Now!* Go.', ['**It works.**', 'Try it.', '*Now!*', 'Go.']],
    [
      'addresses',
      'See example.com/a?b=1 or Node.js today. Go.',
      ['See example.com/a?b=1 or Node.js today.', 'Go.'],
    ],
    ['references', 'It rose.[1] It fell.[^a] It stopped.', ['It rose.[1]', 'It fell.[^a]', 'It stopped.']],
    ['dots that trail off', 'Well... maybe. Well... Maybe.', ['Well... maybe.', 'Well...', 'Maybe.']],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('line breaks inside a block', () => {
  it('wrapped text goes on', () => {
    const wrapped =
      'The committee met for the third time this year\nand the members agreed on every single point\nof the plan. It was late.';
    expect(split(wrapped)).toEqual([wrapped.slice(0, wrapped.indexOf(' It')), 'It was late.']);
  });
  it('Markdown hard breaks, short lines and empty quoted lines end a sentence', () => {
    const long = 'This line is quite long and would be called full by any reader at all';
    expect(split(`${long}  \nNext`)).toEqual([long, 'Next']);
    expect(split('春眠不覺曉\n處處聞啼鳥')).toEqual(['春眠不覺曉', '處處聞啼鳥']);
    expect(split('> One idea\n>\n> Two ideas')).toEqual(['> One idea\n>', '> Two ideas']);
  });
  it('list items are apart, their numbers stay with them, and an item may hold several sentences', () => {
    expect(split('1. 測試產品。由專家做。\n2. 分享資訊\n   給各界', 'list')).toEqual([
      '1. 測試產品。',
      '由專家做。',
      '2. 分享資訊',
      '給各界',
    ]);
    expect(split('- one\n* two\n(三)three', 'list')).toEqual(['- one', '* two', '(三)three']);
  });
  it('table rows are apart, and the ruler belongs to the head', () => {
    expect(split('| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |')).toEqual([
      '| a | b |\n|---|---|',
      '| 1 | 2 |',
      '| 3 | 4 |',
    ]);
  });
  it('each line of code is one', () => {
    expect(split('const a = 1.5;\n\nrun(a); stop()?', 'code')).toEqual(['const a = 1.5;', 'run(a); stop()?']);
  });
});

describe('sentences without end', () => {
  it('are cut at clause marks, spaces, or hard, and never inside a character', () => {
    expect(split(`${'字'.repeat(700)}，${'字'.repeat(700)}`).map((each) => each.length)).toEqual([701, 700]);
    expect(split(`${'a'.repeat(700)} ${'b'.repeat(700)}`).map((each) => each.length)).toEqual([700, 700]);
    const emoji = split(`a${'😀'.repeat(1000)}`);
    expect(
      emoji.every(
        (each) => each.length <= SENTENCE_LIMIT && !/[\ud800-\udbff](?![\udc00-\udfff])/.test(each),
      ),
    ).toBe(true);
  });
});

it('headings and captions have no sentences', () => {
  const text = '標題\n\n內文。\n\n說明';
  const blocks: Block[] = [
    { start: 0, end: 2, kind: 'heading', paragraph: null, section: 0 },
    { start: 4, end: 7, kind: 'text', paragraph: 1, section: 0 },
    { start: 9, end: 11, kind: 'caption', paragraph: null, section: 0 },
  ];
  expect(splitSentences({ text, blocks })).toEqual([{ start: 4, end: 7, paragraph: 1, section: 0 }]);
});
