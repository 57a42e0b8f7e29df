import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An article with text before its first heading, a section within a section, and a heading over headings only. */
export const HARBOUR = `---
title: 港口的一年
source: 海岸週報
url: https://example.org/harbour
published: 2024-05-06
---

港口在冬天只有三艘船進出，守燈人每天記下潮水的高度。

## 春天的修船廠

修船廠在三月開工，第一艘上架的船叫做海燕號。

海燕號的船底換了四十二塊木板，工人花了十一天。

### 船匠的工具

船匠帶著祖父留下的刨刀，刀柄已經磨得發亮。

## 夏天

### 碼頭的市集

市集有六十八個攤位，賣魚的佔了一半。**最受歡迎**的是烤花枝，@everyone 都買得起，一份五十元。

## 秋天的颱風

颱風在十月登陸，海燕號斷了一根桅杆，沒有人受傷。
`;

const sentence = (day: number): string => `第${day}天的黃昏，記錄員抄下風向，再量第${day}號浮標旁的水溫。`;

/** 105 characters, more than a custom id holds; it ends 40 paragraphs. */
export const CHORES =
  '把一箱箱器材搬上岸晾乾，先洗掉鹽分，再擦乾上油，然後照著清單一件一件點過，放回倉庫靠牆的木架，貼好寫著日期的標籤，' +
  '最後鎖上倉庫的鐵門，把鑰匙交還給值夜的人，在簿子的最後一頁簽名，走過長長的堤防回家休息。';

/** A paragraph of some 6,000 characters between two short ones, and a section of 40 paragraphs of 120 characters. */
export const LOGBOOK = `---
title: 浮標記錄簿
---

## 出航之前

記錄員領到一本空白的簿子。

## 兩百天的記錄

${Array.from({ length: 200 }, (_, i) => sentence(i + 1)).join('')}

## 歸航之後

${Array.from({ length: 40 }, (_, i) => `歸航後第${i + 1}件事：${CHORES}`).join('\n\n')}
`;

/** Sixty sections, more than a menu holds. */
export const CHRONICLE = `---
title: 燈塔年表
---

${Array.from({ length: 60 }, (_, i) => `## 建塔後第${i + 1}年\n\n第${i + 1}年，塔上換了${i + 102}片玻璃，也記了${i + 203}場霧。`).join('\n\n')}
`;

/** A dozen short articles, so that the list has a second page. */
function note(number: number): string {
  return `---\ntitle: 小鎮筆記第${number}篇\nsource: ${number % 2 === 0 ? '山城日報' : '河岸電台'}\n---\n\n第${number}篇筆記寫的是${number}號公車：它繞過${number + 3}座橋才到市場。\n`;
}

/** Writes the articles into `corpus` below a folder: 15 of them, those above and a dozen short ones. */
export async function writeReadingCorpus(folder: string): Promise<void> {
  const corpus = join(folder, 'corpus');
  await mkdir(corpus, { recursive: true });
  const files = {
    'harbour.md': HARBOUR,
    'logbook.md': LOGBOOK,
    'chronicle.md': CHRONICLE,
    ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`note-${i + 1}.md`, note(i + 1)])),
  };
  await Promise.all(Object.entries(files).map(([file, text]) => writeFile(join(corpus, file), text)));
}

/** Settings of a real bot over the articles in `corpus` below a folder, in which it keeps all it writes. */
export function readingSettings(folder: string): Record<string, string> {
  return {
    CORPUS_DIR: join(folder, 'corpus'),
    INDEX_DIR: join(folder, 'index'),
    STATE_FILE: join(folder, 'state.sqlite'),
    MODELS_DIR: fileURLToPath(new URL('../../models', import.meta.url)),
    USER_QUESTIONS_PER_MINUTE: '0',
  };
}
