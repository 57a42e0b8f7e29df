import type { Answer, Quote } from '../../src/answering/answer.ts';
import type { Article } from '../../src/corpus/article.ts';
import { fold } from '../../src/corpus/fold.ts';
import type { ArticleSummary, IndexStatus, LiveEngine } from '../../src/engine.ts';
import { FootnoteError } from '../../src/errors.ts';
import { articleKey, hashArticle } from '../../src/index/article-hash.ts';
import { toArticle } from '../../scripts/paragraph-corpus.ts';

/** An article of paragraphs, one sentence each, for tests that are about Discord and not about finding. */
export interface StubArticle {
  id: string;
  title: string;
  paragraphs: string[];
  url?: string;
  published?: string;
}

export const STUB_ARTICLES: StubArticle[] = [
  {
    id: 'letter',
    title: '要求暫停的公開信',
    url: 'https://example.org/letter',
    published: '2023-03-30',
    paragraphs: ['連署人要求暫停訓練至少6個月。', '這封信有 1,000 人連署。'],
  },
  { id: 'trends', title: '五大趨勢', paragraphs: ['第一個趨勢是**開放**，@everyone 都能用。'] },
];

function textOf(article: StubArticle): string {
  return article.paragraphs.join('\n\n');
}

function quoteOf(article: StubArticle, index: number): Quote {
  const text = article.paragraphs[index] ?? '';
  const start = textOf(article).indexOf(text);
  const span = { start, end: start + text.length };
  return {
    ...span,
    text,
    best: span,
    articleId: article.id,
    title: article.title,
    section: null,
    paragraph: index + 1,
    source: null,
    url: article.url ?? null,
    published: article.published ?? null,
    score: 0.9,
  };
}

function articleOf(article: StubArticle): Article {
  const { id, title, url = null, published = null } = article;
  return { ...toArticle({ id, title, text: textOf(article) }), url, published };
}

function summaryOf(article: StubArticle): ArticleSummary {
  const { id, title, url, published, paragraphs } = article;
  return {
    id,
    key: articleKey(hashArticle(articleOf(article))),
    title,
    source: null,
    url: url ?? null,
    published: published ?? null,
    sections: [],
    paragraphs: paragraphs.length,
  };
}

/**
 * An engine that quotes every paragraph sharing three characters in a row with the question. The question `break` throws
 * a bug, `damage` an unusable index; `previous?` is answered with what it was told went before.
 */
export function stubEngine(articles: StubArticle[] = STUB_ARTICLES): LiveEngine {
  const summaries = articles.map(summaryOf);
  const ask = (question: string, articleId?: string): Answer => {
    if (question.trim() === '') throw new FootnoteError('question-empty', 'The question is empty.');
    if (question.length > 2000) throw new FootnoteError('question-too-long', 'The question is too long.');
    if (question === 'break') throw new Error('the stub broke on purpose');
    if (question === 'damage') throw new FootnoteError('index-damaged', 'The index is damaged.');
    const shared = (text: string): boolean =>
      Array.from({ length: Math.max(0, question.length - 2) }, (_, i) => question.slice(i, i + 3)).some(
        (part) => text.includes(part),
      );
    const quotes = articles
      .filter(({ id }) => articleId === undefined || id === articleId)
      .flatMap((article) => article.paragraphs.map((_, i) => quoteOf(article, i)))
      .filter((quote) => shared(quote.text));
    return { question, state: quotes.length > 0 ? 'answered' : 'none', confidence: 0.9, quotes };
  };
  /** Quotes of the paragraphs that hold the phrase, with the phrase as `best`. Folding keeps the stub's lengths. */
  const quotesWith = (phrase: string): Quote[] => {
    if (!/[\p{L}\p{N}]/u.test(phrase)) throw new FootnoteError('phrase-empty', 'The phrase is empty.');
    if (phrase.length > 2000) throw new FootnoteError('question-too-long', 'The phrase is too long.');
    const wanted = fold(phrase.trim());
    return articles
      .flatMap((article) => article.paragraphs.map((_, i) => quoteOf(article, i)))
      .flatMap((quote) => {
        const at = fold(quote.text).indexOf(wanted);
        const start = quote.start + at;
        return at < 0 ? [] : [{ ...quote, best: { start, end: start + wanted.length }, score: 1 }];
      });
  };
  const status: IndexStatus = {
    version: '2026-11-22T09-00-00Z-4f2a',
    createdAt: '2026-11-22T09:00:00.000Z',
    articles: articles.length,
    passages: articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0),
    model: 'stub',
  };
  return {
    ask: (question, options) =>
      new Promise((resolve) => {
        const { articleId, previous } = options ?? {};
        const isEcho = question === 'previous?' && previous !== undefined;
        const heard = isEcho ? `${previous.question} → ${previous.quote?.articleId ?? 'nothing'}` : question;
        resolve({ ...ask(question, articleId), question: heard });
      }),
    articles: () => summaries,
    article: (articleId) => {
      const article = articles.find(({ id }) => id === articleId);
      return Promise.resolve(article === undefined ? null : articleOf(article));
    },
    paragraph: (articleId, paragraph) => {
      const article = articles.find(({ id }) => id === articleId);
      const text = article?.paragraphs[paragraph - 1];
      if (article === undefined || text === undefined) return Promise.resolve(null);
      const start = textOf(article).indexOf(text);
      return Promise.resolve({ start, end: start + text.length, text });
    },
    findPhrase: (phrase, limit) =>
      new Promise((resolve) => {
        const quotes = quotesWith(phrase);
        resolve({ quotes: quotes.slice(0, limit), total: quotes.length });
      }),
    status: () => status,
    latest: () => Promise.resolve('2026-11-22T09-00-00Z-4f2a'),
    refresh: () => Promise.resolve('unchanged'),
    close: () => Promise.resolve(),
  };
}
