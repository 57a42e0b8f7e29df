import { join } from 'node:path';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';
import { append, hashOf, type AskedArticle } from './asked-article.ts';
import { readLines } from './read-lines.ts';
import { keyOf } from './reading-key.ts';

/** Questions about them, beside this file; see README.md there. */
export const ARTICLE_QUESTIONS_FILE = join(import.meta.dirname, 'article-questions.tsv');

/** Headings of this kind are titles. */
const TITLES = 'lctt-title';
/** Characters by which a paragraph is found in the passage of a title. */
const BEGINNING = 25;

/** Neighbouring paragraphs of the translations: an article, or its beginning. */
export interface TrainingArticle {
  source: string;
  /** Empty when it is not known. */
  title: string;
  /** Chinese, one line each. */
  paragraphs: string[];
  questions: ArticleQuestion[];
}

export interface ArticleQuestion {
  /** Number of the paragraph that answers it, and the words of it that do; null when the article does not. */
  answer: { paragraph: number; start: number; end: number } | null;
  /** In Chinese, in the article's words and in others, and in English. */
  wordings: Record<Direction, string[]>;
}

/**
 * The articles of `ARTICLE_QUESTIONS_FILE`, found in the translations. A line of that file names its article by the key of its
 * first paragraph and its number of paragraphs, then the paragraph and the characters that answer (both empty when none do),
 * then a question in the article's words, in other words, and in English.
 * @param data folder of `parallel.en-zh.tsv.gz` and `headings.tsv.gz` as they were given, not folded
 * @throws Error when an article is not there
 */
export async function readArticleQuestions(
  data: string,
  file = ARTICLE_QUESTIONS_FILE,
): Promise<TrainingArticle[]> {
  const rows = await readRows(join(data, 'parallel.en-zh.tsv.gz'));
  const titles = await readTitles(data);
  const places = new Map<string, number>();
  for (const [i, [, , chinese = '']] of rows.entries()) {
    const key = keyOf(chinese);
    if (!places.has(key)) places.set(key, i);
  }
  const articles = new Map<string, TrainingArticle>();
  for (const line of await readLines(file)) {
    const [key = '', count = '', paragraph = '', span = '', close = '', reworded = '', english = ''] =
      line.split('\t');
    const place = places.get(key);
    if (place === undefined) throw new Error(`The translations in ${data} have no paragraph ${key}.`);
    const own = rows.slice(place, place + Number(count));
    const article = articles.get(key) ?? {
      source: own[0]?.[0] ?? '',
      title: titles.get(beginningOf(own[0]?.[2] ?? '')) ?? '',
      paragraphs: own.map(([, , chinese = '']) => chinese),
      questions: [],
    };
    articles.set(key, article);
    const [start = 0, end = 0] = span.split('-').map(Number);
    article.questions.push({
      answer: span === '' ? null : { paragraph: Number(paragraph), start, end },
      wordings: { same: [close, reworded], cross: [english] },
    });
  }
  return [...articles.values()];
}

/** Titles by the beginning of the first passage below them. */
async function readTitles(data: string): Promise<Map<string, string>> {
  const rows = await readRows(join(data, 'headings.tsv.gz'));
  const titles = rows.filter(([source]) => source === TITLES);
  return new Map(titles.map(([, title = '', passage = '']) => [beginningOf(passage), title]));
}

function beginningOf(text: string): string {
  return text.slice(0, BEGINNING);
}

async function readRows(file: string): Promise<string[][]> {
  return (await readLines(file)).map((line) => line.split('\t'));
}

/** The articles as the ranker asks about them; what an article does not answer may be asked at each paragraph with a question. */
export function toAskedArticles(articles: TrainingArticle[]): AskedArticle[] {
  return articles.map(({ source, title, paragraphs, questions }) => {
    const article: AskedArticle = {
      id: hashOf(paragraphs.join('\n')),
      title,
      text: '',
      paragraphs: [],
    };
    const unanswered = questions.filter(({ answer }) => answer === null);
    const none = {
      same: unanswered.flatMap(({ wordings }) => wordings.same),
      cross: unanswered.flatMap(({ wordings }) => wordings.cross),
    };
    for (const [i, text] of paragraphs.entries()) {
      const own = questions.flatMap(({ answer, wordings }) =>
        answer?.paragraph === i ? [{ answer: text.slice(answer.start, answer.end), wordings }] : [],
      );
      append(article, {
        group: article.id,
        ...{ article: '', start: 0, end: 0 },
        ...{ source, text, questions: own, unanswered: none },
      });
    }
    return article;
  });
}
