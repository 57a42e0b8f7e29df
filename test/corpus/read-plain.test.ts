import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';

function read(text: string, file = 'essay.txt'): Article {
  const { articles, skipped } = readTexts([{ file, text }]);
  const [article] = articles;
  if (article === undefined) throw new Error(JSON.stringify(skipped));
  expect(article.text).toBe(text);
  return article;
}

const kinds = (article: Article): string[] => article.blocks.map(({ kind }) => kind);
const headings = (article: Article): (string | null)[] => article.sections.map(({ heading }) => heading);

const PROSE = '這一段講的是河流如何在千百年間改變河道,以及沿岸的村子如何跟著搬遷。';

describe('headings of plain text', () => {
  it('lone short lines over prose, numbered or asked', () => {
    const article = read(
      [
        '河流與村子',
        PROSE,
        '為什麼河會搬家?',
        PROSE,
        '一、上游的變化',
        PROSE,
        '第二章 下游',
        PROSE,
        '結語',
        PROSE,
      ].join('\n\n'),
    );
    expect(article.title).toBe('河流與村子');
    expect(headings(article)).toEqual([null, '為什麼河會搬家?', '一、上游的變化', '第二章 下游', '結語']);
  });

  it('leads of a numbered run stay text when one of them is a whole sentence', () => {
    const list = '  1. 先量水位。\n  2. 再看雨量。';
    const article = read(['河流', PROSE, '(一)先做觀測。', list, '(二)提出報告', list].join('\n\n'));
    expect(kinds(article)).toEqual(['heading', 'text', 'text', 'list', 'text', 'list']);
  });

  it('numbered lines one after the other are a list', () => {
    const article = read(['河流', PROSE, '一、上游', '二、中游', '三、下游', PROSE].join('\n\n'));
    expect(kinds(article)).toEqual(['heading', 'text', 'list', 'text']);
  });

  it('leads, speech, interjections and signatures are none', () => {
    const article = read(
      [
        '河流',
        PROSE,
        '他列出三件事:',
        PROSE,
        '「你要去哪裡?」',
        PROSE,
        '快跑!',
        PROSE,
        '但這可能嗎?我不知道?',
        PROSE,
        '王小明 敬上',
      ].join('\n\n'),
    );
    expect(headings(article)).toEqual([null]);
    expect(kinds(article).filter((kind) => kind === 'heading')).toHaveLength(1);
  });

  it('English chapters', () => {
    const prose = 'The river moved its bed many times, and the villages moved along with it.';
    const article = read(
      ['The river', prose, '1. Introduction', prose, 'What the maps show', prose].join('\n\n'),
    );
    expect(headings(article)).toEqual([null, '1. Introduction', 'What the maps show']);
  });

  it('a text of nothing but short lines is text', () => {
    expect(kinds(read('蘋果\n\n香蕉'))).toContain('text');
    expect(kinds(read('hello'))).toEqual(['text']);
  });
});

describe('paragraphs of plain text', () => {
  it('wrapped lines are one paragraph, whose first line is no title', () => {
    const wrapped =
      'The river moved its bed many times over the last thousand years and the\nvillages moved with it. No one kept a record of\nwhat was lost.';
    const article = read(wrapped);
    expect(kinds(article)).toEqual(['text']);
    expect(article.title).toBe('essay');
  });

  it('where every line is a paragraph, each has its number', () => {
    const article = read(`  ${PROSE}\n  ${PROSE}\n  ${PROSE}`);
    expect(article.blocks.map(({ paragraph }) => paragraph)).toEqual([1, 2, 3]);
  });

  it('items parted by blank lines are one list', () => {
    expect(kinds(read(['河流', PROSE, '1. 水位', '2. 雨量', '  續行的說明'].join('\n\n')))).toContain('list');
    expect(kinds(read('河流\n\n- 甲\n- 乙\n\n- 丙'))).toEqual(['heading', 'list']);
  });
});

describe('tidy texts are not cleaned', () => {
  it.each([
    [
      '本文談會員登入。登入數位服務以前,先想清楚要不要註冊。延伸閱讀的書單放在最後一段,請自行參考。',
      '延伸閱讀',
    ],
    [
      'They ask you to log in. Sign up for nothing, the teacher said; read more books and follow us to the library.',
      'read more',
    ],
  ])('%s', (prose, phrase) => {
    const article = read(['登入這件事', prose, prose.slice(0, -1), '延伸閱讀:一本書', prose].join('\n\n'));
    expect(article.text).toContain(phrase);
    expect(article.blocks.every(({ kind }) => kind !== 'caption')).toBe(true);
  });
});

it('a .txt file with Markdown headings or front matter is read as such', () => {
  expect(headings(read('# 題\n\n文。\n\n## 節\n\n文。'))).toEqual([null, '節']);
  const { articles } = readTexts([
    { file: 'a.txt', text: '---\ntitle: 前\nsource: 某報\n---\n第一段。\n\n請先登入會員\n\n© 2024 A' },
  ]);
  expect(articles[0]).toMatchObject({
    title: '前',
    source: '某報',
    text: '第一段。\n\n請先登入會員\n\n© 2024 A',
  });
});
