import { describe, expect, it } from 'vitest';
import { splitPassages } from '../../src/corpus/passages.ts';
import { readTexts, type SourceText } from '../../src/corpus/read-corpus.ts';

/**
 * Reads and cuts; how many passages there are. A rule that is not linear takes minutes on such texts, and then the test runs
 * into vitest's time limit: there is no other clock here.
 */
function readAndCut(sources: SourceText[]): number {
  return readTexts(sources).articles.reduce((sum, article) => sum + splitPassages(article).length, 0);
}

const PROSE = '在這個段落裡,我們討論了很多事情。它有好幾句話,每一句都不長。Dr. Smith said so.\n\n';

/** A line of a megabyte, and a fifth of that in many lines. */
const LINE = ['a', ' ', '字', '。', '[', '![', '<!--', '**a', '"a." ', 'U.S. ', '| ', '登入'];
const LINES = ['圖/a\n', '(一)a\n\n', '- a\n\n', '- \n', '> \n', '```\n', '延伸閱讀\n', '\n\nx', '# \n'];

describe('no text takes more than linear time', () => {
  const cases = [
    ...LINE.map((piece) => [piece, 1_000_000] as const),
    ...LINES.map((piece) => [piece, 200_000] as const),
  ];
  it.each(cases)('%j, %d characters of it', (piece, size) => {
    const long = piece.repeat(Math.floor(size / piece.length));
    for (const file of ['a.md', 'a.txt']) {
      expect(readAndCut([{ file, text: long }])).toBeGreaterThanOrEqual(0);
      expect(readAndCut([{ file, text: `${PROSE}${long}\n\n${PROSE}延伸閱讀:x\n© 2024 A` }])).toBeGreaterThan(
        0,
      );
    }
  });
});

it('five megabytes of prose, and ten thousand small pages', () => {
  expect(readAndCut([{ file: 'a.md', text: PROSE.repeat(30_000) }])).toBeGreaterThan(1_000);
  const pages = Array.from({ length: 10_000 }, (_, at) => ({
    file: `${at}.txt`,
    text: `第 ${at} 篇文章\n第 ${at} 篇文章\n\n第 ${at} 篇說的是自己的事。${PROSE}延伸閱讀:${at}\n請先登入會員\n© 2024 X`,
  }));
  expect(readAndCut(pages)).toBe(10_000);
});
