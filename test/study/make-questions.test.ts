import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readCorpus, readTexts } from '../../src/corpus/read-corpus.ts';
import { MOST_QUESTIONS, makeQuestions } from '../../src/study/make-questions.ts';
import { shownSentence } from '../../src/study/question.ts';
import { studySteps } from '../../src/study/section-steps.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SHARED = folder('../../../shared/articles');

function articleOf(body: string, title = '試'): Article {
  const [article] = readTexts([{ file: 'a.md', text: `---\ntitle: ${title}\n---\n${body}` }]).articles;
  if (article === undefined) throw new Error('The body holds no article.');
  return article;
}

/** Answers of the questions about a second paragraph, after a first one that is quoted and gives nothing away. */
function answersAbout(paragraph: string): string[] {
  const quoted = '這一段只是開頭，說明後面的內容在談什麼，好讓讀的人先有一點準備，再往下看。';
  return makeQuestions(articleOf(`${quoted}\n\n${paragraph}`)).map(({ answer }) => answer);
}

describe('questions of the digests', () => {
  let articles: Article[] = [];
  beforeAll(async () => {
    ({ articles } = await readCorpus(folder('../../corpus')));
  });
  const asked = (id: string): string[] => {
    const article = articles.find((each) => each.id === id);
    return article === undefined
      ? []
      : makeQuestions(article).map((question) => `${question.answer} <- ${shownSentence(article, question)}`);
  };

  it('the letter: the gift, the year, the people who signed, each with both forms of the name left out', () => {
    const questions = asked('pause-letter');
    // The best figure of its section, in the only sentence that the quotation leaves.
    expect(questions).toContain('1000萬美元 <- 馬斯克支持生命未來研究所，2015年曾捐給這個研究所＿＿＿＿。');
    // The role before the name is not part of it: 執行長 stays.
    expect(
      questions.some((each) =>
        /^薩姆·阿爾特曼（Sam Altman） <- 有人冒用 OpenAI 執行長＿＿＿＿的名字/.test(each),
      ),
    ).toBe(true);
    // The same after 計算機科學家.
    expect(questions.some((each) => each.includes('<- 計算機科學家＿＿＿＿創辦了分散式 AI 研究所'))).toBe(
      true,
    );
    expect(questions.some((each) => each.startsWith('2020年 <- 本德爾補充，她們在＿＿＿＿底'))).toBe(true);
    // The heading of that section says 六個月, and so does its quotation.
    expect(questions.some((each) => each.startsWith('6個月'))).toBe(false);
  });

  it('the trends: percentages and names of tools, not the topic', () => {
    const questions = asked('five-trends');
    expect(questions).toContain(
      '35% <- 奈思診所的潛在客戶因此增加 ＿＿＿＿，觸及率提高，取得名單的成本也下降。',
    );
    expect(questions).toContain('高效速成+ <- 「＿＿＿＿」是 Meta 的自動化廣告系統。');
    // Meta is in every other sentence and in the title; so is 潘先國.
    expect(questions.filter((each) => /^(Meta|AI|潘先國) <-/.test(each))).toEqual([]);
  });

  it('the commitments: money and people; nothing from plain lists without figures or names', () => {
    const questions = asked('eight-commitments');
    expect(questions).toContain('1.4億美元 <- 賀錦麗當時宣布，＿＿＿＿將經由國家科學基金會投入。');
    expect(questions).toContain('拜登（Joe Biden） <- 美國總統＿＿＿＿說這些承諾真實而且具體。');
    // 八項 stands in the title.
    expect(questions.filter((each) => /^(8|八)項/.test(each))).toEqual([]);
  });
});

