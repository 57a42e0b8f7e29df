import { describe, expect, it } from 'vitest';
import type { Answer, Quote } from '../../../src/answering/answer.ts';
import { renderAnswer, type AnswerContext } from '../../../src/discord/answer/render-answer.ts';
import { articleSummary } from '../../support/article-summary.ts';
import { sampleQuote } from '../../support/sample-quote.ts';

const BEFORE = '這封信由非營利組織發起。';
const BEST = '連署人要求所有實驗室立即暫停訓練至少6個月。';
const AFTER = '暫停應該公開而且可以查證。';
const { quote, paragraph } = sampleQuote(BEFORE + BEST + AFTER, BEST + AFTER, BEST);

function answer(quotes: Quote[], parts: Partial<Answer> = {}): Answer {
  return { question: '要求暫停多久？', state: 'answered', confidence: 0.9, quotes, ...parts };
}

const context: AnswerContext = {
  locale: 'zh-TW',
  paragraph,
  articles: [],
  place: { isPrivate: false, inServer: false },
};

const article = articleSummary('要求暫停的公開信', {
  id: 'letter',
  url: 'https://example.org/letter',
  paragraphs: 3,
});

describe('renderAnswer', () => {
  it('shows the question, the paragraph with the best sentence in bold, and where it stands', () => {
    expect(renderAnswer(answer([quote]), context)).toEqual({
      content: '',
      embeds: [
        {
          color: 0x2f855a,
          author: { name: '要求暫停多久？' },
          description:
            `> ${BEFORE}**${BEST}**${AFTER}\n` +
            '— [要求暫停的公開信](https://example.org/letter)・連署的要求・第 2 段・範例報・2023-03-30',
        },
      ],
      components: [],
      allowedMentions: { parse: [], repliedUser: false },
    });
  });

  it.each([
    ['zh-CN', '第 2 段・'],
    ['en-US', ' · paragraph 2 · '],
  ])('cites in the words of %s and quotes the original', (locale, words) => {
    const description = renderAnswer(answer([quote]), { ...context, locale }).embeds[0]?.description;
    expect(description).toContain(words);
    expect(description).toContain(BEST);
  });

  it('shows the quote alone, marked where it was cut, when its paragraph is long', () => {
    const long = sampleQuote(`${'前'.repeat(400)}。${BEST}${'後'.repeat(300)}。`, BEST, BEST);
    const { embeds } = renderAnswer(answer([long.quote]), { ...context, paragraph: long.paragraph });
    expect(embeds[0]?.description).toMatch(new RegExp(`^> …\\*\\*${BEST}\\*\\*…\n— `, 'u'));
  });

  it('adds further quotes, but none that the first paragraph already shows, and three at most', () => {
    const shown = sampleQuote(BEFORE + BEST + AFTER, AFTER, AFTER).quote;
    const other = (n: number): Quote =>
      sampleQuote(`第${n}句。`, `第${n}句。`, `第${n}句。`, {
        articleId: `other-${n}`,
        title: `文章${n}`,
        url: null,
      }).quote;
    const description = renderAnswer(answer([quote, shown, other(1), other(2), other(3)]), context).embeds[0]
      ?.description;
    expect(description?.split('\n\n')).toEqual([
      expect.stringContaining(BEST),
      '> **第1句。**\n— 文章1・連署的要求・第 2 段・範例報・2023-03-30',
      expect.stringContaining('第2句。'),
    ]);
  });

  it('leaves out further quotes that hardly can hold the answer, unless near passages are all there is', () => {
    const unlikely = sampleQuote('別的事。', '別的事。', '別的事。', {
      articleId: 'other',
      score: 0.01,
    }).quote;
    const shown = (state: 'answered' | 'related'): string | undefined =>
      renderAnswer(answer([quote, unlikely], { state }), context).embeds[0]?.description;
    expect(shown('answered')).not.toContain('別的事');
    expect(shown('related')).toContain('別的事');
  });

  it('says that the passages are near and no more', () => {
    const [embed] = renderAnswer(answer([quote], { state: 'related' }), context).embeds;
    expect(embed?.title).toBe('文章沒有直接回答，這幾段最接近');
    expect(embed?.description).toContain(BEST);
  });

  it('asks to check an answer that is hardly more likely right than wrong', () => {
    expect(renderAnswer(answer([quote], { confidence: 0.5 }), context).embeds[0]?.footer?.text).toContain(
      '對照原文',
    );
    expect(renderAnswer(answer([quote], { confidence: 0.7 }), context).embeds[0]?.footer).toBeUndefined();
  });

  it('names some of the articles when none answers, and how many more there are', () => {
    const articles = Array.from({ length: 8 }, (_, i) => ({ ...article, title: `文章*${i}*` }));
    const { embeds } = renderAnswer(answer([], { state: 'none' }), { ...context, paragraph: null, articles });
    expect(embeds[0]?.title).toBe('收錄的文章裡沒有提到');
    expect(embeds[0]?.description).toContain('• [文章\\*4\\*](https://example.org/letter)\n還有 3 篇');
  });

  it('names the one article that was asked', () => {
    const { embeds } = renderAnswer(answer([], { state: 'none' }), {
      ...context,
      locale: 'en-US',
      articles: [article],
      onlyIn: article,
    });
    expect(embeds[0]?.description).toBe(
      '[要求暫停的公開信](https://example.org/letter) does not mention it.\n\n' +
        'Ask again without choosing an article to search them all.',
    );
  });

  it('echoes a question as one harmless line', () => {
    const { embeds } = renderAnswer(
      answer([quote], { question: `\u202e@everyone\n\n# ${'長'.repeat(500)}` }),
      context,
    );
    expect(embeds[0]?.author?.name).toMatch(/^@everyone # 長+…$/u);
    expect(embeds[0]?.author?.name.length).toBeLessThanOrEqual(256);
  });
});
