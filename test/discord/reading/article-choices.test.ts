import { describe, expect, it } from 'vitest';
import { articleChoices, chosenArticle } from '../../../src/discord/reading/article-choices.ts';
import type { ArticleSummary } from '../../../src/engine.ts';
import { articleSummary } from '../../support/article-summary.ts';

function articles(...titles: string[]): ArticleSummary[] {
  return titles.map((title, i) => articleSummary(title, { id: `id-${i}` }));
}

const THREE = articles('要求暫停的公開信', '白宮的八項承諾', 'Five Trends 五大趨勢與公開信');

describe('articleChoices', () => {
  it.each([
    ['', ['id-0', 'id-1', 'id-2'], 'everything before anything is typed'],
    ['公開信', ['id-0', 'id-2'], 'a word in the title'],
    ['公开信', ['id-0', 'id-2'], 'the same in the other script'],
    ['白宫', ['id-1'], 'the beginning, in the other script'],
    ['FIVE', ['id-2'], 'whatever the case'],
    ['趨勢 five', ['id-2'], 'all words, in any order'],
    ['沒有', [], 'nothing'],
  ])('for %j offers %j: %s', (typed, expected) => {
    expect(articleChoices(THREE, typed).map(({ value }) => value)).toEqual(expected);
  });

  it('puts titles that begin with the words first', () => {
    const choices = articleChoices(articles('論公開信', '公開信'), '公開信');
    expect(choices.map(({ name }) => name)).toEqual(['公開信', '論公開信']);
  });

  it('offers at most 25, each name at most 100 characters and never blank', () => {
    const choices = articleChoices(articles(...Array.from({ length: 40 }, () => '長'.repeat(300)), ' '), '');
    expect(choices).toHaveLength(25);
    expect(choices[0]?.name).toHaveLength(100);
    expect(articleChoices(articles(' '), '')[0]?.name).toBe('id-0');
  });
});

describe('chosenArticle', () => {
  it.each<[string, string | null, string]>([
    ['id-1', 'id-1', 'a choice'],
    ['白宮的八項承諾', 'id-1', 'a title typed in full'],
    ['白宫的八项承诺', 'id-1', 'in the other script'],
    ['八項', 'id-1', 'words that fit one title only'],
    ['公開信', null, 'words that fit two'],
    ['月球', null, 'words that fit none'],
    [' ', null, 'nothing typed'],
  ])('takes %j as %j: %s', (value, expected) => {
    expect(chosenArticle(THREE, value)?.id ?? null).toBe(expected);
  });
});
