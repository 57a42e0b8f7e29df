import type { Quote } from '../../src/answering/answer.ts';
import type { Excerpt } from '../../src/discord/answer/quotation.ts';

/** A paragraph of an article whose best sentence and quote are found by their words. */
export function sampleQuote(
  paragraph: string,
  quoted: string,
  best: string,
  place: Partial<Quote> = {},
): { quote: Quote; paragraph: Excerpt } {
  const offset = 100;
  const spanOf = (words: string): { start: number; end: number } => {
    const at = paragraph.indexOf(words);
    if (at < 0) throw new Error(`The sample paragraph does not hold "${words}".`);
    return { start: offset + at, end: offset + at + words.length };
  };
  const quote: Quote = {
    ...spanOf(quoted),
    text: quoted,
    best: spanOf(best),
    articleId: 'letter',
    title: '要求暫停的公開信',
    section: '連署的要求',
    paragraph: 2,
    source: '範例報',
    url: 'https://example.org/letter',
    published: '2023-03-30',
    score: 0.8,
    ...place,
  };
  return { quote, paragraph: { start: offset, end: offset + paragraph.length, text: paragraph } };
}
