import { describe, expect, test } from 'vitest';
import { engineOfArticle } from '../support/engine-of-article.ts';

/** An invented article, in which the sentence that a question is about only begins what answers it. */
const TEXT = `# 小鎮的夜間巴士

小鎮在三月開了一條夜間巴士路線。路線從火車站出發，經過醫院和大學，最後回到火車站。

司機公會對這條路線有不同的看法。理事長陳先生說，他們提過一個辦法。每開兩趟就休息四十分鐘，並且由兩個人輪流開。鎮公所還沒有答應。
`;

const engine = engineOfArticle(TEXT);

describe('the first quote', () => {
  test.each([
    ['理事長提過什麼辦法?', '理事長陳先生說，他們提過一個辦法。每開兩趟就休息四十分鐘，並且由兩個人輪流開。'],
    ['司機公會要求什麼?', '他們提過一個辦法。每開兩趟就休息四十分鐘，並且由兩個人輪流開。'],
  ])('of %s goes on to what the best sentence begins', async (question, expected) => {
    const { quotes } = await engine.ask(question);
    expect(quotes[0]?.text).toContain(expected);
  });

  test('of a plain question has no neighbours, though two would fit', async () => {
    const { quotes } = await engine.ask('馬斯克捐了多少錢?');
    expect(quotes[0]?.text).toBe('馬斯克支持生命未來研究所，2015年曾捐給這個研究所1000萬美元。');
  });
});
