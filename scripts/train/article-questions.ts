import { join } from 'node:path';
import type { Direction } from '../../src/retrieval/passage-retriever.ts';
import { append, hashOf, type AskedArticle } from './asked-article.ts';
import { readLines } from './read-lines.ts';
import { keyOf } from './reading-key.ts';

/** Questions about them, beside this file; see README.md there. */
export const ARTICLE_QUESTIONS_FILE = join(import.meta.dirname, 'article-questions.tsv');

/** Headings of this kind are titles; those of the others are a title and the heading below it, with a space between. */
const TITLES = 'lctt-title';
const TITLES_WITH_HEADINGS = ['lctt', 'taiwan-md'];
/** Characters by which a paragraph is found in the passage below a title or heading. */
const BEGINNING = 25;

/** Neighbouring paragraphs of the translations: an article, or its beginning. */
export interface TrainingArticle {
  source: string;
  /** Empty when it is not known. */
  title: string;
  /** Chinese, one line each. */
  paragraphs: string[];
  /** Of each paragraph, the title and the heading that it stands under, as far as they are known. */
  headings: string[];
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
  const headings = await readHeadings(data);
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
    const article = articles.get(key) ?? articleOf(rows.slice(place, place + Number(count)), headings);
    articles.set(key, article);
    const [start = 0, end = 0] = span.split('-').map(Number);
    article.questions.push({
      answer: span === '' ? null : { paragraph: Number(paragraph), start, end },
      wordings: { same: [close, reworded], cross: [english] },
    });
  }
  return [...articles.values()];
}

function articleOf(rows: string[][], { titles, headings }: Headings): TrainingArticle {
  const paragraphs = rows.map(([, , chinese = '']) => chinese);
  const own = paragraphs.map((paragraph) => headings.get(beginningOf(paragraph)));
  const title =
    titles.get(beginningOf(paragraphs[0] ?? '')) ?? commonWords(own.filter((each) => each !== undefined));
  let under = title;
  return {
    source: rows[0]?.[0] ?? '',
    title,
    paragraphs,
    headings: own.map((heading) => (under = heading ?? under)),
    questions: [],
  };
}

interface Headings {
  /** By the beginning of the first passage below each. */
  titles: Map<string, string>;
  /** The same of titles with headings. */
  headings: Map<string, string>;
}

async function readHeadings(data: string): Promise<Headings> {
  const rows = await readRows(join(data, 'headings.tsv.gz'));
  const below = (sources: string[]): Map<string, string> =>
    new Map(
      rows
        .filter(([source = '']) => sources.includes(source))
        .map(([, heading = '', passage = '']) => [beginningOf(passage), heading]),
    );
  return { titles: below([TITLES]), headings: below(TITLES_WITH_HEADINGS) };
}

/** What titles with different headings have in common: the title. */
function commonWords(headings: string[]): string {
  const [first = [], ...others] = [...new Set(headings)].map((heading) => heading.split(' '));
  if (others.length === 0) return '';
  const differs = first.findIndex((word, i) => others.some((other) => other[i] !== word));
  return first.slice(0, differs === -1 ? first.length : differs).join(' ');
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
