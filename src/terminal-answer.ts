import { styleText } from 'node:util';
import type { Answer, Quote } from './answering/answer.ts';
import { SHOWN_QUOTES, worthShowing } from './answering/worth-showing.ts';
import { hasChinese, isSimplified } from './corpus/simplified.ts';

interface Wording {
  related: string;
  none: (titles: string[]) => string;
  place: (quote: Quote) => string;
}

const hant: Wording = {
  related: '文章裡沒有直接的答案，以下幾段最接近：',
  none: (titles) =>
    `這些文章裡找不到答案。這裡的文章談的是：\n${titles.map((title) => `  ・${title}`).join('\n')}`,
  place: ({ title, section, page, paragraph }) =>
    `《${title}》${section === null ? '' : `「${section}」`}${page === undefined ? '' : `第 ${page} 頁`}第 ${paragraph} 段`,
};
const hans: Wording = {
  related: '文章里没有直接的答案，以下几段最接近：',
  none: (titles) =>
    `这些文章里找不到答案。这里的文章谈的是：\n${titles.map((title) => `  ・${title}`).join('\n')}`,
  place: ({ title, section, page, paragraph }) =>
    `《${title}》${section === null ? '' : `“${section}”`}${page === undefined ? '' : `第 ${page} 页`}第 ${paragraph} 段`,
};
const english: Wording = {
  related: 'The articles do not answer this directly; these passages come nearest:',
  none: (titles) =>
    `This is not in these articles. They are about:\n${titles.map((title) => `  - ${title}`).join('\n')}`,
  place: ({ title, section, page, paragraph }) =>
    `${title}${section === null ? '' : `, section "${section}"`}${page === undefined ? '' : `, page ${page}`}, paragraph ${paragraph}`,
};

/** Titles named when there is no answer. */
const TITLES_SHOWN = 8;

/**
 * An answer as text for a terminal, worded in the question's language; quotations stay as they were written.
 * @param titles of all articles, for when there is no answer
 * @param color whether to mark the best sentences with terminal codes
 */
export function renderTerminalAnswer(answer: Answer, titles: string[], color: boolean): string {
  const wording = wordingFor(answer.question);
  if (answer.state === 'none') return wording.none(titles.slice(0, TITLES_SHOWN));
  const shown = worthShowing(answer).slice(0, SHOWN_QUOTES);
  const quotes = shown.map(
    (quote, i) => `${i + 1}. ${emphasize(quote, color)}\n   — ${place(quote, wording)}`,
  );
  const opening = answer.state === 'related' ? [wording.related] : [];
  return [...opening, ...quotes].join('\n\n');
}

function wordingFor(question: string): Wording {
  if (!hasChinese(question)) return english;
  return isSimplified(question) ? hans : hant;
}

/** What is not the best sentence steps back, so the answer stands out. */
function emphasize({ text, best, start }: Quote, color: boolean): string {
  const oneLine = (part: string) => part.replace(/\s*\n\s*/g, ' ');
  const from = best.start - start;
  const to = best.end - start;
  const [before, sentence, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)].map(oneLine);
  return color
    ? `${before ?? ''}${styleText('bold', sentence ?? '', { validateStream: false })}${after ?? ''}`
    : oneLine(text);
}

function place(quote: Quote, wording: Wording): string {
  return [wording.place(quote), quote.source, quote.published, quote.url].filter(Boolean).join(' · ');
}
