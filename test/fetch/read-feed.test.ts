import { expect, test } from 'vitest';
import { readFeed } from '../../src/fetch/read-feed.ts';
import { Skip } from '../../src/fetch/skip.ts';

const BASE = 'https://e.org/feed/rss.xml';

test('RSS: newest first, relative links, dates in their own time zone, at most so many', () => {
  const item = (title: string, link: string, date: string): string =>
    `<item><title>${title}</title>${link}<pubDate>${date}</pubDate></item>`;
  const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>Site &amp; Co</title>
    ${item('old', '<link>/old</link>', 'Mon, 02 Jun 2025 10:00:00 GMT')}
    ${item('new', '<link>../new#top</link>', 'Tue, 03 Jun 2025 01:00:00 +0800')}
    ${item('guid', '<guid>https://e.org/guid</guid>', 'Sun, 01 Jun 2025 01:00:00 +0800')}
    ${item('not a link', '<guid isPermaLink="false">https://e.org/no</guid>', 'Sun, 01 Jun 2025 01:00:00 +0800')}
    ${item('again', '<link>/old</link>', 'Sun, 01 Jun 2025 01:00:00 +0800')}
    ${item('undated', '<link>/undated</link>', 'one day')}</channel></rss>`;
  const feed = readFeed(Buffer.from(xml), null, BASE, 3);
  expect(feed.title).toBe('Site & Co');
  expect(feed.entries).toEqual([
    { address: 'https://e.org/new', title: 'new', published: '2025-06-03' },
    { address: 'https://e.org/old', title: 'old', published: '2025-06-02' },
    { address: 'https://e.org/guid', title: 'guid', published: '2025-06-01' },
  ]);
  const [undated] = readFeed(Buffer.from(xml), null, BASE, 9).entries.slice(3);
  expect(undated).toEqual({ address: 'https://e.org/undated', title: 'undated', published: null });
});

test('Atom: the alternate link, published before updated', () => {
  const xml = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>E</title>
    <link rel="self" href="https://e.org/self"/><link href="https://e.org/e"/>
    <published>2025-01-02T23:00:00-05:00</published><updated>2025-02-02T00:00:00Z</updated></entry></feed>`;
  expect(readFeed(Buffer.from(xml), null, BASE, 50)).toEqual({
    title: 'A',
    entries: [{ address: 'https://e.org/e', title: 'E', published: '2025-01-02' }],
  });
});

test('a Big5 feed is read by its first line, or by the header', () => {
  const head = '<rss version="2.0"><channel><title>';
  // 中文 in Big5.
  const title = Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]);
  const tail = '</title><item><title>x</title><link>/x</link></item></channel></rss>';
  const declared = Buffer.concat([
    Buffer.from(`<?xml version="1.0" encoding="Big5"?>${head}`),
    title,
    Buffer.from(tail),
  ]);
  expect(readFeed(declared, null, BASE, 9).title).toBe('中文');
  const bare = Buffer.concat([Buffer.from(head), title, Buffer.from(tail)]);
  expect(readFeed(bare, 'big5', BASE, 9).title).toBe('中文');
});

test.each(['', 'hello', '<rss><channel><item>', '<html></html>', '{"a": 1}', '<rss'])(
  '%j is no feed',
  (text) => {
    expect(() => readFeed(Buffer.from(text), null, BASE, 9)).toThrow(Skip);
  },
);

test('an encoding that nobody knows is a sentence', () => {
  expect(() => readFeed(Buffer.from('<rss/>'), 'klingon', BASE, 9)).toThrow(
    'Its encoding "klingon" is not known.',
  );
});
