import { describe, expect, it } from 'vitest';
import { searchArticles } from '../../../src/discord/reading/search-articles.ts';
import { articleSummary } from '../../support/article-summary.ts';

const HARBOUR = articleSummary('港口的一年', {
  key: 'harbour1',
  source: '海岸週報',
  sections: ['春天的修船廠', '船匠的工具', '秋天的颱風'],
});
const SHIPYARD = articleSummary('修船廠的歷史', { key: 'shipyar1', source: 'Harbour News' });
const NOODLES = articleSummary('牛肉麵', { key: 'noodles1' });
const ALL = [HARBOUR, SHIPYARD, NOODLES];

describe('searchArticles', () => {
  it.each([
    ['', ['港口的一年', '修船廠的歷史', '牛肉麵'], 'everything without words'],
    ['  ', ['港口的一年', '修船廠的歷史', '牛肉麵'], 'everything for spaces'],
    ['牛肉', ['牛肉麵'], 'a title'],
    ['harbour ＮＥＷＳ', ['修船廠的歷史'], 'a source, whatever the case and width'],
    ['修船廠', ['修船廠的歷史', '港口的一年'], 'those with it in the title first'],
    ['修船厂', ['修船廠的歷史', '港口的一年'], 'the other script'],
    ['颱風 海岸', ['港口的一年'], 'words in different places'],
    ['颱風 牛肉', [], 'words of different articles'],
  ])('for %j finds %j: %s', (typed, expected) => {
    expect(searchArticles(ALL, typed).map(({ article }) => article.title)).toEqual(expected);
  });

  it('names the headings that hold a word', () => {
    const [, found] = searchArticles(ALL, '修船廠');
    expect(found?.headings).toEqual(['春天的修船廠']);
    expect(searchArticles(ALL, '船')[0]?.headings).toEqual([]);
    expect(searchArticles(ALL, '').flatMap(({ headings }) => headings)).toEqual([]);
  });

  it('sees that an article was edited, by its key', () => {
    const edited = { ...NOODLES, key: 'noodles2', title: '羊肉麵' };
    expect(searchArticles([edited], '羊肉')).toHaveLength(1);
    expect(searchArticles([edited], '牛肉')).toEqual([]);
  });
});
