import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';

function read(text: string, file = 'notes/my_article.md'): Article {
  const { articles, skipped } = readTexts([{ file, text }]);
  const [article] = articles;
  if (article === undefined) throw new Error(JSON.stringify(skipped));
  return article;
}

/** Kind, paragraph number and text of each block. */
function blocks(article: Article): [string, number | null, string][] {
  return article.blocks.map(({ kind, paragraph, start, end }) => [
    kind,
    paragraph,
    article.text.slice(start, end),
  ]);
}

const headings = (article: Article): (string | null)[] => article.sections.map(({ heading }) => heading);

describe('blocks of Markdown', () => {
  it('numbers what a reader counts: paragraphs, lists and code, not headings, rules or pictures', () => {
    const text = [
      '# 標題',
      '第一段。',
      '## 節一 ##',
      '- 甲\n- 乙\n  還是乙\n\n- 丙',
      '---',
      '```ts\nconst a = 1;\n\nrun();\n```',
      '![圖](a.png)',
      '> 引用\n> 還是引用',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '<!-- 不給\n\n人看 -->',
      '[1]: https://example.com',
      '最後一段。',
    ].join('\n\n');
    const article = read(text);
    expect(article.text).toBe(text);
    expect(blocks(article)).toEqual([
      ['heading', null, '# 標題'],
      ['text', 1, '第一段。'],
      ['heading', null, '## 節一 ##'],
      ['list', 2, '- 甲\n- 乙\n  還是乙\n\n- 丙'],
      ['caption', null, '---'],
      ['caption', null, '```ts'],
      ['code', 3, 'const a = 1;\n\nrun();'],
      ['caption', null, '```'],
      ['caption', null, '![圖](a.png)'],
      ['text', 4, '> 引用\n> 還是引用'],
      ['text', 5, '| a | b |\n|---|---|\n| 1 | 2 |'],
      ['caption', null, '<!-- 不給\n\n人看 -->'],
      ['caption', null, '[1]: https://example.com'],
      ['text', 6, '最後一段。'],
    ]);
    expect(headings(article)).toEqual([null, '節一']);
  });

  it('knows underlined headings, and a dash line under a list or a table is none', () => {
    const article = read('大標題\n======\n\n序。\n\n小標題\n---\n\n文。\n\n- 項\n---\n\n完。');
    expect(article.title).toBe('大標題');
    expect(headings(article)).toEqual([null, '小標題']);
    expect(article.blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'text',
      'heading',
      'text',
      'list',
      'caption',
      'text',
    ]);
  });

  it('names sections without marks, links, code and anchors', () => {
    const article = read(
      '# T\n\nx.\n\n## **Bold** and `code` in [a link](http://x.y) {#id}\n\ny.\n\n### snake_case \\*star\\*\n\nz.',
    );
    expect(headings(article)).toEqual([null, 'Bold and code in a link', 'snake_case *star*']);
    expect(article.sections.map(({ level }) => level)).toEqual([0, 2, 3]);
  });

  it('keeps headings inside a code fence as code, also when the fence is never closed', () => {
    const article = read('# T\n\n```\n# not a heading\n\nstill code');
    expect(headings(article)).toEqual([null]);
    expect(blocks(article).at(-1)).toEqual(['code', 1, '# not a heading\n\nstill code']);
  });

  it('an unclosed comment hides no article', () => {
    expect(blocks(read('# T\n\n<!-- oops\n\nStill here.')).at(-1)).toEqual(['text', 1, 'Still here.']);
  });

  it('a list ends where another begins', () => {
    const article = read('# T\n\nIntro:\n- a\n- b\n\n1. x\n2. y\n\nAfter.');
    expect(blocks(article).slice(1)).toEqual([
      ['text', 1, 'Intro:'],
      ['list', 2, '- a\n- b'],
      ['list', 3, '1. x\n2. y'],
      ['text', 4, 'After.'],
    ]);
  });

  it('a year at the head of a wrapped line starts no list', () => {
    expect(read('# T\n\nIt was built in\n1998. It stood long.').blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'text',
    ]);
  });
});

describe('the title', () => {
  it.each<[string, string, string, (string | null)[]]>([
    ['front matter first', '---\ntitle: 前\n---\n# 別的\n\n文。', '前', ['別的']],
    [
      'front matter, repeated as a heading',
      '---\ntitle: 前\n---\n# 前\n\n文。\n\n## 節\n\n文。',
      '前',
      [null, '節'],
    ],
    ['the first level-1 heading', '## 早\n\n# 題\n\n文。', '題', ['早']],
    ['a lone heading of another level', '## 題\n\n文。\n\n### 節\n\n文。', '題', [null, '節']],
    ['the first line', '短短的題目\n\n這是內文。', '短短的題目', [null]],
    ['the file name', '這是內文，沒有標題。\n\n又一段。', 'my article', [null]],
    [
      'the file name, where headings of one level are many',
      '## 一\n\n文。\n\n## 二\n\n文。',
      'my article',
      ['一', '二'],
    ],
  ])('%s', (_, text, title, sections) => {
    const article = read(text);
    expect(article.title).toBe(title);
    expect(headings(article)).toEqual(sections);
  });
});

it('leaves a Markdown article untouched that talks about logging in and reading on', () => {
  const body = [
    '# 會員登入的設計',
    '會員登入的設計',
    '延伸閱讀：這一段是內文，延伸閱讀三個字只是被提到。',
    '請先登入會員',
    '圖/ 我自己',
    '© 2024 我。保留所有權利。',
    '關鍵字: #登入 #會員',
  ].join('\n\n');
  const article = read(body);
  expect(article.text).toBe(body);
  expect(article.blocks.map(({ paragraph }) => paragraph)).toEqual([null, 1, 2, 3, 4, 5, 6]);
});
