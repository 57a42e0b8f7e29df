import type { Article } from '../../src/corpus/article.ts';
import { toArticle } from '../../scripts/paragraph-corpus.ts';

/** Three small articles, invented, with numbered paragraphs and no headings. */
export function sampleArticles(): Article[] {
  return [
    toArticle({
      id: 'lighthouse',
      title: '海邊的燈塔',
      text: '燈塔建於1886年,高三十二公尺。看守人林海每天傍晚點燈。\n颱風來的時候,燈塔會停電。備用的發電機可以撐十二個小時。',
    }),
    toArticle({
      id: 'noodles',
      title: '牛肉麵',
      text: '這家店的牛肉麵一碗180元。老闆說湯要熬八個小時。\n店裡只有六張桌子,假日要排隊。',
    }),
    toArticle({
      id: 'railway',
      title: 'The mountain railway',
      text: 'The railway opened in 1912. It climbs 2,216 metres in three hours.\nTickets cost 600 dollars.',
    }),
  ];
}
