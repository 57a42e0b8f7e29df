import { describe, expect, it } from 'vitest';
import { renderArticles } from '../../../src/discord/reading/render-articles.ts';
import { articleSummary } from '../../support/article-summary.ts';
import { messageProblems } from '../../../scripts/loopback/body-limits.ts';

const FIRST = { page: 0, words: '' };

describe('renderArticles', () => {
  it('lists title, publisher, date and size of each', () => {
    const letter = articleSummary('公開信', {
      url: 'https://example.org/letter',
      source: '範例報',
      published: '2023-03-30',
      sections: ['一', '二'],
      paragraphs: 12,
    });
    const [embed] = renderArticles(
      [letter, articleSummary('趨勢_*', { key: 'trends01' })],
      FIRST,
      'en-US',
    ).embeds;
    expect(embed?.title).toBe('2 articles to ask about');
    expect(embed?.description).toBe(
      '**[公開信](https://example.org/letter)**\n範例報 · 2023-03-30 · 2 sections, 12 paragraphs\n\n**趨勢\\_\\***\n1 paragraph',
    );
  });

  it('has pages that hold ten, however long the titles are', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      articleSummary(`${i}${'*長'.repeat(100)}`, {
        key: `article${i}`,
        url: `https://example.org/${'x'.repeat(250)}`,
      }),
    );
    const reply = renderArticles(many, { page: 49, words: '' }, 'zh-TW');
    expect(messageProblems({ ...reply })).toEqual([]);
    expect(reply.embeds[0]?.footer?.text).toBe('第 50/50 頁');
    expect(reply.embeds[0]?.description?.split('\n\n')).toHaveLength(10);
    const beyond = renderArticles(many, { page: 9999, words: '' }, 'zh-TW');
    expect(beyond).toEqual(reply);
  });

  it('says so when there are none', () => {
    expect(renderArticles([], FIRST, 'zh-CN').embeds[0]?.description).toContain('还没有收录文章');
  });

  it('shows an article whose title shows nothing by its id', () => {
    const [embed] = renderArticles([articleSummary(' ', { id: 'nameless' })], FIRST, 'en-US').embeds;
    expect(embed?.description).toContain('**nameless**');
  });
});
