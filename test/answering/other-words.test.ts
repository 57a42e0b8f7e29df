import { describe, expect, test } from 'vitest';
import { engineOfArticle } from '../support/engine-of-article.ts';

/** An invented article, asked about without a single word or pair of characters that it or the others have. */
const TEXT = `# 相機應用 Lumo 3.0 發布

這一版把頂端的工具列、浮動按鈕和側邊欄合併成一條導覽列。

開發團隊只有四名志工，都利用下班後的時間寫程式。

主題可以從 Lumo 的官方網站下載，解壓縮之後放進 themes 資料夾。

台中市立圖書館下個月起延長開放時間，週五和週六到晚間十點。
`;

const engine = engineOfArticle(TEXT);

describe('in other words altogether', () => {
  test.each([
    ['抓來的佈景該丟到哪個位置?', 'themes 資料夾'],
    ['出力寫的人有幾位?', '四名志工'],
    ['禮拜六幾點打烊?', '晚間十點'],
  ])('%s finds %s', async (question, expected) => {
    const { quotes } = await engine.ask(question);
    expect(quotes[0]?.text).toContain(expected);
  });

  test.each(['你好', '謝謝', '超高畫質的檔它剪得動嗎?', '把首都搬到北邊的是哪位巡撫?'])(
    'nothing is quoted for %s',
    async (question) => {
      expect(await engine.ask(question)).toMatchObject({ state: 'none', quotes: [] });
    },
  );
});
