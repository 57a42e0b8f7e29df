import { describe, expect, it } from 'vitest';
import { renderArticles } from '../../src/discord/render-articles.ts';
import { articleSummary } from '../support/article-summary.ts';
import { messageProblems } from '../support/loopback/body-limits.ts';

describe('renderArticles', () => {
  it('lists title, publisher, date and size of each', () => {
    const letter = articleSummary('公開信', {
      url: 'https://example.org/letter',
      source: '範例報',
      published: '2023-03-30',
      sections: ['一', '二'],
      paragraphs: 12,
    });
    const [embed] = renderArticles([letter, articleSummary('趨勢_*')], 'en-US').embeds;
    expect(embed?.title).toBe('2 articles to ask about');
    expect(embed?.description).toBe(
      '**[公開信](https://example.org/letter)**\n範例報 · 2023-03-30 · 2 sections, 12 paragraphs\n\n**趨勢\\_\\***\n1 paragraph',
    );
  });

  it('says how many it leaves out when they do not fit', () => {
    const many = Array.from({ length: 500 }, (_, i) => articleSummary(`${i}${'*長'.repeat(100)}`));
    const reply = renderArticles(many, 'zh-TW');
    expect(messageProblems({ ...reply })).toEqual([]);
    expect(reply.embeds[0]?.footer?.text).toMatch(/^還有 4\d\d 篇/u);
  });

  it('says so when there are none', () => {
    expect(renderArticles([], 'zh-CN').embeds[0]?.description).toContain('还没有收录文章');
  });
});
