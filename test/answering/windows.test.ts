import { describe, expect, test } from 'vitest';
import { QUOTE_LIMIT } from '../../src/answering/answer.ts';
import { cutToLimit, linesOf, windowsOf } from '../../src/answering/windows.ts';
import type { Article } from '../../src/corpus/article.ts';
import { splitPassages } from '../../src/corpus/passages.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';
import type { RetrievedPassage } from '../../src/retrieval/passage-retriever.ts';
import { toArticle } from '../../scripts/paragraph-corpus.ts';

/** The windows of the passages of a text, one paragraph a line, whose numbers are given, as texts. */
function windowTexts(text: string, retrieved?: (ordinal: number) => boolean): string[] {
  return windowTextsOf(toArticle({ id: 'a', title: 'A', text }), retrieved);
}

function windowTextsOf(article: Article, retrieved: (ordinal: number) => boolean = () => true): string[] {
  const passages: RetrievedPassage[] = splitPassages(article, { target: 10, limit: 15 })
    .map((passage, ordinal) => ({
      ...passage,
      ordinal,
      vectors: passage.sentences.map(() => new Float32Array(2)),
      tokens: passage.sentences.map(() => new Float32Array()),
      answers: new Float32Array(passage.sentences.length),
      keyword: 0,
      vector: 0,
      sentence: 0,
      score: 0,
    }))
    .filter(({ ordinal }) => retrieved(ordinal));
  const lines = linesOf({ passages, articles: new Map([[article.id, article]]) });
  return windowsOf(lines).map(({ start, end }) => article.text.slice(start, end));
}

describe('a window', () => {
  test('is one to three neighbouring sentences of one paragraph', () => {
    expect(windowTexts('甲。乙。丙。丁。\n戊。')).toEqual([
      ...['甲。', '甲。乙。', '甲。乙。丙。', '乙。', '乙。丙。', '乙。丙。丁。', '丙。', '丙。丁。', '丁。'],
      '戊。',
    ]);
  });

  test('of a list is part of one item, or whole items', () => {
    const file = { file: 'a.md', text: '# 題\n\n- 甲一。甲二。\n- 乙一。乙二。\n- 丙。\n' };
    const [article] = readTexts([file]).articles;
    if (!article) throw new Error('no article was read');
    expect(windowTextsOf(article)).toEqual([
      ...['- 甲一。', '- 甲一。甲二。', '甲二。'],
      ...['- 乙一。', '- 乙一。乙二。', '- 乙一。乙二。\n- 丙。', '乙二。', '- 丙。'],
    ]);
  });

  test('is never longer than a quote, unless it is one sentence', () => {
    const long = `${'字'.repeat(300)}。`;
    expect(windowTexts(`短。${long}`)).toEqual(['短。', long]);
  });

  test('does not reach over a passage that was not retrieved', () => {
    const sentences = ['第一句話說了一件事情。', '第二句話說了別的事情。', '第三句話說了更多事情。'];
    expect(windowTexts(sentences.join(''))).toContain(sentences.join(''));
    expect(windowTexts(sentences.join(''), (ordinal) => ordinal !== 1)).toEqual([sentences[0], sentences[2]]);
  });
});

describe('a sentence that is too long', () => {
  const clause = '這是一個很長的子句,';
  const value = (text: string) => (text.includes('答案') ? 1 : 0);

  test('is cut at clause ends around what is looked for', () => {
    const text = `${clause.repeat(30)}這裡有答案,${clause.repeat(30)}`;
    const { start, end } = cutToLimit(text, { start: 0, end: text.length }, value);
    expect(text.slice(start, end)).toContain('這裡有答案,');
    expect(end - start).toBeLessThanOrEqual(QUOTE_LIMIT);
    expect(text[start - 1]).toBe(',');
    expect(text[end - 1]).toBe(',');
  });

  test('and has no clauses is cut between characters', () => {
    const text = `字${'😀'.repeat(300)}`;
    const { start, end } = cutToLimit(text, { start: 0, end: text.length }, value);
    expect(end - start).toBeLessThanOrEqual(QUOTE_LIMIT);
    expect(text.slice(start, end)).toMatch(/^字😀+$/u);
  });

  test('is left alone when it fits', () => {
    expect(cutToLimit('短句。', { start: 0, end: 3 }, value)).toEqual({ start: 0, end: 3 });
  });
});
