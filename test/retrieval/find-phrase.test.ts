import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll } from 'vitest';
import { QUOTE_LIMIT, type Quote } from '../../src/answering/answer.ts';
import { quotePhrase } from '../../src/answering/quote-phrase.ts';
import { foldCharacters } from '../../src/corpus/alike-characters.ts';
import { fold } from '../../src/corpus/fold.ts';
import type { Article } from '../../src/corpus/article.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import type { IndexReader } from '../../src/index/index-reader.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { findPhrase } from '../../src/retrieval/find-phrase.ts';
import { toArticle } from '../../scripts/paragraph-corpus.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };

const ARTICLES: Article[] = [
  ...sampleArticles(),
  toArticle({
    id: 'software',
    title: '軟體產業',
    text: '台灣的軟體產業靠的是人工智慧。ＡＩ　２.０的時代,用 GPT-4 寫程式,成長35%。\n軟體育成中心養的不是軟體動物,是台灣裡面的人。',
  }),
  toArticle({
    id: 'mainland',
    title: '软件',
    text: '大陆的软件业用 OpenAI 的模型。里面的数据超过1,000万条。',
  }),
  toArticle({
    id: 'long',
    title: '長句',
    text: `${'沒有句號的長句子一直寫下去,'.repeat(30)}中間有目標詞句,${'後面還有很多字,'.repeat(30)}完。${'接下來是短句。'.repeat(80)}跨段落的第一句。第二句在這裡。${'再接一段。'.repeat(60)}`,
  }),
  toArticle({
    id: 'cafe',
    title: 'Cafe',
    text: 'The cafe\u0301 opened in\t1912. "It\'s state-of-the-art," said O\'Brien.',
  }),
];

let folder: string;
let index: IndexReader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-phrase-'));
  index = await build(ARTICLES, join(folder, 'index'));
});
afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true, force: true });
});

async function build(articles: Article[], indexDir: string): Promise<IndexReader> {
  const corpus = { articles, skipped: [] };
  await buildIndex({ corpus, embeddings: new TokenEmbeddings(), model, store: new FolderStore(indexDir) });
  return new FolderStore(indexDir).open(model);
}

async function quotesOf(phrase: string, reader = index): Promise<Quote[]> {
  const quotes: Quote[] = [];
  for await (const match of findPhrase(reader, phrase)) quotes.push(quotePhrase(match));
  return quotes;
}

function textOf(articleId: string): string {
  return ARTICLES.find(({ id }) => id === articleId)?.text ?? '';
}

function bestOf({ articleId, best }: Quote): string {
  return textOf(articleId).slice(best.start, best.end);
}

describe('a phrase is found', () => {
  test.each([
    ['as it is written', '備用的發電機', ['備用的發電機']],
    ['in the other script', '备用的发电机', ['備用的發電機']],
    ['in the words of the other region', '软件产业', ['軟體產業']],
    ['in both scripts at once', '裡面的', ['裡面的', '里面的']],
    ['in any width', 'AI 2.0', ['ＡＩ　２.０']],
    ['in any case', 'the RAILWAY OPENED', ['The railway opened']],
    ['with any white space for another', '  opened\n in   1912 ', ['opened in 1912', 'opened in\t1912']],
    ['across sentences of a paragraph', '點燈。', ['點燈。']],
    ['across a passage boundary', '第一句。第二句', ['第一句。第二句']],
    ['as one character', '湯', ['湯']],
    ['by a word that is another one in each region', '写程序', ['寫程式']],
    ['with words of both regions', '靠的是人工智能。AI 2.0的時代', ['靠的是人工智慧。ＡＩ　２.０的時代']],
    ['as a word of a compound', 'gpt', ['GPT']],
    ['from within a compound', '用 gpt', ['用 GPT']],
    ['with a figure in it', '超过1,000万', ['超过1,000万']],
    ['without the mark after it', '成長35', ['成長35']],
    ['though folding treats it as part of a longer word', '體育成中心養', ['體育成中心養']],
    ['though the other region has another word for its characters', '软体动物', ['軟體動物']],
    ['with composed letters for decomposed ones', 'café', ['cafe\u0301']],
    ['with punctuation at its ends', '"It\'s state-of-the-art,"', ['"It\'s state-of-the-art,"']],
  ])('%s: %s', async (_, phrase, written) => {
    const quotes = await quotesOf(phrase);
    expect(quotes.map(bestOf)).toEqual(written);
    for (const { articleId, start, end, text, best } of quotes) {
      expect(text).toBe(textOf(articleId).slice(start, end));
      expect(start <= best.start && best.end <= end).toBe(true);
    }
  });

  test.each([
    ['words that are there in another order', '發電機備用的'],
    ['part of a word', 'railw'],
    ['the end of a word', 'penai'],
    ['part of a number', '12'],
    ['digits of a longer number', '000万'],
    ['a word that only a heading or a title has', '海邊的燈塔'],
    ['words with something between them', '燈塔高'],
    ['what looks like a query', 'railway" OR body : "noodles'],
  ])('not: %s', async (_, phrase) => {
    expect(await quotesOf(phrase)).toEqual([]);
  });
});

