import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { Engine } from '../../src/engine.ts';
import { openEngine } from '../../src/open-engine.ts';

/** An invented article, in which the sentence that a question is about only begins what answers it. */
const TEXT = `# 小鎮的夜間巴士

小鎮在三月開了一條夜間巴士路線。路線從火車站出發，經過醫院和大學，最後回到火車站。

司機公會對這條路線有不同的看法。理事長陳先生說，他們提過一個辦法。每開兩趟就休息四十分鐘，並且由兩個人輪流開。鎮公所還沒有答應。
`;

let engine: Engine;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-neighbours-'));
  const corpus = join(folder, 'corpus');
  await mkdir(corpus);
  await writeFile(join(corpus, 'bus.md'), TEXT);
  await copyFile('corpus/pause-letter.md', join(corpus, 'pause-letter.md'));
  engine = await openEngine(parseConfig({ INDEX_DIR: join(folder, 'index'), CORPUS_DIR: corpus }));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

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
