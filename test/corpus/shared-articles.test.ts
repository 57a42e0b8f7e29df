import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Article, Corpus } from '../../src/corpus/article.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { splitSentences } from '../../src/corpus/sentences.ts';

/** Beside the repository: two real pages as a scraper saved them, which must stay out of it. */
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const here = existsSync(`${shared}articles`);

/** How the titles and headings begin; the rest of their words belongs to the pages. */
const TITLES = ['一封公開信', '從線性消費', 'Googl'];
const HEADINGS = [
  [null, '馬斯克為何', 'AI專家反', '學者:這封', '人類應該如'],
  [
    null,
    '趨勢一:生',
    '趨勢二:商',
    '趨勢三:創',
    '趨勢四:直',
    '趨勢五:跨',
    '一、將 A',
    '二、與顧客',
    '三、 秉持',
  ],
  [null, 'AI巨頭做', '承諾真的有', '象徵意義大'],
];
const beginning = (text: string | null): string | null => text?.slice(0, 5) ?? null;

describe.skipIf(!here)(`the shared articles${here ? '' : ' (skipped: ../shared/articles is absent)'}`, () => {
  let corpus: Corpus = { articles: [], skipped: [] };
  beforeAll(async () => {
    corpus = await readCorpus(`${shared}articles`);
  });
  const paragraphs = (article: Article | undefined): string[] =>
    article?.blocks.flatMap(({ paragraph, start, end }) =>
      paragraph === null ? [] : [article.text.slice(start, end)],
    ) ?? [];

  it('are exactly three, each once, with its own title', () => {
    expect(corpus.articles.map(({ title }) => beginning(title))).toEqual(TITLES);
    expect(corpus.skipped).toEqual([
      {
        file: '001_1cbb9978d18e03b2.txt',
        why: expect.stringContaining('repeats the article in 000_') as string,
      },
    ]);
  });

  it('have the paragraphs and headings that a reader counts', () => {
    expect(corpus.articles.map((article) => paragraphs(article).length)).toEqual([20, 20, 15]);
    const headings = corpus.articles.map(({ sections }) => sections.map(({ heading }) => beginning(heading)));
    expect(headings).toEqual(HEADINGS);
  });

  it('hold no boilerplate that could be quoted', () => {
    const all = corpus.articles.flatMap(paragraphs).join('\n');
    expect(all).not.toMatch(
      /延伸閱讀|立即收聽|登入|會員專屬|追蹤我們|©|責任編輯|資料來源|關鍵字:|圖\/|shutterstock|Flickr|授權轉載|光復南路|往下滑/,
    );
    const captions = [
      '微軟Bing',
      'AI戰爭已進入白熱化階段',
      '但還是有許多人質疑可行性',
      '旨在推動整體社會對AI的信任',
    ];
    for (const caption of captions) expect(all).not.toContain(caption);
    expect(corpus.articles[0]?.source).toBe('網易科技');
  });

  it('hold what every answerable question expects, each inside one sentence', () => {
    const sentences = corpus.articles.flatMap((article) =>
      splitSentences(article).map(({ start, end }) => article.text.slice(start, end)),
    );
    const questions = readFileSync(`${shared}questions/articles.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; expect: string[] });
    const missing = questions.flatMap(({ id, expect: expected }) =>
      expected
        .filter((text) => !sentences.some((sentence) => sentence.includes(text)))
        .map((text) => `${id}: ${text}`),
    );
    expect(missing).toEqual([]);
  });
});
