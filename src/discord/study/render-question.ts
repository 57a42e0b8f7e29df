import { ButtonStyle, type APIEmbed } from 'discord.js';
import { shownSentence, type StudyQuestion } from '../../study/question.ts';
import { SENTENCE_LENGTHS } from '../../study/sentence-fit.ts';
import type { StudySession } from '../../study/session.ts';
import { blockQuote, escapeMarkdown } from '../escape.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { quoteMarkdown } from '../reading/paragraph-parts.ts';
import { inLanguage } from '../wording/language.ts';
import { STUDY_WORDING, type StudyWording } from '../wording/study.ts';
import { listNames, LONGEST_NAMES } from './render-names.ts';
import { citation, stepTitle } from './render-quotation.ts';
import { ANSWER, NEXT, placeId, STOP_ID, type OpenPlace } from './study-ids.ts';
import { stepAt, type Material } from './study-material.ts';

/** Characters of Markdown of a sentence with its blank: each character with a backslash, or a line break with its mark. */
const LONGEST_SENTENCE = 3 * (SENTENCE_LENGTHS.latin.longest + 4) + 4;
/** Characters of Markdown of the longest question message; a solution's has a citation of 600 besides. */
export const LONGEST_QUESTION = LONGEST_SENTENCE + LONGEST_NAMES + 100;

export type QuestionPlace = OpenPlace & { question: number };

/** A question: the sentence with its blank, who is right so far, and what one can do. */
export function renderQuestion(
  material: Material,
  place: QuestionPlace,
  session: StudySession,
  locale: string,
): Message {
  const wording = inLanguage(STUDY_WORDING, locale);
  const { step, question: number } = place;
  const { questions } = stepAt(material, step);
  const question = questionIn(questions, number);
  const right = rightNames(session);
  const description = [
    quoteMarkdown(shownSentence(material.article, question)),
    wording.asks[question.kind],
    right.length === 0 ? '' : wording.right(listNames(right, wording)),
  ];
  return message({
    embeds: [
      {
        color: COLOURS.related,
        title: stepTitle(material, step, wording.question(number + 1, questions.length), locale),
        description: description.filter((part) => part !== '').join('\n\n'),
      },
    ],
    components: buttonRows([
      button({
        customId: placeId(ANSWER, place),
        label: wording.buttons.answer,
        style: ButtonStyle.Primary,
      }),
      button({ customId: placeId(NEXT, place), label: wayOn(material, place, wording) }),
      button({ customId: STOP_ID, label: wording.buttons.stop }),
    ]),
  });
}

/** A question that is over: the whole sentence with the answer in bold, where it stands, and who had it. */
export function renderSolution(
  { article, steps }: Material,
  { step, question: number }: QuestionPlace,
  session: StudySession,
  locale: string,
): APIEmbed {
  const wording = inLanguage(STUDY_WORDING, locale);
  const question = questionIn(steps[step]?.questions ?? [], number);
  const { sentence, blank, paragraph } = question;
  const slice = (start: number, end: number): string => escapeMarkdown(article.text.slice(start, end));
  const whole = `${slice(sentence.start, blank.start)}**${slice(blank.start, blank.end)}**${slice(blank.end, sentence.end)}`;
  const right = rightNames(session);
  const place = citation({ article, span: sentence, last: paragraph }, locale);
  const who = right.length === 0 ? wording.nobodyRight : wording.right(listNames(right, wording));
  return {
    color: COLOURS.answered,
    title: wording.solution,
    description: `${blockQuote(whole)}\n${place}\n\n${who}`,
  };
}

/** Who answered the open question right, in the order in which they joined. */
function rightNames({ tries, people }: StudySession): string[] {
  const right = new Set(tries.filter(({ isRight }) => isRight).map(({ userId }) => userId));
  return people.filter(({ userId }) => right.has(userId)).map(({ name }) => name);
}

function questionIn(questions: readonly StudyQuestion[], number: number): StudyQuestion {
  const question = questions[number];
  if (question === undefined) throw new Error(`the step has no question ${number}`);
  return question;
}

function wayOn(material: Material, { step, question }: QuestionPlace, { buttons }: StudyWording): string {
  if (question + 1 < stepAt(material, step).questions.length) return buttons.skipToQuestion;
  return step + 1 < material.steps.length ? buttons.skipToSection : buttons.skipToEnd;
}
