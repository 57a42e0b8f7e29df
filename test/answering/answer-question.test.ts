import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerQuestion } from '../../src/answering/answer-question.ts';
import { QUOTE_COUNT, QUOTE_LIMIT, type Answer } from '../../src/answering/answer.ts';
import { readRanker } from '../../src/answering/ranker.ts';
import type { Article } from '../../src/corpus/article.ts';
import { buildIndex } from '../../src/index/build-index.ts';
import { FolderStore } from '../../src/index/folder/folder-store.ts';
import { Aliases } from '../../src/retrieval/aliases.ts';
import { Lexicon } from '../../src/retrieval/lexicon.ts';
import { Thesaurus } from '../../src/retrieval/thesaurus.ts';
import { NO_SOUNDS, Transliteration } from '../../src/retrieval/transliteration.ts';
import { PassageRetriever } from '../../src/retrieval/passage-retriever.ts';
import { toArticle } from '../../scripts/paragraph-corpus.ts';
import { sampleArticles } from '../support/sample-articles.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { TokenEmbeddings, TOKEN_DIMENSIONS } from '../support/token-embeddings.ts';

const ranker = await readRanker('models/ranker.json');
const wordings = {
  lexicon: new Lexicon([]),
  thesaurus: new Thesaurus([]),
  aliases: new Aliases([]),
  transliteration: new Transliteration(NO_SOUNDS),
};
/** Every question gets its quotes, however unsure. */
const eager = { ...ranker, related: 0 };

async function retrieverOf(articles: Article[]): Promise<PassageRetriever> {
  const indexDir = join(await tempFolder(), 'index');
  const embeddings = new TokenEmbeddings();
  const model = { name: 'tokens', hash: 'a'.repeat(64), dimensions: TOKEN_DIMENSIONS };
  await buildIndex({
    corpus: { articles, skipped: [] },
    embeddings,
    model,
    store: new FolderStore(indexDir),
  });
  return new PassageRetriever(await new FolderStore(indexDir).open(model), embeddings, wordings);
}

async function ask(articles: Article[], question: string): Promise<Answer> {
  const retriever = await retrieverOf(articles);
  return answerQuestion(await retriever.retrieve(question), eager);
}

describe('the first quote', () => {
  test.each([
    ['燈塔有多高?', '三十二公尺', 'the sentence with the question’s words'],
    ['灯塔的发电机可以撑多久?', '十二個小時', 'a simplified question, a traditional quote'],
  ])('of %s holds %s: %s', async (question, expected) => {
    const { quotes } = await ask(sampleArticles(), question);
    expect(quotes[0]?.text).toContain(expected);
  });

  test('of an English question to English articles goes by the words they share', async () => {
    const railway = sampleArticles().filter(({ id }) => id === 'railway');
    const { quotes } = await ask(railway, 'How many dollars are the tickets?');
    expect(quotes[0]?.text).toBe('Tickets cost 600 dollars.');
  });

  test('names its place', async () => {
    const { quotes } = await ask(sampleArticles(), '備用的發電機可以撐多久?');
    expect(quotes[0]).toMatchObject({
      articleId: 'lighthouse',
      title: '海邊的燈塔',
      section: null,
      paragraph: 2,
    });
    const { text, best, start } = quotes[0] ?? { text: '', best: { start: 0, end: 0 }, start: 0 };
    expect(text.slice(best.start - start, best.end - start)).toBe('備用的發電機可以撐十二個小時。');
  });
});

test.each(['。。。', '😀', '\u0000', '```', '**'])(
  '%j asks nothing, and the answer is none',
  async (question) => {
    const answer = await ask(sampleArticles(), question);
    expect(answer).toEqual({ question, state: 'none', confidence: 0, quotes: [] });
  },
);

describe('two chances decide:', () => {
  const certain = { weights: {}, bias: 20 };
  const hopeless = { weights: {}, bias: -20 };

  test.each([
    ['the first window is right', certain, hopeless, 'answered'],
    ['only that there is an answer', hopeless, certain, 'related'],
    ['neither', hopeless, hopeless, 'none'],
  ] as const)('%s', async (_, confidence, answerable, state) => {
    const retriever = await retrieverOf(sampleArticles());
    const same = { ...ranker.same, confidence, answerable };
    const answer = answerQuestion(await retriever.retrieve('燈塔有多高?'), { ...ranker, same });
    expect(answer.state).toBe(state);
    expect(answer.quotes.length > 0).toBe(state !== 'none');
  });
});

test('a question about something else is refused', async () => {
  const retriever = await retrieverOf(sampleArticles());
  const answer = answerQuestion(await retriever.retrieve('輝達顯示卡的售價'), ranker);
  expect(answer).toMatchObject({ state: 'none', quotes: [] });
});

test('a sentence longer than a quote may be is cut at a clause end, where the question’s words are', async () => {
  const filler = '這個子句只是為了讓句子變長而寫的,';
  const text = `${filler.repeat(15)}看守人在閣樓養了三隻信鴿,${filler.repeat(15)}就這樣結束。`;
  const { quotes } = await ask([toArticle({ id: 'long', title: '長句', text })], '看守人養了幾隻信鴿?');
  expect(quotes[0]?.text).toContain('三隻信鴿');
  expect(quotes[0]?.text.length).toBeLessThanOrEqual(QUOTE_LIMIT);
  expect(quotes[0]?.text).toMatch(/,$/);
});

test('every quote is a slice of its article, within the limits, and no two overlap, whatever is asked of whatever', async () => {
  const words = fc.constantFrom(
    ...[
      '燈塔',
      '馬斯克',
      'GPT-4',
      '1,000萬',
      '。',
      '!',
      '?',
      '」',
      '「',
      ',',
      '\n',
      '😀',
      '𠮷',
      ' ',
      '**',
      '@everyone',
    ],
  );
  const texts = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme' })), { maxLength: 150 });
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { maxLength: 3 }), texts, async (pieces, asked) => {
      const articles = pieces.map((each, i) =>
        toArticle({ id: `a${i}`, title: `T${i}`, text: each.join('') }),
      );
      const { quotes, confidence } = await ask(articles, asked.join('').slice(0, 500));
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(quotes.length).toBeLessThanOrEqual(QUOTE_COUNT);
      quotes.forEach((quote, i) => {
        const article = articles.find(({ id }) => id === quote.articleId);
        expect(quote.text).toBe(article?.text.slice(quote.start, quote.end));
        expect(quote.text.length).toBeLessThanOrEqual(QUOTE_LIMIT);
        expect(quote.text.trim()).toBe(quote.text);
        expect(quote.best.start).toBeGreaterThanOrEqual(quote.start);
        expect(quote.best.end).toBeLessThanOrEqual(quote.end);
        expect(quote.best.end).toBeGreaterThan(quote.best.start);
        const overlapping = quotes
          .slice(i + 1)
          .filter((other) => other.articleId === quote.articleId)
          .filter((other) => other.start < quote.end && quote.start < other.end);
        expect(overlapping).toEqual([]);
      });
    }),
    { numRuns: 100 },
  );
});

test('the same question has the same answer, byte for byte', async () => {
  const answers = [await ask(sampleArticles(), '看守人是誰?'), await ask(sampleArticles(), '看守人是誰?')];
  expect(JSON.stringify(answers[1])).toBe(JSON.stringify(answers[0]));
});

test('ranking weights that do not fit are refused with the file and the cure', async () => {
  await expect(readRanker('package.json')).rejects.toMatchObject({
    code: 'model-damaged',
    message: expect.stringMatching(/package\.json.*git checkout/) as string,
  });
});
