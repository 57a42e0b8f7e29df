import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { quoteOf } from '../../src/answering/quote-of.ts';
import type { Quote } from '../../src/answering/answer.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { renderCitation } from '../../src/discord/answer/quotation.ts';
import { ANSWER_WORDING } from '../../src/discord/wording/answer.ts';
import { renderTerminalAnswer } from '../../src/terminal-answer.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { paragraphAt, tinyPdf } from '../support/tiny-pdf.ts';

const FIRST = 'Only three ships called at the harbour in winter.';
const SECOND = 'The yard opened in March with a ship called Petrel.';

/** Quotes of sentences of a real PDF in a real corpus. */
async function quotesFromPdf(...sentences: string[]): Promise<Quote[]> {
  const folder = await tempFolder();
  const pages = [
    [{ text: 'The harbour', x: 72, y: 760, size: 24 }, ...paragraphAt(700, [FIRST])],
    paragraphAt(760, [SECOND]),
  ];
  await writeFile(join(folder, 'harbour.pdf'), tinyPdf(pages));
  const [article] = (await readCorpus(folder)).articles;
  if (article === undefined) throw new Error('the PDF was not read');
  return sentences.map((words) => {
    const start = article.text.indexOf(words);
    const span = { start, end: start + words.length };
    const quote = quoteOf(article, span, span, 0.9);
    if (quote === null) throw new Error(`"${words}" was not found`);
    return quote;
  });
}

it('a quote from a PDF names its page, in every language and in a terminal', async () => {
  const [first, quote] = await quotesFromPdf(FIRST, SECOND);
  if (quote === undefined) throw new Error('no quote');
  expect(first?.page).toBe(1);
  expect(quote).toMatchObject({ page: 2, paragraph: 2 });
  expect(renderCitation(quote, ANSWER_WORDING.en, 300)).toBe('— The harbour · page 2 · paragraph 2');
  expect(renderCitation(quote, ANSWER_WORDING['zh-Hant'], 300)).toContain('第 2 頁・第 2 段');
  expect(renderCitation(quote, ANSWER_WORDING['zh-Hans'], 300)).toContain('第 2 页・第 2 段');
  const answer = {
    question: 'When did the yard open?',
    state: 'answered' as const,
    confidence: 0.9,
    quotes: [quote],
  };
  expect(renderTerminalAnswer(answer, [], false)).toContain('The harbour, page 2, paragraph 2');
  expect(renderTerminalAnswer({ ...answer, question: '船廠何時開工？' }, [], false)).toContain(
    '第 2 頁第 2 段',
  );
});

it('a quote from a text without pages has none', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'a.md'), `# The harbour\n\n${FIRST}`);
  const [article] = (await readCorpus(folder)).articles;
  if (article === undefined) throw new Error('not read');
  const start = article.text.indexOf(FIRST);
  const span = { start, end: article.text.length };
  const quote = quoteOf(article, span, span, 0.9);
  expect(quote).not.toHaveProperty('page');
  expect(quote === null ? '' : renderCitation(quote, ANSWER_WORDING.en, 300)).toBe(
    '— The harbour · paragraph 1',
  );
});
