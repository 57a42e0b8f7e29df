import { expect, test } from 'vitest';
import { engineOfArticle } from '../support/engine-of-article.ts';

/** An invented article, whose people an English question spells and whose places and companies have other names elsewhere. */
const TEXT = `# 海港鎮的新渡輪

海港鎮今年買了兩艘電動渡輪。柯孟哲說，票價三年內不會調漲。賴怡蓉說，電池在冬天撐不到六個小時。

碼頭要先有一座備用的充電站。簡志誠說，每班船應該有兩位輪機員。

來看的客人很多。雪梨的船公司帶走了三份圖紙。祖克柏只在船上喝了一杯茶。
`;

const engine = engineOfArticle(TEXT);

test.each([
  ['What did Ko Meng-che say?', '票價三年內不會調漲'],
  ['What did Lai Yi-jung say?', '電池在冬天撐不到六個小時'],
  ['What did Lai Yirong say?', '電池在冬天撐不到六個小時'],
  ['What did Chien Chih-cheng say?', '每班船應該有兩位輪機員'],
  ['Chien Chih-cheng 說了什麼？', '每班船應該有兩位輪機員'],
  ['悉尼来的人拿走了什么？', '帶走了三份圖紙'],
  ['What did the visitors from Sydney take?', '帶走了三份圖紙'],
  ['扎克伯格做了什么？', '喝了一杯茶'],
])('"%s" is answered by what is said of that name', async (question, expected) => {
  const { quotes } = await engine.ask(question);
  expect(quotes[0]?.text).toContain(expected);
});