describe('what is left out', () => {
  it.each([
    ['a price with its currency', '這座橋花了三億五千萬元才蓋好，比預計的多。', ['三億五千萬元']],
    ['a range as a whole', '參加的人大多在 18 至 24 歲之間，也有一些長輩。', ['18 至 24 歲']],
    ['a date as a whole', '新的車站在2019年7月21日正式啟用，當天下著大雨。', ['2019年7月21日']],
    ['a Chinese numeral with its unit', '備用的發電機在停電時可以撐十二個小時左右。', ['十二個小時']],
    [
      'a title in book marks, without the marks',
      '這件事最早由《海洋日報》的一位記者報導出來。',
      ['海洋日報'],
    ],
    [
      'both forms of a Latin name',
      '新版的工具是由 Elon Musk（馬斯克）負責推出的，評價不錯。',
      ['Elon Musk（馬斯克）'],
    ],
    ['a version number with its name', '這間公司去年推出的模型 GPT-4 引起許多討論。', ['GPT-4']],
  ])('%s', (_, sentence, expected) => {
    expect(answersAbout(sentence)).toEqual(expected);
  });

  it.each([
    ['a list number', '1. 先把所有的零件都擺在桌上並且數過一遍。'],
    ['an ordinal', '這是他們第一次、也是第三次遇到同樣麻煩的事情。'],
    ['a weekday', '大家都記得星期三天氣不好而且沒有人來開會。'],
    ['a numeral inside a word', '四川省的遊客最多，其次是附近縣市的居民和學生。'],
    ['the number one', '這只是一個例子，說明一種很普通的處理方法。'],
    ['an estimate', '三四個人坐在門口聊天，好像已經等了好幾個鐘頭。'],
    ['a number in a link', '詳細的說明請看 https://example.com/2015/35 這一頁的內容。'],
    ['what the sentence says twice', '價格是35元，打折以後還是35元，一點也沒有變。'],
    [
      'what the words in brackets give away',
      '大家都同意這裡需要 SSOT（Single Source of Truth，一種做法）才行。',
    ],
    ['a number that belongs to a longer word', '後來一共有六十萬大軍渡過這條很寬很深的大河。'],
    ['what its other form gives away', '史密斯（John Smith）來了，大家都叫他 John Smith 先生。'],
  ])('not %s', (_, sentence) => {
    expect(answersAbout(sentence)).toEqual([]);
  });

  it('English: amounts with their unit and names inside the sentence', () => {
    const first = 'This article tells how a small railway came to be, and who keeps it running to this day.';
    const second = 'It is said that the steep line climbs 2,216 metres in less than a morning.';
    const third = 'The engines are repaired by hand by Marcus Webb in the old workshop.';
    const article = articleOf(`${first}\n\n${second}\n\n${third}`, 'A line');
    expect(
      makeQuestions(article).map((question) => [question.answer, shownSentence(article, question)]),
    ).toEqual([
      ['2,216 metres', 'It is said that the steep line climbs ____ in less than a morning.'],
      ['Marcus Webb', 'The engines are repaired by hand by ____ in the old workshop.'],
    ]);
  });

  it('nothing of code and tables', () => {
    expect(answersAbout('```\nconst total = 1000 + 35; // 1000萬美元, 三十五個月以後\n```')).toEqual([]);
    expect(answersAbout('| 名稱 | 價格 |\n|---|---|\n| 一張很好坐的木頭椅子 | 1000元 |')).toEqual([]);
  });

  it.each([
    ['code', '```\n1000萬美元\n```'],
    ['a table', '| 捐款 |\n|---|\n| 1000萬美元 |'],
  ])('nothing that %s within the quotation gives away', (_, shown) => {
    const listed = '- GPT-4 與 Windows 11 的使用者，過半在亞洲地區。';
    const said = '他說：「這些承諾有 8 項，分成三個大方向。」';
    const gift = '馬斯克（Elon Musk）在2015年捐給這個研究所1000萬美元。';
    const article = articleOf(`${listed}\n${shown}\n${said}\n\n${gift}`);
    for (const { quotation, questions } of studySteps(article)) {
      const quoted = article.text.slice(quotation.start, quotation.end);
      for (const { answer } of questions) expect(quoted).not.toContain(answer);
    }
  });
});

it('the other forms of a name come from anywhere in the article, a surname only when nobody shares it', () => {
  const body =
    '工程師約翰·史密斯（John Smith）和作家瑪麗·史密斯（Mary Smith）、教授保羅·韋伯（Paul Webb）都來了。\n\n韋伯後來在紐約開了一間專門修理鐘錶的小店。';
  const [question] = makeQuestions(articleOf(body)).filter(({ answer }) => answer === '韋伯');
  expect(question).toBeUndefined();
  const apart = body.replace(
    '\n\n',
    '\n\n# 後來\n\n這一段只是開頭，說明後面的內容在談什麼，好讓讀的人先有一點準備。\n\n',
  );
  const later = makeQuestions(articleOf(apart)).find(({ answer }) => answer === '韋伯');
  expect(later?.also).toEqual(['保羅·韋伯', 'Paul Webb', 'Webb']);
});

describe.skipIf(!existsSync(SHARED))(
  'the shared articles (skipped where ../shared/articles is absent)',
  () => {
    it('give each article at least a handful of questions, and no section too many', async () => {
      const { articles } = await readCorpus(SHARED);
      for (const article of articles) {
        const questions = makeQuestions(article);
        expect(questions.length).toBeGreaterThanOrEqual(4);
        const perSection = article.sections.map((_, at) => questions.filter(({ section }) => section === at));
        for (const each of perSection) expect(each.length).toBeLessThanOrEqual(MOST_QUESTIONS);
      }
    });
  },
);
