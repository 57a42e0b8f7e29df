import { ButtonStyle, type APIButtonComponent } from 'discord.js';
import { quoteOf } from '../../answering/quote-of.ts';
import type { Article, Block, Span } from '../../corpus/article.ts';
import { blockAt } from '../../corpus/block-at.ts';
import { renderCitation } from '../answer/quotation.ts';
import { escapeMarkdown } from '../escape.ts';
import { cut, EMBED_LIMITS } from '../limits.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { quoteMarkdown } from '../reading/paragraph-parts.ts';
import { readId } from '../reading/reading-ids.ts';
import { sectionName } from '../reading/section-name.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';
import { READING_WORDING } from '../wording/reading.ts';
import { STUDY_WORDING, type StudyWording } from '../wording/study.ts';
import { stepAt, type Material } from './study-material.ts';
import { NEXT, placeId } from './study-ids.ts';

/** Characters of Markdown of each part; together they stay far below what a description may hold. */
const PARTS = { quotation: 2200, citation: 600, title: 160 } as const;
/** Characters of Markdown of the longest quotation message. */
export const LONGEST_QUOTATION = PARTS.quotation + PARTS.citation + 2;

/** One step: the beginning of a section, where it stands, and the way on. */
export function renderQuotation(material: Material, step: number, locale: string): Message {
  const wording = inLanguage(STUDY_WORDING, locale);
  const { article, key, steps } = material;
  const { questions, ...found } = stepAt(material, step);
  const { quotation } = found;
  const last = blockAt(article, quotation.end - 1);
  const goesOn = last !== undefined && article.text.slice(quotation.end, last.end).trim() !== '';
  const text = article.text.slice(quotation.start, quotation.end) + (goesOn ? '…' : '');
  const description = [
    cutMarkdown(text),
    citation({ article, span: quotation, last: last?.paragraph ?? null }, locale),
  ]
    .filter((part) => part !== '')
    .join('\n');
  const hint = questions.length === 0 ? wording.noQuestionHere : wording.readFirst(questions.length);
  return message({
    embeds: [
      {
        color: COLOURS.neutral,
        title: stepTitle(
          material,
          step,
          sectionName(article, found.section, inLanguage(READING_WORDING, locale)),
          locale,
        ),
        description,
        footer: { text: hint },
      },
    ],
    components: buttonRows([
      ...readOn(key, article, { last, goesOn }, wording),
      button({
        customId: placeId(NEXT, { step, question: null }),
        label: wayOn({ questions: questions.length, isLast: step === steps.length - 1 }, wording),
        style: ButtonStyle.Primary,
      }),
    ]),
  });
}

/** "2/8" and what the message is about, as the title of an embed. */
export function stepTitle({ steps }: Material, step: number, about: string, locale: string): string {
  const { separator } = inLanguage(ANSWER_WORDING, locale);
  const where = inLanguage(STUDY_WORDING, locale).step(step + 1, steps.length);
  const short = cut(about, PARTS.title, (plain) => escapeMarkdown(plain).length);
  return cut(`${where}${separator}${escapeMarkdown(short)}`, EMBED_LIMITS.title);
}

/** Where a span begins, with its last paragraph when it has several; blank for a span outside every paragraph. */
export function citation(
  { article, span, last }: { article: Article; span: Span; last: number | null },
  locale: string,
): string {
  const block = blockAt(article, span.start);
  const first = { start: span.start, end: Math.min(span.end, block?.end ?? span.end) };
  const quote = quoteOf(article, first, first, 1);
  if (quote === null) return '';
  const { range } = inLanguage(READING_WORDING, locale);
  const wording = {
    ...inLanguage(ANSWER_WORDING, locale),
    paragraph: (from: number) => range(from, last ?? from),
  };
  return renderCitation(quote, wording, PARTS.citation);
}

function cutMarkdown(text: string): string {
  return quoteMarkdown(
    cut(text, PARTS.quotation, (plain) => Math.max(plain.length, quoteMarkdown(plain).length)),
  );
}

/** Opens what is left of the section, for each who presses it: the questions are about that. */
function readOn(
  key: string,
  { blocks }: Article,
  { last, goesOn }: { last: Block | undefined; goesOn: boolean },
  { buttons }: StudyWording,
): APIButtonComponent[] {
  if (last === undefined || last.paragraph === null) return [];
  const after = last.paragraph + 1;
  const isLeft = blocks.some(({ paragraph, section }) => paragraph === after && section === last.section);
  if (!goesOn && !isLeft) return [];
  return [button({ customId: readId(key, goesOn ? last.paragraph : after), label: buttons.readOn })];
}

function wayOn(
  { questions, isLast }: { questions: number; isLast: boolean },
  { buttons }: StudyWording,
): string {
  if (questions > 0) return buttons.questions(questions);
  return isLast ? buttons.end : buttons.nextSection;
}
