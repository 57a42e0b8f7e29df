import { describe, expect, test } from 'vitest';
import { nthItem } from '../../src/answering/follow-up-item.ts';
import type { Place } from '../../src/answering/follow-up-place.ts';
import { QUOTE_LIMIT } from '../../src/answering/answer.ts';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';

function read(text: string, file = 'boats.md'): Article {
  const [article] = readTexts([{ file, text }]).articles;
  if (!article) throw new Error('no article');
  return article;
}

const at = (nth: number, from: Place['from'] = 'start'): Place => ({ from, nth });

/** The text of the item, or what stands in its place. */
function item(article: Article, quoted: string, place: Place, previous = '', noun = ''): string | null {
  const start = article.text.indexOf(quoted);
  if (start === -1) throw new Error(`"${quoted}" is not in the article`);
  const found = nthItem(article, { previous, quote: { start, end: start + quoted.length }, noun }, place);
  return found === null || found === 'beyond' ? found : found.quote.text;
}

const BOATS = read(
  [
    '# 船隊的更新',
    '漁會今年有兩件事要做，先後如下。',
    '## 計畫一：換引擎',
    '引擎分三批更換：\n\n1. 小船先換。\n   - 含舢舨。\n2. 中型船在春天換。\n3. 大船最後換。',
    '## 計畫二：換漁網',
    '漁網要換成可分解的材質。一共編列兩千萬元。',
    '1. 北區先試用。\n2. 南區隔年跟進。',
    '## 誰反對',
    '反對的理由有兩個。首先，費用太高。其次，港口不夠深。最後，沒有人問過漁民。',
  ].join('\n\n'),
);

describe('the item is found in', () => {
  test.each<[string, string, Place, string, string]>([
    ['引擎分三批更換：', '', at(2), '2. 中型船在春天換。', 'the list that the quote leads to'],
    [
      '1. 小船先換。',
      '',
      at(3),
      '3. 大船最後換。',
      'the list that the quote is in; nested items are not counted',
    ],
    ['引擎分三批更換：', '', at(1, 'end'), '3. 大船最後換。', 'the same, from its end'],
    ['引擎分三批更換：', '', at(2, 'end'), '2. 中型船在春天換。', 'the same, the last but one'],
    ['2. 中型船在春天換。', '', at(1, 'here'), '3. 大船最後換。', 'the same, on from the quote'],
    ['2. 中型船在春天換。', '', at(-1, 'here'), '1. 小船先換。', 'the same, back from the quote'],
    [
      '漁會今年有兩件事要做，先後如下。',
      '',
      at(2),
      '漁網要換成可分解的材質。一共編列兩千萬元。',
      'the headings after the quote',
    ],
    [
      '1. 小船先換。',
      '计划',
      at(2),
      '漁網要換成可分解的材質。一共編列兩千萬元。',
      'the headings that the question names',
    ],
    ['反對的理由有兩個。', '', at(2), '其次，港口不夠深。', 'sentences that count'],
    ['反對的理由有兩個。', '', at(1, 'end'), '最後，沒有人問過漁民。', 'the same, to "finally"'],
  ])('after %s (%s) %j: %s, %s', (quoted, noun, place, expected) => {
    expect(item(BOATS, quoted, place, '', noun)).toContain(expected);
  });

  test('lists that are counted through under several headings', () => {
    const article = read(
      '# 承諾\n\n五項承諾如下。\n\n## 甲：先\n\n1. 一。\n2. 二。\n\n## 乙：後\n\n1. 三。\n2. 四。\n3. 五。',
    );
    expect(item(article, '五項承諾如下。', at(4), '五項承諾是什麼?')).toContain('2. 四。');
  });

  test('lines of plain text with Chinese numbers, with what stands between them', () => {
    const text =
      '漁會的聲明\n\n聲明有兩個重點，分別是:\n\n(一)先測試再上市。\n\n測試由外人來做。\n\n(二)贏得信任。\n\n信任要花時間。';
    expect(item(read(text, 'boats.txt'), '聲明有兩個重點', at(2))).toBe('(二)贏得信任。');
  });

  test('English articles', () => {
    const article = read(
      '# Boats\n\nThere are three reasons. First, nets are old. Second, engines are loud. Finally, paint is cheap.',
    );
    expect(item(article, 'There are three reasons.', at(2))).toContain('Second, engines are loud.');
    expect(item(article, 'There are three reasons.', at(1, 'end'))).toBe('Finally, paint is cheap.');
  });
});

test('the list whose last items were quoted, not the headings that come right after', () => {
  const article = read(
    [
      '# 船隊的明年',
      '三件事會變：',
      '- 引擎改用電。\n- 漁網可以分解。\n- 港口加深。',
      '## 變化一：引擎',
      '電費由漁會出。',
      '## 變化二：漁網',
      '舊網回收再用。',
      '## 變化三：港口',
      '工程在秋天開始。',
    ].join('\n\n'),
  );
  expect(item(article, '- 漁網可以分解。\n- 港口加深。', at(2), '有哪三個變化?')).toContain('漁網可以分解');
});

test('a second ordinal stays with the list of the first, whatever the item leads to', () => {
  const article = read(
    '漁會的聲明\n\n聲明有三個方向，分別是:\n\n(一)先測試再上市。\n\n1. 測引擎。\n2. 測漁網。\n\n(二)守住安全。\n\n1. 鎖門。\n2. 點名。\n\n(三)贏得信任。\n\n1. 公開。\n2. 道歉。',
    'boats.txt',
  );
  expect(item(article, '(二)守住安全。', at(1, 'end'), '第二個呢?')).toBe('(三)贏得信任。');
});

test('beyond the end of a list there is nothing', () => {
  expect(item(BOATS, '引擎分三批更換：', at(9), '引擎怎麼換?')).toBe('beyond');
});

test('an article without a list has no items', () => {
  expect(item(read('# 港口\n\n港口很深。船很多。'), '港口很深。', at(2))).toBeNull();
});

test('a list that nothing ties to the question is not taken', () => {
  const far = '港口的歷史很長。'.repeat(300);
  expect(item(read(`# 港口\n\n港口很深。\n\n${far}\n\n- 船一。\n- 船二。`), '港口很深。', at(2))).toBeNull();
});

test('a long item is quoted within the limit, its first sentence best', () => {
  const long = `漁會決定換網，${'因為舊網太重，'.repeat(60)}所以要換。`;
  const article = read(`# 港口\n\n理由有兩個：\n\n- 短。\n- ${long}`);
  const start = article.text.indexOf('理由有兩個：');
  const found = nthItem(article, { previous: '', quote: { start, end: start + 6 }, noun: '' }, at(2));
  if (found === null || found === 'beyond') throw new Error('no item');
  const { quote } = found;
  expect(quote.text.length).toBeLessThanOrEqual(QUOTE_LIMIT);
  expect(quote.text).toBe(article.text.slice(quote.start, quote.end));
  expect(quote.text).toContain('漁會決定換網');
  expect(quote.best.start).toBeGreaterThanOrEqual(quote.start);
  expect(quote.best.end).toBeLessThanOrEqual(quote.end);
});
