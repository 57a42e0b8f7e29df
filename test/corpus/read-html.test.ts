import { describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/corpus/article.ts';
import { readHtml } from '../../src/corpus/html/read-html.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';

/** Pages to articles as a corpus reads them. */
function read(...pages: string[]): Corpus {
  const skipped: Corpus['skipped'] = [];
  const sources = pages.flatMap((html, at) => {
    const file = `${at}.html`;
    const reading = readHtml(file, html);
    if ('drafts' in reading) return [{ file, ...reading }];
    skipped.push({ file, why: reading.why });
    return [];
  });
  const corpus = readTexts(sources);
  return { ...corpus, skipped: [...skipped, ...corpus.skipped] };
}

const shown = (corpus: Corpus, at = 0): [string, string][] => {
  const article = corpus.articles[at];
  return article?.blocks.map(({ kind, start, end }) => [kind, article.text.slice(start, end)]) ?? [];
};

const HARBOUR = `<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8">
<title>港口的一年 | 海岸週報</title>
<meta property="og:site_name" content="海岸週報"><meta property="og:title" content="港口的一年 | 海岸週報">
<meta name="author" content="守燈人"><meta property="article:published_time" content="2024-05-06T08:00:00+08:00">
<link rel="canonical" href="https://example.org/harbour"><script>throw new Error('run')</script></head>
<body><nav><ul><li><a href="/">首頁</a></li><li><a href="/about">關於我們</a></li></ul></nav>
<div class="cookie-consent">本網站使用 cookie 來記住你的喜好，繼續瀏覽就表示同意。<button>好</button></div>
<main><article><h1>港口的一年</h1><div class="share-bar"><a href="#">分享到臉書</a></div>
<p>港口在冬天只有三艘船進出，守燈人每天<b>記下</b>潮水的高度，一天也沒有少過，連颱風來的那一天也不例外。</p>
<h2>春天的修船廠</h2>
<p>修船廠在三月開工，第一艘上架的船叫做海燕號，船底換了四十二塊木板，工人花了十一天才把它修好。</p>
<ul><li>刨刀，祖父留下的</li><li>鋸子<ol><li>大的</li><li>小的</li></ol></li></ul>
<figure><img src="x.jpg" alt="船"><figcaption>修船廠的大門</figcaption></figure>
<pre><code>潮高 = 3.2
  風向 = 北</code></pre>
<table><tr><th>月份</th><th>船數</th></tr><tr><td>一月</td><td>3</td></tr></table>
<p>夏天的市集有六十八個攤位，賣魚的佔了一半，最受歡迎的是烤花枝，一份五十元，天天賣到一隻不剩。</p>
</article></main>
<section id="comments"><p>路人甲：這篇寫得真好，我小時候也去過這個港口，還記得那盞燈。</p></section>
<aside class="related"><h3>延伸閱讀</h3><ul><li><a href="/1">另一篇談燈塔的文章</a></li></ul></aside>
<footer><p>© 2024 海岸週報 版權所有</p></footer></body></html>`;

describe('a saved page', () => {
  it('gives its own title, publisher, address, date and language', () => {
    const { articles } = read(HARBOUR);
    expect(articles).toHaveLength(1);
    expect(articles[0]).toMatchObject({
      title: '港口的一年',
      source: '海岸週報',
      url: 'https://example.org/harbour',
      published: '2024-05-06',
      language: 'zh-Hant',
    });
  });

  it('keeps the article and nothing around it', () => {
    expect(shown(read(HARBOUR))).toEqual([
      ['heading', '港口的一年'],
      [
        'text',
        '港口在冬天只有三艘船進出，守燈人每天記下潮水的高度，一天也沒有少過，連颱風來的那一天也不例外。',
      ],
      ['heading', '春天的修船廠'],
      [
        'text',
        '修船廠在三月開工，第一艘上架的船叫做海燕號，船底換了四十二塊木板，工人花了十一天才把它修好。',
      ],
      ['list', '- 刨刀，祖父留下的\n- 鋸子\n  1. 大的\n  2. 小的'],
      ['caption', '修船廠的大門'],
      ['code', '潮高 = 3.2\n  風向 = 北'],
      ['text', '| 月份 | 船數 |\n| 一月 | 3 |'],
      [
        'text',
        '夏天的市集有六十八個攤位，賣魚的佔了一半，最受歡迎的是烤花枝，一份五十元，天天賣到一隻不剩。',
      ],
    ]);
    const [section] = read(HARBOUR).articles[0]?.sections.slice(1) ?? [];
    expect(section).toMatchObject({ heading: '春天的修船廠', level: 2 });
  });

  it('says what was dropped, in short', () => {
    const [report] = read(HARBOUR).dropped ?? [];
    expect(report?.file).toBe('0.html');
    const what = report?.what.join('\n') ?? '';
    for (const part of ['首頁', '本網站使用 cookie', '分享到臉書', '路人甲', '延伸閱讀', '© 2024'])
      expect(what).toContain(part);
    expect(Math.max(...(report?.what ?? []).map((each) => Array.from(each).length))).toBeLessThanOrEqual(61);
  });

  it('reads JSON-LD first, also within a graph, and does without when it is broken', () => {
    const data = {
      '@graph': [
        { '@type': 'WebSite', name: 'x' },
        {
          '@type': ['NewsArticle'],
          headline: '海港紀事',
          datePublished: '2023-01-02',
          publisher: { name: '港報' },
          author: [{ name: '某人' }],
        },
      ],
    };
    const page = (json: string): string =>
      HARBOUR.replace('</head>', `<script type="application/ld+json">${json}</script></head>`);
    expect(read(page(JSON.stringify(data))).articles[0]).toMatchObject({
      title: '海港紀事',
      published: '2023-01-02',
      source: '港報',
    });
    expect(read(page('{"@type": "Article", ')).articles[0]).toMatchObject({ title: '港口的一年' });
  });

  it('finds the address that a browser noted, and no address that is none', () => {
    const saved = HARBOUR.replace(
      /<link rel="canonical"[^>]*>/,
      '<link rel="canonical" href="javascript:x">',
    ).replace('<html', '<!-- saved from url=(0024)https://example.org/saved -->\n<html');
    expect(read(saved).articles[0]?.url).toBe('https://example.org/saved');
  });

  it('needs no html, head or body element', () => {
    const corpus = read(
      '<title>短文</title><p>第一段在這裡，說了一件不大不小的事情。<p>第二段也在這裡，說了另一件事情。',
    );
    expect(corpus.articles[0]?.title).toBe('短文');
    expect(shown(corpus).map(([, text]) => text)).toEqual([
      '短文',
      '第一段在這裡，說了一件不大不小的事情。',
      '第二段也在這裡，說了另一件事情。',
    ]);
  });

  it('takes title and date from the page where nothing else states them', () => {
    const body =
      '<h2>潮汐為什麼重要</h2><p>作者：守燈人 2024/5/6</p><p>潮汐帶來魚，也帶走沙子，所以守燈人每天都要量它一次。</p>';
    const corpus = read(`<title>潮汐為什麼重要 - 海岸部落格</title><div>${body}</div>`);
    expect(corpus.articles[0]).toMatchObject({ title: '潮汐為什麼重要', published: '2024-05-06' });
    expect(shown(corpus)).toHaveLength(2);
  });

  it('parts paragraphs where break elements do', () => {
    const line = '這一行是一段完整的話，它的長度足夠讓人知道這是一段。';
    const corpus = read(
      `<article><h1>題</h1><div>${line}<br>${line}甲<br><br>乙，短的一行在這裡<br>接著的一行</div></article>`,
    );
    expect(shown(corpus).map(([, text]) => text)).toEqual([
      '題',
      line,
      `${line}甲`,
      '乙，短的一行在這裡\n接著的一行',
    ]);
  });
});

describe('what a page holds', () => {
  const story = (title: string, word: string): string =>
    `<article><h2><a href="https://example.org/${word}">${title}</a></h2><time datetime="2024-01-0${word.length}">2024 年 1 月 ${word.length} 日</time>${Array.from(
      { length: 6 },
      (_, at) =>
        `<p>${title}的第 ${at + 1} 段，說的是${word}自己的事情，和旁邊那一篇完全沒有關係，請不要混為一談。</p>`,
    ).join('')}</article>`;

  it('two articles of like weight are two, each with its own title, link and date', () => {
    const { articles } = read(
      `<html><body><main>${story('燈塔', 'a')}${story('漁市場', 'bc')}</main></body></html>`,
    );
    expect(articles.map(({ title, url, published }) => [title, url, published])).toEqual([
      ['燈塔', 'https://example.org/a', '2024-01-01'],
      ['漁市場', 'https://example.org/bc', '2024-01-02'],
    ]);
    for (const article of articles)
      expect(article.blocks.filter(({ paragraph }) => paragraph !== null)).toHaveLength(6);
  });

  it('a teaser beside an article is no second article', () => {
    const teaser = '<article><h3><a href="/t">預告</a></h3><p>只有一句話的預告，點進去看全文。</p></article>';
    const { articles } = read(`<html><body>${story('燈塔', 'a')}${teaser}</body></html>`);
    expect(articles.map(({ title }) => title)).toEqual(['燈塔']);
  });

  it('an index of links or of teasers is skipped with a sentence', () => {
    const links = Array.from(
      { length: 20 },
      (_, at) => `<li><a href="/${at}">第 ${at} 篇文章的標題在這裡</a></li>`,
    );
    const teasers = Array.from(
      { length: 8 },
      (_, at) =>
        `<article><h2><a href="/${at}">標題 ${at}</a></h2><p>第 ${at} 篇的第一句話說了一件小小的事情。</p></article>`,
    );
    const { articles, skipped } = read(
      `<ul>${links.join('')}</ul>`,
      `<main>${teasers.join('')}</main>`,
      '<p></p>',
    );
    expect(articles).toEqual([]);
    expect(skipped.map(({ why }) => why)).toEqual([
      expect.stringMatching(/page without an article/),
      expect.stringMatching(/page without an article/),
      expect.stringMatching(/page without an article/),
    ]);
  });
});

describe('blocks that three pages have', () => {
  const PROMPT = '喜歡這篇文章嗎？每週一封信，把港口的消息寄給你。';
  const page = (name: string, conclusion = ''): string =>
    `<html><head><title>${name}的故事</title></head><body><article><h1>${name}的故事</h1>${Array.from(
      { length: 5 },
      (_, at) =>
        `<p>${name}的第 ${at + 1} 段說的是${name}，它在港口的第 ${at + 3} 個碼頭，每天有人來看它。</p>`,
    ).join(
      '',
    )}<p>${PROMPT}</p><h2>結語</h2><p>${name}就說到這裡，明年的春天再見。${conclusion}</p></article></body></html>`;

  it('are dropped and reported, but not a heading that each has over its own text', () => {
    const corpus = read(page('海燕號'), page('燈塔'), page('漁市場'));
    expect(corpus.articles).toHaveLength(3);
    for (const article of corpus.articles) {
      expect(article.text).not.toContain(PROMPT);
      expect(article.sections.map(({ heading }) => heading)).toContain('結語');
    }
    expect(corpus.dropped?.map(({ what }) => what.includes(PROMPT))).toEqual([true, true, true]);
  });

  it('stay where only two have them', () => {
    const corpus = read(page('海燕號'), page('燈塔'));
    for (const article of corpus.articles) expect(article.text).toContain(PROMPT);
  });
});
