import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Engine } from '../../src/engine.ts';
import { openEngine } from '../../src/open-engine.ts';

/**
 * Questions on the articles that ship in corpus/, answered by the models that ship in models/. They are no measure (see
 * `npm run eval`): each pins one thing that a reader counts on, so that a change that loses it is seen.
 */
let engine: Engine;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-golden-'));
  engine = await openEngine(parseConfig({ INDEX_DIR: join(folder, 'index') }));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the first quote answers', () => {
  test.each([
    ['馬斯克捐了多少錢?', '1000萬美元', 'a figure that one sentence holds'],
    ['八項承諾分成哪三個方向?', '贏得公眾信任', 'which: the sentence that lists them'],
    ['什麼是機會分數?', '健檢工具', 'what is: the sentence that says so, not one that uses the word'],
    ['本德爾在哪裡教書?', '華盛頓大學', 'where, by a person who is named in many sentences'],
    [
      '納拉亞南怎麼看電腦取代人類?',
      '非常遙遠',
      'an opinion, in the sentence after the one that introduces him',
    ],
    ['犀牛盾的轉換率增加多少?', '12 個點', 'one of two figures of one brand'],
    ['賀錦麗宣布的經費有多少?', '1.4億美元', 'a person and a figure'],
    ['馬斯克給過研究所多少資金?', '1000萬美元', 'in other words than the article’s'],
    ['视频直播带货有什么困难?', '自動化收單', 'the mainland’s word for live shopping'],
    ['谁创办了分布式AI研究所?', '格布魯', 'a Simplified question on a Traditional article'],
    ['How much did Musk donate?', '1000萬美元', 'an English question with a name in Chinese letters'],
    ['How many messages are there a day?', '6 億次', 'an English question for a figure'],
    ['Which tool checks ad campaigns?', '機會分數', 'an English description of a Chinese term'],
    ['What is the Opportunity Score?', '機會分數', 'an English name of a Chinese term'],
    ['Which companies made the commitments?', 'Anthropic', 'an English question for a list'],
  ])('%s with %s: %s', async (question, expected) => {
    const { state, quotes } = await engine.ask(question);
    expect(state).not.toBe('none');
    expect(quotes[0]?.text).toContain(expected);
  });
});

describe('not answered yet, and to be moved up when it is', () => {
  test.fails.each([
    [
      '公開信是誰寫的?',
      '生命未來研究所',
      'who: the sentence that names the writer, not one that mentions the letter',
    ],
    ['Who wrote the open letter?', '生命未來研究所', 'an English question on a Chinese article'],
    ['有人盜用別人的名義簽名嗎?', '冒用', 'in other words than the article’s'],
    [
      'Who do critics say the letter favours?',
      '超級富豪',
      'an English question in other words than a dictionary’s',
    ],
  ])('%s with %s: %s', async (question, expected) => {
    const { quotes } = await engine.ask(question);
    expect(quotes[0]?.text).toContain(expected);
  });
});

describe('nothing is quoted for', () => {
  test.each([
    ['台北到高雄的高鐵票價是多少?', 'a figure is asked for, and the articles have others'],
    ['What is the capital of Mongolia?', 'another subject, in English'],
    ['附近哪裡有好吃的牛肉麵?', 'another subject altogether'],
    ['哈囉', 'a greeting'],
    ['。。。', 'no words at all'],
  ])('%s: %s', async (question) => {
    expect(await engine.ask(question)).toMatchObject({ state: 'none', quotes: [] });
  });
});
