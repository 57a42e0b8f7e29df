import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/corpus/article.ts';
import { buildArticle, type DraftBlock } from '../../../src/corpus/build-article.ts';
import { outlineOf, paragraphAt } from '../../../src/discord/reading/outline.ts';
import { renderOutline } from '../../../src/discord/reading/render-outline.ts';
import { summaryOf } from '../../support/any-article.ts';

/** An article of headings, as `## name`, and paragraphs. */
function articleOf(...lines: string[]): Article {
  let text = '';
  const blocks = lines.map((line): DraftBlock => {
    const start = text.length;
    text += `${line}\n\n`;
    const span = { start, end: start + line.length };
    const heading = /^(#+) ?(.*)$/u.exec(line);
    if (heading === null) return { kind: 'text', ...span };
    return { kind: 'heading', ...span, opens: { heading: heading[2] ?? '', level: heading[1]?.length ?? 1 } };
  });
  const unknown = { source: null, url: null, published: null, language: null };
  return buildArticle({ file: 'a.md', id: 'a', title: 'A', text, blocks, ...unknown });
}

describe('outlineOf', () => {
  it.each([
    [['一', '## 二', '三'], [0, 0], [[1], [2]], 'text before the first heading holds no section'],
    [
      ['# a', '## b', '### c', '## d', 'x'],
      [0, 1, 2, 1],
      [[], [], [], [1]],
      'sections lie in those before them',
    ],
    [['### a', 'x', '## b', 'y', '### c', 'z'], [0, 0, 1], [[1], [2], [3]], 'a deep heading may come first'],
    [['# a', '#### b', '## c', 'x'], [0, 1, 1], [[], [], [1]], 'a level left out is no level'],
    [[], [], [], 'nothing'],
  ])('of %j has depths %j and paragraphs %j: %s', (lines, depths, paragraphs) => {
    const outline = outlineOf(articleOf(...lines));
    expect(outline.map(({ depth }) => depth)).toEqual(depths);
    expect(outline.map((entry) => entry.paragraphs)).toEqual(paragraphs);
    expect(outline.map(({ section }) => section)).toEqual(outline.map((_, i) => i));
  });
});

describe('paragraphAt', () => {
  const article = articleOf('一二三', '## 標題', '四五六');
  it.each([
    ['一二三', 1],
    ['六', 2],
    ['標題', null],
  ])('finds %j in paragraph %j', (words, paragraph) => {
    const start = article.text.indexOf(words);
    expect(paragraphAt(article, { start, end: start + words.length })).toBe(paragraph);
  });

  it('finds none behind the text', () => {
    expect(paragraphAt(article, { start: 999, end: 1000 })).toBeNull();
  });
});

describe('renderOutline', () => {
  it("names sections without a heading in the reader's language", () => {
    const article = articleOf('一', '##', '二');
    const lines = (locale: string): string | undefined =>
      renderOutline(article, summaryOf(article), { page: 0, here: 2 }, locale).embeds[0]?.description;
    expect(lines('zh-TW')).toMatch(/\n開頭・1 段\n▸ \*\*（沒有小標）\*\*・1 段$/u);
    expect(lines('zh-CN')).toMatch(/\n开头・1 段\n▸ \*\*（没有小标题）\*\*・1 段$/u);
    expect(lines('en-US')).toMatch(/\nBeginning · 1 paragraph\n▸ \*\*\(no heading\)\*\* · 1 paragraph$/u);
  });

  it('turns to the page of the section to point out, and to the last when there are fewer', () => {
    const article = articleOf(...Array.from({ length: 60 }, (_, i) => [`## ${i}`, 'x']).flat());
    const footerOf = (page: number | null, here: number | null): string | undefined =>
      renderOutline(article, summaryOf(article), { page, here }, 'en-US').embeds[0]?.footer?.text;
    expect(footerOf(null, 26)).toBe('Page 2 of 3');
    expect(footerOf(null, null)).toBe('Page 1 of 3');
    expect(footerOf(9, 26)).toBe('Page 3 of 3');
  });
});
