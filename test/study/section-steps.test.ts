import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';
import { QUOTATION_LIMIT } from '../../src/study/make-questions.ts';
import { studySteps } from '../../src/study/section-steps.ts';
import { MOST_STEPS } from '../../src/study/study-parts.ts';

function articleOf(body: string): Article {
  const [article] = readTexts([{ file: 'a.md', text: `---\ntitle: 試\n---\n${body}` }]).articles;
  if (article === undefined) throw new Error('The body holds no article.');
  return article;
}
const quotations = (article: Article): string[] =>
  studySteps(article).map(({ quotation }) => article.text.slice(quotation.start, quotation.end));

const PLAIN = '這一段談的是山上的生活，沒有什麼數字，也沒有提到任何人的名字。';

describe('studySteps', () => {
  it('takes a step for each section that can be quoted, with its heading, question or not', () => {
    const article = articleOf(
      `${PLAIN}\n\n# 空的\n\n## 蓋橋\n\n${PLAIN}\n\n這座橋花了三億五千萬元才蓋好，比預計的多。`,
    );
    expect(
      studySteps(article).map(({ heading, questions }) => [heading, questions.map(({ answer }) => answer)]),
    ).toEqual([
      [null, []],
      ['蓋橋', ['三億五千萬元']],
    ]);
    expect(quotations(article)).toEqual([PLAIN, PLAIN]);
  });

  it('ends a quotation inside its paragraph where the rest holds a question', () => {
    const article = articleOf(`${PLAIN}這座橋花了三億五千萬元才蓋好，比預計的多。`);
    expect(quotations(article)).toEqual([PLAIN]);
    expect(studySteps(article)[0]?.questions).toHaveLength(1);
  });

  it('cuts a long article without headings at paragraphs, near the same size', () => {
    const article = articleOf(Array.from({ length: 60 }, () => PLAIN.repeat(2)).join('\n\n'));
    const steps = studySteps(article);
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
    expect(new Set(steps.map(({ heading }) => heading))).toEqual(new Set([null]));
    const paragraphs = steps.map(({ paragraph }) => paragraph);
    expect(paragraphs).toEqual([...new Set(paragraphs)].sort((a, b) => a - b));
    for (const quotation of quotations(article)) {
      expect(quotation.length).toBeLessThanOrEqual(QUOTATION_LIMIT);
      expect(quotation.endsWith('名字。')).toBe(true);
    }
  });

  it('takes of many sections the fullest of each stretch, from the beginning to the end', () => {
    const body = Array.from({ length: 36 }, (_, i) => `# ${i}\n\n${PLAIN.repeat(i % 3 === 1 ? 3 : 1)}`).join(
      '\n\n',
    );
    const headings = studySteps(articleOf(body)).map(({ heading }) => Number(heading));
    expect(headings).toEqual(Array.from({ length: MOST_STEPS }, (_, step) => step * 3 + 1));
  });

  it('walks a text of a megabyte, which would time out if work grew with its square', () => {
    const body = Array.from({ length: 9000 }, (_, i) => `${PLAIN}第 ${i} 天有 ${i + 30} 人上山。`).join(
      '\n\n',
    );
    expect(studySteps(articleOf(body))).toHaveLength(MOST_STEPS);
  });

  it('walks a text full of names, which would time out if each were compared with every other', () => {
    const syllables = Array.from('馬斯克薩姆阿爾特曼約翰瑪麗保羅');
    const letters = Array.from('abcdefghijklmno');
    const name = (i: number, parts: string[], separator: string): string =>
      [i, Math.floor(i / 15), Math.floor(i / 225), 0, i * 7, i * 11]
        .map((at) => parts[at % 15] ?? '')
        .join('')
        .replace(/(?<=^...)/, separator);
    const body = Array.from({ length: 3000 }, (_, i) => {
      const latin = name(i, letters, ' ').replace(/\b./g, (first) => first.toUpperCase());
      return `作家${name(i, syllables, '·')}（${latin}）在${1000 + (i % 1000)}年寫了這本書。`;
    }).join('\n\n');
    const steps = studySteps(articleOf(body));
    expect(steps).toHaveLength(MOST_STEPS);
    expect(steps.every(({ questions }) => questions.length > 0)).toBe(true);
  });
});
