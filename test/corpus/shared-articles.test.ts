import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Article, Corpus } from '../../src/corpus/article.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { splitSentences } from '../../src/corpus/sentences.ts';

/** Beside the repository: two real pages as a scraper saved them, which must stay out of it. */
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const here = existsSync(`${shared}articles`);

const TITLES = [
  '一封公開信引爆AI界論戰!論文原意「從來不是AI太強大」,真正可怕的是⋯',
  '從線性消費到循環互動!Meta 台灣暨香港總經理潘先國:掌握五大社群與商業趨勢,以 AI 驅動未來商務',
  'Google、微軟7大巨頭誓言:會維護AI安全!8項內容,他們承諾了什麼?',
];

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
    expect(corpus.articles.map(({ title }) => title)).toEqual(TITLES);
    expect(corpus.skipped).toEqual([
      {
        file: '001_1cbb9978d18e03b2.txt',
        why: expect.stringContaining('repeats the article in 000_') as string,
      },
    ]);
  });

  it('have the paragraphs and headings that a reader counts', () => {
    expect(corpus.articles.map((article) => paragraphs(article).length)).toEqual([20, 20, 15]);
    expect(corpus.articles.map(({ sections }) => sections.map(({ heading }) => heading))).toEqual([
      [
        null,
        '馬斯克為何要暫停更先進的AI?連署信說了什麼?',
        'AI專家反對連署信:暫停訓練6個月沒意義,這是AI炒作!',
        '學者:這封AI公開信濫用了我的研究成果',
        '人類應該如何思考AI?我們如何與AI共存?',
      ],
      [
        null,
        '趨勢一:生成式 AI 與自動化系統,打造全新購物體驗',
        '趨勢二:商務訊息 AI 助消費者購物流程更順暢',
        '趨勢三:創作者影響力持續擴大,成為連結品牌與消費者的關鍵角色',
        '趨勢四:直播購物持續當道,新科技帶動沉浸式體驗',
        '趨勢五:跨境電商注入品牌成長動能,AI 助品牌精準拓展市場',
        '一、將 AI 視為最親密的「工作夥伴」 提升效率',
        '二、與顧客創造多元互動',
        '三、 秉持「Move Fast」 快速嘗試搶佔先機',
      ],
      [
        null,
        'AI巨頭做出8項承諾,他們承諾了什麼?',
        '承諾真的有效嗎?還是淪為口舌之爭',
        '象徵意義大於實質意義,但至少打響第一槍',
      ],
    ]);
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
