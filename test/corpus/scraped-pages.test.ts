import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts, type SourceText } from '../../src/corpus/read-corpus.ts';

/** Pages of invented sites, in wordings other than the shared ones: the rules must hold for any site. */

const quotable = (article: Article | undefined): string[] =>
  article?.blocks.flatMap((block) =>
    block.paragraph === null ? [] : [article.text.slice(block.start, block.end)],
  ) ?? [];
const headings = (article: Article | undefined): (string | null)[] =>
  article?.sections.map(({ heading }) => heading) ?? [];
const read = (...sources: SourceText[]): ReturnType<typeof readTexts> => readTexts(sources);

const FERRY = `山海日報
首頁
登入 / 註冊
港口渡輪改用電池,三年後全面上路 | 山海日報
港口渡輪改用電池,三年後全面上路
記者林大山/基隆報導
2024年5月3日 09:15
分享 Facebook LINE
港務局昨日宣布,往返內港的十二艘渡輪將在三年內全部改用電池,每年可少燒四百萬公升柴油。
首批兩艘渡輪
電池渡輪的模型在記者會上亮相
攝影/陳小海
局長表示:「充電只要二十分鐘。」第一批兩艘明年春天下水。
看更多:離島交通補助怎麼領?一張表看懂
為什麼選擇電池?
工程團隊比較過氫氣與電池兩種方案,認為電池的維修人力只要一半,碼頭的改建也比較簡單。
費用與時程
- 第一年投入三億元。
- 第二年投入五億元。
市議員提醒,冬天的低溫會讓電池容量減少兩成,班次應該預留餘裕。
關鍵詞:渡輪、電池
文字編輯:何小編
推薦閱讀
離島交通補助怎麼領?
港邊十家小店
訂閱山海日報電子報
版權所有 © 山海日報,未經許可不得轉載
台北市大同區環河路9號
下一篇新聞
山城茶農試種咖啡,第一批豆子下個月上市
山城茶農試種咖啡,第一批豆子下個月上市
文/周小茶
面對茶價下跌,山城的六位茶農從四年前開始在茶園邊緣試種咖啡,今年終於收成第一批豆子。
農會說,第一批只有八百公斤,會先在鎮上的市集賣。
推薦閱讀
港邊十家小店
訂閱山海日報電子報
版權所有 © 山海日報,未經許可不得轉載
台北市大同區環河路9號
`;

describe('a Chinese page without blank lines', () => {
  const { articles, skipped } = read({ file: 'ferry.txt', text: FERRY });
  const [ferry, coffee] = articles;

  it('is two articles with their own titles', () => {
    expect(articles.map(({ title }) => title)).toEqual([
      '港口渡輪改用電池,三年後全面上路',
      '山城茶農試種咖啡,第一批豆子下個月上市',
    ]);
    expect(skipped).toEqual([]);
  });

  it('keeps the prose and nothing else quotable', () => {
    expect(quotable(ferry)).toEqual([
      '港務局昨日宣布,往返內港的十二艘渡輪將在三年內全部改用電池,每年可少燒四百萬公升柴油。',
      '局長表示:「充電只要二十分鐘。」第一批兩艘明年春天下水。',
      '工程團隊比較過氫氣與電池兩種方案,認為電池的維修人力只要一半,碼頭的改建也比較簡單。',
      '- 第一年投入三億元。\n- 第二年投入五億元。',
      '市議員提醒,冬天的低溫會讓電池容量減少兩成,班次應該預留餘裕。',
    ]);
    expect(quotable(coffee)).toHaveLength(2);
  });

  it('finds headings, captions and the date', () => {
    expect(headings(ferry)).toEqual([null, '為什麼選擇電池?', '費用與時程']);
    const captions = ferry?.blocks
      .filter(({ kind }) => kind === 'caption')
      .map(({ start, end }) => ferry.text.slice(start, end));
    expect(captions).toEqual(['首批兩艘渡輪', '電池渡輪的模型在記者會上亮相']);
    expect(ferry?.published).toBe('2024-05-03');
  });
});

const LIGHTHOUSE = `Skip to content
Menu
The Harbor Ledger

The last lighthouse keeper retires after 41 years
The last lighthouse keeper retires after 41 years

By Nora Finch | March 7, 2023 | 4 min read

Share this article

When Ada Moss climbed the stairs for the last time on Friday, she counted all 214 of them aloud.

The keeper at the lamp
Ada Moss checks the lamp that she tended for 41 years.
Photo: Sam Reed / Harbor Ledger

The coast guard automated the light in 2019. Dr. Moss stayed on as a caretaker, she said, because "nobody asked me to leave."

Read more: How the fog signal works

What happens to the tower?

The town bought the tower for $1. It will open as a museum in June, and Moss will sell the tickets.

Related stories

Ten walks along the coast
The storm of 1987, remembered

Sign up for our newsletter
Enter your email address

Filed under: coast, history

This article originally appeared in The Island Gazette.

© 2023 Harbor Ledger Media. All rights reserved.
12 Quay Street, Port Ellis
Next article
Bakers agree on the price of bread

The six bakers of Port Ellis have agreed to sell a loaf for no more than $3 until the end of the year.

The mayor called it a small miracle, and bought two.

Sign up for our newsletter

© 2023 Harbor Ledger Media. All rights reserved.
`;

