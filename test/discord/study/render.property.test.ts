import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageProblems, modalProblems, threadNameProblems } from '../../../scripts/loopback/body-limits.ts';
import { pingsOf } from '../../../scripts/loopback/pings.ts';
import type { Article } from '../../../src/corpus/article.ts';
import { readTexts } from '../../../src/corpus/read-corpus.ts';
import { cleanCharacters } from '../../../src/corpus/read-file.ts';
import { EMBED_LIMITS } from '../../../src/discord/limits.ts';
import { message, type Message } from '../../../src/discord/message.ts';
import { renderForm } from '../../../src/discord/study/answer-form.ts';
import { renderInvitation, renderRules, threadName } from '../../../src/discord/study/render-opening.ts';
import { renderPlace } from '../../../src/discord/study/render-place.ts';
import { LONGEST_QUESTION, renderSolution } from '../../../src/discord/study/render-question.ts';
import { LONGEST_QUOTATION } from '../../../src/discord/study/render-quotation.ts';
import { LONGEST_SCORE, renderScore } from '../../../src/discord/study/render-score.ts';
import { openPlace, type OpenPlace } from '../../../src/discord/study/study-ids.ts';
import { questionAt, type Material } from '../../../src/discord/study/study-material.ts';
import { shownSentence } from '../../../src/study/question.ts';
import { studySteps } from '../../../src/study/section-steps.ts';
import { answer, next, startSession, type StudySession } from '../../../src/study/session.ts';
import { anyArticle, anyText, summaryOf } from '../../support/any-article.ts';
import { blockQuotes, readQuote, strayMarkup, unescaped } from '../../support/discord-markdown.ts';

/** Sentences that make questions, with all that Discord could take for markup around them. */
const PIECES = [
  '這座橋花了三億五千萬元才蓋好，比預計的*多*。',
  '馬斯克（Elon Musk）在2015年捐給這個研究所1000萬美元。',
  '工程師約翰·史密斯（John Smith）推出「就醬播」，每月有 1,200 人使用。',
  '他說：「這些 `承諾` 有 8 項，分成||三個||大方向。」',
  'The railway climbs 2,216 metres in three hours, says [Anna](https://x.example) Keller to @everyone. ',
  'On July 21, 1912 the __Alpine__ Rail Company (ARC) paid $1.4 million to <@123>. ',
  `${'*_~|'.repeat(40)}橋面在颱風以後，最長曾經封閉6個月進行檢修。`,
  '\n\n',
  '\n- ',
  '\n\n## 標題 **35%** <@&9>\n\n',
  '長'.repeat(700),
  `${'[*'.repeat(300)}。`,
];
const readable: fc.Arbitrary<Article[]> = fc
  .record({
    pieces: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 40 }),
    title: anyText,
  })
  .map(({ pieces, title }) => {
    const raw = cleanCharacters(`# ${title.replaceAll('\n', ' ')}\n\n${pieces.join('')}`);
    return readTexts([{ file: 'any.md', text: raw }]).articles;
  });
const articles = fc.oneof(
  { weight: 3, arbitrary: readable },
  { weight: 1, arbitrary: anyArticle.map((article) => [article]) },
);
const names = fc.array(anyText, { minLength: 1, maxLength: 25 });
const locales = fc.constantFrom('zh-TW', 'zh-CN', 'en-US', 'ja');

function check(shown: Message): void {
  const body = { ...shown, allowed_mentions: shown.allowedMentions };
  expect(messageProblems(body)).toEqual([]);
  expect(pingsOf(body)).toEqual([]);
  for (const { description } of shown.embeds) {
    for (const quote of blockQuotes(description ?? '')) expect(strayMarkup(quote)).toEqual([]);
  }
}

/** The quoted text of the last embed, as a reader sees it. */
function quoted({ embeds }: Message): string {
  const [quote = ''] = blockQuotes(embeds.at(-1)?.description ?? '');
  return readQuote(quote).text;
}

/** Everybody answers the open question right. */
function allRight(
  session: StudySession,
  material: Material,
  place: OpenPlace,
  people: string[],
): StudySession {
  const question = questionAt(material, place);
  if (question === null) return session;
  return people.reduce(
    (before, name, i) =>
      answer(before, { userId: String(i), name, text: question.answer, question }, 2).session,
    session,
  );
}

describe('what a study shows, for any article and any names', () => {
  it('cannot come near the limits', () => {
    const solution = LONGEST_QUESTION + 600;
    for (const longest of [LONGEST_QUOTATION, LONGEST_QUESTION, LONGEST_SCORE])
      expect(longest).toBeLessThanOrEqual(EMBED_LIMITS.description);
    for (const longest of [LONGEST_QUOTATION, LONGEST_QUESTION, LONGEST_SCORE])
      expect(solution + longest + 3 * EMBED_LIMITS.title).toBeLessThanOrEqual(EMBED_LIMITS.total);
  });

  it('keeps every limit from the invitation to the scores, and never shows an answer before its time', () => {
    let questions = 0;
    fc.assert(
      fc.property(articles, names, locales, (found, people, locale) => {
        for (const article of found) {
          const material = { key: 'k'.repeat(8), article, steps: studySteps(article) };
          if (material.steps.length === 0) continue;
          const summary = summaryOf(article);
          expect(threadNameProblems(threadName(summary, locale))).toEqual([]);
          check(renderInvitation(summary, material, locale));
          check(renderRules(material, '<@1>', locale));

          let session = startSession('k', material.steps, 1);
          let place: OpenPlace | null = { step: 0, question: null };
          let solution: ReturnType<typeof renderSolution>[] = [];
          while (place !== null) {
            const shown = renderPlace(material, place, session, locale);
            check({ ...shown, embeds: [...solution, ...shown.embeds] });
            const question = questionAt(material, place);
            solution = [];
            if (question !== null) {
              questions += 1;
              const sentence = shownSentence(article, question);
              expect(quoted(shown)).toBe(
                sentence.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, ''),
              );
              const said = shown.embeds.map(
                ({ title, description }) => `${title ?? ''}\n${description ?? ''}`,
              );
              expect(unescaped(said.join('\n'))).not.toContain(question.answer);
              const form = renderForm(place, `> ${sentence}`, locale);
              expect(modalProblems(form as unknown as Record<string, unknown>)).toEqual([]);
              session = allRight(session, material, place, people);
              check(renderPlace(material, place, session, locale));
              solution = [
                renderSolution(material, { ...place, question: place.question ?? 0 }, session, locale),
              ];
              expect(readQuote(blockQuotes(solution[0]?.description ?? '')[0] ?? '').bold).toBe(
                question.answer,
              );
            }
            const moved = next(session, 3);
            session = moved.session;
            place = openPlace(moved.place);
          }
          const score = renderScore(session, { article: summary, here: null, locale });
          check(message({ embeds: [...solution, score] }));
        }
      }),
      { numRuns: 1500 },
    );
    expect(questions).toBeGreaterThan(500);
  }, 120_000);
});
