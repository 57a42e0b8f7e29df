import { expect, test } from 'vitest';
import { markPage, type PageFacts } from '../../src/fetch/mark-page.ts';

const FACTS: PageFacts = {
  url: 'https://e.org/a?x=1&y="2"',
  title: '題目 <1>',
  published: '2025-06-03',
  siteName: 'Site',
};

function marked(html: string | Buffer, charset: string | null = null, facts = FACTS): string {
  const bytes = Buffer.from(html);
  return markPage({ kind: 'html', bytes, charset }, facts).toString('latin1');
}

test('writes in what the page does not say, escaped, at the start of its head', () => {
  expect(marked('<!DOCTYPE html><!-- <head> --><html lang="a>b"><head class=x><style></style></head>')).toBe(
    `<!DOCTYPE html><!-- <head> --><html lang="a>b"><head class=x>
<link rel="canonical" href="https://e.org/a?x=1&#38;y=&#34;2&#34;" />
<meta property="article:published_time" content="2025-06-03" />
<meta property="og:title" content="&#38988;&#30446; &#60;1&#62;" />
<meta property="og:site_name" content="Site" />
<style></style></head>`,
  );
});

test('leaves a page alone that says it all', () => {
  const html = `<html><head><title>Own</title><link href='https://e.org/own' rel=canonical>
    <meta property="article:published_time" content="2024-01-01"><meta property="og:site_name" content="Own">`;
  expect(marked(html)).toBe(html);
});

test('a relative canonical link, which a saved copy cannot resolve, gets the address before it', () => {
  const html = marked('<head><link rel="canonical" href="/a"></head>');
  expect(html.match(/rel="canonical" href="[^"]*"/g)).toEqual([
    'rel="canonical" href="https://e.org/a?x=1&#38;y=&#34;2&#34;"',
    'rel="canonical" href="/a"',
  ]);
});

test("the header's charset comes first, the page's own otherwise, an unknown one never", () => {
  const html = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5">';
  expect(marked(html, 'gb18030')).toContain('<head>\n<meta charset="gb18030" />\n<link');
  expect(marked(html)).toContain('<head>\n<meta charset="big5" />\n<link');
  expect(marked(html, 'no-such')).toContain('<head>\n<meta charset="big5" />\n<link');
  expect(marked('<p>text', null)).not.toContain('charset');
});

test.each(['utf-16le', 'utf-16be'])('writes into %s in its own code units', (encoding) => {
  const html = '\uFEFF<html><head><title>題</title></head><p>文</p></html>';
  const little = Buffer.from(html, 'utf16le');
  const bytes = encoding === 'utf-16be' ? Buffer.from(little).swap16() : little;
  const text = new TextDecoder(encoding).decode(markPage({ kind: 'html', bytes, charset: encoding }, FACTS));
  expect(text).toMatch(/^<html><head>\n<link rel="canonical" .*\n<meta property="article:published_time"/);
  expect(text).toContain('<title>題</title></head><p>文</p></html>');
  expect(text).not.toContain('charset');
});

test('text gets front matter behind its byte order mark, unless it has its own', () => {
  const text = (body: string): string =>
    markPage(
      { kind: 'markdown', bytes: Buffer.from(body), charset: null },
      { ...FACTS, url: 'https://e.org/m' },
    ).toString();
  expect(text('\uFEFF# 題目\n')).toBe(
    '\uFEFF---\nurl: "https://e.org/m"\npublished: "2025-06-03"\n---\n\n# 題目\n',
  );
  expect(text('---\ntitle: a\n---\n')).toBe('---\ntitle: a\n---\n');
});

test.each([
  '<!--'.repeat(500_000),
  '<head '.repeat(400_000),
  '<link rel='.repeat(300_000),
  '<html "'.repeat(400_000),
])('hostile markup %# takes no time', (html) => {
  const began = performance.now();
  marked(html);
  expect(performance.now() - began).toBeLessThan(1000);
});
