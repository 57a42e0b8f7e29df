import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';
import { cleanCharacters } from '../../src/corpus/read-file.ts';
import { splitSentences } from '../../src/corpus/sentences.ts';
import { checkAnswer } from '../../src/study/check-answer.ts';
import { MOST_QUESTIONS, QUOTATION_LIMIT, makeQuestions } from '../../src/study/make-questions.ts';
import { NARROW_BLANK, WIDE_BLANK, shownSentence } from '../../src/study/question.ts';
import { studySteps, type StudyStep } from '../../src/study/section-steps.ts';
import { MOST_STEPS } from '../../src/study/study-parts.ts';

/** Sentences with something to leave out, the traps among them. */
const PIECES = [
  '這座橋花了三億五千萬元才蓋好，比預計的多。',
  '馬斯克（Elon Musk）在2015年捐給這個研究所1000萬美元。',
  '馬斯克後來說，至少要停6個月，大約35%的人同意他。',
  '工程師約翰·史密斯（John Smith）推出「就醬播」，每月有 1,200 人使用。',
  '《海洋日報》報導，第三方的估計是 18 至 24 歲的人占三成五。',
  '1. 公司承諾推動第三方找出並回報系統中的漏洞。\n',
  '- GPT-4 與 Windows 11 的使用者，過半在亞洲地區。\n',
  '他說：「這些承諾有 8 項，分成三個大方向。」',
  'The railway climbs 2,216 metres in three hours, says Anna Keller. ',
  'On July 21, 1912 the Alpine Rail Company (ARC) paid $1.4 million. ',
  '今天下雨。',
  '\n\n',
  '\n\n# 標題 35%\n\n',
  '\n\n## Elon Musk\n\n',
  '[連結](https://example.com/2015/35) 有 300 個字。',
  '| 一 | 1000元 |\n|---|---|\n| 二 | 2000元 |\n',
  '```\n1000萬美元\n```\n',
  '😀',
  '\u0301',
  '「」（）',
  '－６個月、１０００萬、½、²',
];
const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    ),
    {
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''));

function read(name: string, raw: string): Article[] {
  return readTexts([{ file: name, text: cleanCharacters(raw) }]).articles;
}
const eachStep = (check: (article: Article, step: StudyStep) => void): void => {
  fc.assert(
    fc.property(fc.constantFrom('a.md', 'a.txt'), text, (name, raw) => {
      for (const article of read(name, raw)) for (const step of studySteps(article)) check(article, step);
    }),
    { numRuns: 300 },
  );
};

describe('study of any text, through the real reader', () => {
  it('makes questions often enough for these properties to mean something', () => {
    const counts = fc
      .sample(text, { numRuns: 100, seed: 1 })
      .map((raw) => read('a.md', raw).flatMap(makeQuestions).length);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(30);
  });

  it('blank in sentence, sentence in its section, answer as the article has it, seen nowhere', () => {
    eachStep((article, { section, quotation, questions }) => {
      expect(questions.length).toBeLessThanOrEqual(MOST_QUESTIONS);
      const quoted = article.text.slice(quotation.start, quotation.end);
      for (const [i, question] of questions.entries()) {
        const { sentence, blank, answer } = question;
        expect(sentence.start <= blank.start && blank.start < blank.end && blank.end <= sentence.end).toBe(
          true,
        );
        expect(question.section).toBe(section);
        expect(answer).toBe(article.text.slice(blank.start, blank.end));
        const home = splitSentences(article).find(
          (each) => each.start <= sentence.start && each.end === sentence.end,
        );
        expect(home).toMatchObject({ section, paragraph: question.paragraph });
        const shown = shownSentence(article, question);
        expect(shown.split(shown.includes(WIDE_BLANK) ? WIDE_BLANK : NARROW_BLANK)).toHaveLength(2);
        const others = questions.filter((_, at) => at !== i).map((other) => shownSentence(article, other));
        for (const visible of [shown, quoted, article.title, ...others])
          expect(visible).not.toContain(answer);
        expect(sentence.start).toBeGreaterThanOrEqual(quotation.end);
      }
      const starts = questions.map(({ blank }) => blank.start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    });
  });

  it('takes its own answer and every other form of it, and no other figure', () => {
    eachStep((_, { questions }) => {
      for (const question of questions) {
        for (const form of [question.answer, ...question.also])
          expect([form, checkAnswer(question, form)]).toEqual([form, true]);
        const another = question.answer.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
        if (another !== question.answer)
          expect([another, checkAnswer(question, another)]).toEqual([another, false]);
      }
    });
  });

  it('quotes whole sentences from the beginning of the step, within the limit', () => {
    eachStep((article, { section, paragraph, quotation }) => {
      const inside = splitSentences(article).filter(
        (each) => each.start >= quotation.start && each.end <= quotation.end,
      );
      expect(inside[0]).toMatchObject({ start: quotation.start, section, paragraph });
      expect(inside.at(-1)?.end).toBe(quotation.end);
      if (inside.length > 1) expect(quotation.end - quotation.start).toBeLessThanOrEqual(QUOTATION_LIMIT);
    });
  });

  it('gives the same steps every time, at most so many, and ids that differ', () => {
    fc.assert(
      fc.property(text, (raw) => {
        for (const article of read('a.md', raw)) {
          const steps = studySteps(article);
          expect(studySteps(article)).toEqual(steps);
          expect(makeQuestions(article)).toEqual(steps.flatMap(({ questions }) => questions));
          const isProse = article.blocks.some(({ kind }) => kind === 'text' || kind === 'list');
          expect(steps.length > 0).toBe(isProse);
          expect(steps.length).toBeLessThanOrEqual(MOST_STEPS);
          const ids = steps.flatMap(({ questions }) => questions.map(({ id }) => id));
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