describe('an English page with blank lines', () => {
  const { articles } = read({ file: 'lighthouse.txt', text: LIGHTHOUSE });
  const [keeper, bread] = articles;

  it('is two articles, the second announced and its headline printed once', () => {
    expect(articles.map(({ title }) => title)).toEqual([
      'The last lighthouse keeper retires after 41 years',
      'Bakers agree on the price of bread',
    ]);
  });

  it('keeps the prose and nothing else quotable', () => {
    expect(quotable(keeper)).toEqual([
      'When Ada Moss climbed the stairs for the last time on Friday, she counted all 214 of them aloud.',
      'The coast guard automated the light in 2019. Dr. Moss stayed on as a caretaker, she said, because "nobody asked me to leave."',
      'The town bought the tower for $1. It will open as a museum in June, and Moss will sell the tickets.',
    ]);
    expect(quotable(bread)).toHaveLength(2);
  });

  it('finds the heading, the date and where it was first published', () => {
    expect(headings(keeper)).toEqual([null, 'What happens to the tower?']);
    expect(keeper).toMatchObject({ published: '2023-03-07', source: 'The Island Gazette' });
  });
});

describe('several pages of one site', () => {
  const page = (name: string, prose: string): SourceText => ({
    file: `${name}.txt`,
    text: [
      `${name}的新聞標題`,
      `${name}的新聞標題`,
      '',
      `${prose}這是${name}獨有的第一段,談的是它自己的事情,和別的文章沒有關係。`,
      '',
      '結論',
      '',
      `${prose}這是${name}獨有的結論,讀者看完就可以回家了,不必再往下看。`,
      '',
      '山谷週報由一群志工編寫,歡迎讀者來信指教,地址就在封底。',
      '本週的天氣由山谷氣象站提供',
    ].join('\n'),
  });
  const { articles } = read(page('甲', '河水上漲。'), page('乙', '山路中斷。'), page('丙', '學校停課。'));

  it('share a footer, which is no passage', () => {
    expect(articles).toHaveLength(3);
    for (const article of articles) expect(article.text).not.toMatch(/志工|氣象站/);
  });

  it('share a heading, which each keeps', () => {
    for (const article of articles) expect(headings(article)).toEqual([null, '結論']);
  });
});

it('news that repeat their background amid their own prose keep it', () => {
  const background = '這座水庫在1970年完工,供應下游三個縣市的用水,是島上最大的一座。';
  const page = (name: string): SourceText => ({
    file: `${name}.txt`,
    text: `${name}水庫新聞\n${name}水庫新聞\n\n${name}的第一段新聞,說的是今天發生的事情,非常重要。\n\n${background}\n\n${name}的最後一段新聞,說的是明天會發生的事情。`,
  });
  for (const article of read(page('早上的'), page('晚上的')).articles)
    expect(article.text).toContain(background);
});

it('an article appended to several pages is kept once, though the pages differ around it', () => {
  const shared =
    '渡輪公司公布票價\n渡輪公司公布票價\n\n公司說,單程票價是四十元,學生半價,六月一日起實施。\n\n議員要求公司先公開成本,再談要不要漲價。';
  const page = (name: string, footer: string): SourceText => ({
    file: `${name}.txt`,
    text: `${name}的頭條新聞\n${name}的頭條新聞\n\n${name}這一天發生了很多事情,這裡只說其中最要緊的一件。\n\n滑到下一篇文章\n${shared}\n\n${footer}`,
  });
  const { articles, skipped } = read(page('一月', '請先登入會員'), page('二月', '追蹤我們'));
  expect(articles.map(({ title, file }) => [title, file])).toEqual([
    ['一月的頭條新聞', '一月.txt'],
    ['渡輪公司公布票價', '一月.txt'],
    ['二月的頭條新聞', '二月.txt'],
  ]);
  expect(skipped).toEqual([
    { file: '二月.txt', why: '"渡輪公司公布票價" repeats the article in 一月.txt and was read once.' },
  ]);
});

it('a lone statement without its full stop, over a heading, is a caption', () => {
  const prose = '評審團花了三個月讀完所有來稿,最後選出十二篇,下個月集結成冊。';
  const text = [
    '文學獎揭曉囉大家快看',
    '文學獎揭曉囉大家快看',
    '',
    prose,
    '',
    '評審們在頒獎典禮上合影,今年共有三百人參加',
    '',
    '誰得了首獎?',
    '',
    prose.replace('三', '四'),
  ].join('\n');
  const [article] = read({ file: 'a.txt', text }).articles;
  expect(article?.blocks.map(({ kind }) => kind)).toEqual(['heading', 'text', 'caption', 'heading', 'text']);
});

it('a page of prompts alone is left out, with the reason', () => {
  const { articles, skipped } = read({ file: 'a.txt', text: '請先登入會員\n© 2024 A\n看更多' });
  expect(articles).toEqual([]);
  expect(skipped).toEqual([{ file: 'a.txt', why: 'It is a page of links and prompts without any article.' }]);
});
