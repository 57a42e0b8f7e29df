import { expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { splitPassages } from '../../src/corpus/passages.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';

function read(body: string): Article {
  const article = readTexts([{ file: 'a.md', text: `---\ntitle: 試\n---\n${body}` }]).articles[0];
  if (article === undefined) throw new Error('no article');
  return article;
}

const sentence = (length: number, letter = '字'): string => `${letter.repeat(length - 1)}。`;
const lengths = (body: string, options = {}): number[] =>
  splitPassages(read(body), options).map(({ start, end }) => end - start);

it('short neighbouring paragraphs share a passage up to the limit', () => {
  expect(lengths([sentence(100), sentence(100), sentence(100)].join('\n\n'))).toEqual([304]);
});

it('leaves no crumb at the end: 11 sentences of 50 become two halves, not 8 and 3', () => {
  expect(lengths(Array.from({ length: 11 }, () => sentence(50)).join(''))).toEqual([300, 250].sort());
});

it('prefers the end of a paragraph to the exact target', () => {
  const body = `${sentence(60).repeat(4)}\n\n${sentence(60).repeat(6)}`;
  expect(lengths(body)).toEqual([240, 360]);
});

it('never crosses a section, a heading or a caption', () => {
  const body = `${sentence(20)}\n\n## 一\n\n${sentence(20)}\n\n![圖](a.png)\n\n${sentence(20)}\n\n## 二\n\n${sentence(20)}`;
  const passages = splitPassages(read(body));
  expect(passages.map(({ section }) => section)).toEqual([0, 1, 1, 2]);
});

it('a sentence over the limit is a passage of its own', () => {
  expect(lengths(`${sentence(50)}${sentence(700)}${sentence(50)}`)).toEqual([50, 700, 50]);
});

it('takes other lengths', () => {
  expect(lengths(sentence(50).repeat(8), { target: 100, limit: 120 })).toEqual([100, 100, 100, 100]);
});
