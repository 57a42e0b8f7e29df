import { describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';

/** Sentences that differ from each other in many words. */
const PLACES = ['碼頭', '燈塔', '市集', '修船廠', '漁會', '海堤', '倉庫', '渡口', '浮標', '沙洲'];
const ACTS = ['量了潮水', '換了木板', '收起漁網', '點亮油燈', '記下風向', '等一艘船', '曬著海帶', '修補帆布'];
const PEOPLE = ['守燈人', '船匠', '漁夫', '書記', '廚師', '領航員', '木工', '孩子', '商人', '老船長', '信差'];
const sentence = (at: number): string =>
  `${PEOPLE[at % 11] ?? ''}在${PLACES[(at * 3) % 10] ?? ''}旁邊${ACTS[(at * 5) % 8] ?? ''}，因為${PEOPLE[(at * 7 + 2) % 11] ?? ''}說${PLACES[(at * 9 + 4) % 10] ?? ''}要${ACTS[(at * 3 + 1) % 8] ?? ''}。`;
const story = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => sentence(from + at)).join('\n\n');

const titles = ({ articles }: Corpus): string[] => articles.map(({ file }) => file);
const TALE = story(0, 20);

describe('one story in two files is read once', () => {
  it('with slight edits and other words around it: the first of like ones stays', () => {
    const edited = TALE.replace('守燈人在', '守燈的人在').replace(/。\n/, '！\n');
    const corpus = readTexts([
      { file: 'a.md', text: `# 港口的一年\n\n${TALE}` },
      { file: 'b.md', text: `# 港口的一年｜海岸週報\n\n${edited}` },
    ]);
    expect(titles(corpus)).toEqual(['a.md']);
    expect(corpus.skipped).toEqual([
      { file: 'b.md', why: '"港口的一年｜海岸週報" repeats the article in a.md and was read once.' },
    ]);
  });

  it('cut short: the longer one stays, in its own place', () => {
    const corpus = readTexts([
      { file: 'a.md', text: `# 港口的一年\n\n${story(0, 12)}` },
      { file: 'b.md', text: `# 別的\n\n${story(300, 9)}` },
      { file: 'c.md', text: `# 港口的一年\n\n${TALE}` },
    ]);
    expect(titles(corpus)).toEqual(['b.md', 'c.md']);
    expect(corpus.skipped).toEqual([
      expect.objectContaining({ file: 'a.md', why: expect.stringMatching(/in c\.md/) as string }),
    ]);
  });

  it('of like ones that of which more is known; a third file names the one that stays', () => {
    const corpus = readTexts([
      { file: 'a.md', text: `# 港口的一年\n\n${TALE}` },
      { file: 'b.md', text: `---\ntitle: 港口的一年\nurl: https://example.org/\n---\n${TALE}。` },
      { file: 'c.md', text: `# 港口的一年\n\n${TALE}！` },
    ]);
    expect(titles(corpus)).toEqual(['b.md']);
    expect(corpus.skipped.map(({ why }) => why)).toEqual([
      expect.stringMatching(/in b\.md/),
      expect.stringMatching(/in b\.md/),
    ]);
  });

  it('in both Chinese scripts', () => {
    const corpus = readTexts([
      {
        file: 'a.md',
        text: `# 标题\n\n${'港口的书记写下风向与潮水，渔会的会长说今年的鱼比去年多，码头的灯要换新的，大家都来帮忙。'.repeat(1)}\n\n老船长记得从前的台风，那时海堤还没有修好，倉庫的屋顶被风吹走，孩子们躲在灯塔里过了一夜。`,
      },
      {
        file: 'b.md',
        text: `# 標題\n\n港口的書記寫下風向與潮水，漁會的會長說今年的魚比去年多，碼頭的燈要換新的，大家都來幫忙。\n\n老船長記得從前的颱風，那時海堤還沒有修好，倉庫的屋頂被風吹走，孩子們躲在燈塔裡過了一夜。`,
      },
    ]);
    expect(titles(corpus)).toEqual(['a.md']);
  });
});

describe('different articles stay', () => {
  it.each([
    [
      'parts of a series, alike but for the numbers',
      '第 1 週',
      '第 2 週',
      TALE,
      TALE.replace('船匠', '船匠們'),
    ],
    ['numbered in Chinese', '航海記（一）', '航海記（二）', TALE, TALE.replace('船匠', '船匠們')],
    [
      'reports with other figures',
      '潮汐報告',
      '潮汐報告',
      `${TALE}潮高 3.1、4.2、5.3、6.4。`,
      `${TALE}潮高 7.5、8.6、9.7、1.8。`,
    ],
    [
      'under other titles, with a tenth of their own',
      '北港遊記',
      '南港遊記',
      `${TALE}\n\n${story(200, 2)}`,
      `${TALE}\n\n${story(500, 2)}`,
    ],
    [
      'which share half their text',
      '港口的一年',
      '港口的一年（續）',
      story(0, 20),
      `${story(0, 10)}\n\n${story(400, 10)}`,
    ],
  ])('%s', (_, one, two, first, second) => {
    const corpus = readTexts([
      { file: 'a.md', text: `---\ntitle: ${one}\nid: a\n---\n${first}` },
      { file: 'b.md', text: `---\ntitle: ${two}\nid: b\n---\n${second}` },
    ]);
    expect(corpus.skipped).toEqual([]);
    expect(titles(corpus)).toEqual(['a.md', 'b.md']);
  });
});

it('ten thousand articles on one pattern, and a copy of one of them', { timeout: 60_000 }, () => {
  const text = (at: number): string =>
    `# 報告\n\n第 ${at} 號站記到 ${at * 7 + 1} 公分。${sentence(1)}${sentence(2)}${sentence(3)}`;
  const sources = Array.from({ length: 10_000 }, (_, at) => ({
    file: `${at}.md`,
    text: `---\nid: r${at}\n---\n${text(at)}`,
  }));
  sources.push(
    { file: 'copy.md', text: `# 長文\n\n${story(0, 20)}` },
    { file: 'copy2.md', text: `# 長文\n\n${story(0, 20)}！` },
  );
  const corpus = readTexts(sources);
  expect(corpus.articles).toHaveLength(10_001);
  expect(corpus.skipped.map(({ file }) => file)).toEqual(['copy2.md']);
});