describe('a quote of a phrase', () => {
  test('is its whole sentence, with its place', async () => {
    const [quote] = await quotesOf('十二個小時');
    expect(quote).toMatchObject({
      text: '備用的發電機可以撐十二個小時。',
      articleId: 'lighthouse',
      title: '海邊的燈塔',
      section: null,
      paragraph: 2,
      score: 1,
    });
  });

  test('is cut around the phrase when its sentence is too long', async () => {
    const [quote] = await quotesOf('目標詞句');
    expect(quote?.text.length).toBeLessThanOrEqual(QUOTE_LIMIT);
    expect(quote?.text).toContain('中間有目標詞句,');
  });

  test('is longer than a quote only when the phrase is', async () => {
    const phrase = textOf('long').slice(3, 3 + QUOTE_LIMIT + 20);
    const [quote] = await quotesOf(phrase);
    expect(quote?.text).toBe(phrase);
  });
});

test.each([
  ['', 'phrase-empty'],
  [' 。、「」', 'phrase-empty'],
  ['長'.repeat(2001), 'question-too-long'],
])('%j is refused', async (phrase, code) => {
  await expect(quotesOf(phrase)).rejects.toMatchObject({ code });
});

test('2,000 characters are looked for', async () => {
  expect(await quotesOf('長句'.repeat(1000))).toEqual([]);
});

/** Whether two texts are one when folded, as words or character by character; white space is alike. */
function isSame(found: string, wanted: string): boolean {
  const forms = (text: string): string[] => {
    const spaced = text.trim().normalize('NFC').replace(/\s+/g, ' ');
    return [fold(spaced), foldCharacters(spaced)];
  };
  return forms(found).some((form) => forms(wanted).includes(form));
}

test('any stretch of a paragraph between two words is found there, and folds to what was looked for', async () => {
  const paragraphs = ARTICLES.flatMap(({ id, text, blocks }) =>
    blocks.map((block) => ({ id, paragraph: block.paragraph, text: text.slice(block.start, block.end) })),
  );
  const stretch = fc
    .constantFrom(...paragraphs)
    .chain(({ id, paragraph, text }) =>
      fc
        .tuple(fc.nat(text.length - 1), fc.integer({ min: 4, max: 40 }))
        .map(([from, length]) => ({ id, paragraph, phrase: wholeWords(text, from, from + length) })),
    );
  const rewrite = fc.constantFrom(
    (text: string) => text,
    (text: string) => fold(text),
    (text: string) => text.toUpperCase(),
    (text: string) => text.replace(/\s+/g, ' \u3000'),
  );
  await fc.assert(
    fc.asyncProperty(stretch, rewrite, async ({ id, paragraph, phrase }, write) => {
      fc.pre(/[\p{L}\p{N}]/u.test(phrase) && phrase.trim().length >= 4);
      const wanted = write(phrase);
      const quotes = await quotesOf(wanted);
      expect(quotes.map((quote) => [quote.articleId, quote.paragraph])).toContainEqual([id, paragraph]);
      for (const quote of quotes)
        expect([bestOf(quote), wanted]).toSatisfy(([a, b]: [string, string]) => isSame(a, b));
    }),
    { numRuns: 300 },
  );
});

/** The stretch without words that it cuts. */
function wholeWords(text: string, from: number, to: number): string {
  const word = /[a-z0-9.,'\-&%+\u0300-\u036fＡ-Ｚ０-９]/i;
  let start = from;
  let end = Math.min(to, text.length);
  if (start > 0)
    while (start < end && word.test(text.charAt(start - 1)) && word.test(text.charAt(start))) start++;
  if (end < text.length)
    while (end > start && word.test(text.charAt(end)) && word.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
