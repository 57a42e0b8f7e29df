import { studySteps, type StudyStep } from '../../../src/study/section-steps.ts';
import { stubEngine, type StubArticle } from '../../support/stub-engine.ts';

/** Nothing to ask about, and long enough that the text around it is walked in several steps. */
const FILLER =
  '海風從早到晚吹過港口，船夫坐在岸邊補網，孩子們沿著堤防奔跑，大家都說這樣的日子很好，但願一直這樣過下去。';

/** Two steps: one with several questions, one with at least one; all of its words are invented. */
export const BRIDGE: StubArticle = {
  id: 'bridge',
  title: '跨海大橋的*故事*',
  url: 'https://example.org/bridge',
  paragraphs: [
    '這座跨海大橋連接兩座島，居民盼了很久才等到它完工。',
    '工程師約翰·史密斯（John Smith）主持了整座大橋的設計工作。',
    '整座橋的造價是三億五千萬元，比原先的估計多了許多。',
    '橋面在颱風警報發布以後，最長曾經封閉6個月進行檢修。',
    FILLER.repeat(30),
    '大橋啟用之後的隔年，島上的旅客人數成長了35%，商店也變多了。',
    '後來管理單位花了1200萬元，重新粉刷整座橋的欄杆與路燈。',
    FILLER.repeat(10),
  ],
};

/** Nothing in it makes a question. */
export const POEM: StubArticle = {
  id: 'poem',
  title: '海風',
  paragraphs: ['海風從早到晚吹過港口，船夫坐在岸邊補網，大家都說這樣的日子很好。'],
};

export async function stepsOf(article: StubArticle): Promise<StudyStep[]> {
  const found = await stubEngine([article]).article(article.id);
  if (found === null) throw new Error(`there is no article ${article.id}`);
  return studySteps(found);
}
