import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { PUBLIC_ONLY } from '../../src/fetch/access.ts';
import { fileFor } from '../../src/fetch/file-name.ts';
import { LIMITS } from '../../src/fetch/limits.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { page, redirect, run, versioned, webSite, writeSources } from './web-site.ts';

const HTML = '<html><head><title>T</title></head><body><p>Text.</p></body></html>';

function rss(...items: { link: string; title?: string; date?: string }[]): string {
  const inner = items.map(
    ({ link, title = 'Entry', date = 'Tue, 03 Jun 2025 01:00:00 +0800' }) =>
      `<item><title>${title}</title><link>${link}</link><pubDate>${date}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>Daily</title>${inner.join('')}</channel></rss>`;
}

async function fetchedFiles(corpus: string): Promise<string[]> {
  const names = await readdir(join(corpus, 'fetched'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.includes('.') && name.includes('/')).sort();
}

/** Why the only address of a list gave nothing. */
async function whySkipped(address: string, options: Parameters<typeof run>[1] = {}): Promise<string> {
  const corpus = await tempFolder();
  await writeSources(corpus, [address]);
  const report = await run(corpus, options);
  expect(report.skipped).toHaveLength(1);
  expect(await fetchedFiles(corpus)).toEqual([]);
  return report.skipped[0]?.why ?? '';
}

describe('what is kept', () => {
  test('new, then unchanged by 304, then changed, then gone and kept, then pruned', async () => {
    const corpus = await tempFolder();
    const site = await webSite({ '/a': versioned(HTML, '"1"') });
    const address = `${site.origin}/a`;
    await writeSources(corpus, [address, 'nonsense']);
    const first = await run(corpus);
    const file = fileFor(address, 'html');
    expect(first.new).toEqual([{ address, file }]);
    expect(first.faults).toEqual([{ line: 2, why: expect.stringContaining('"nonsense"') as string }]);
    expect(await readFile(join(corpus, file), 'utf8')).toBe(
      HTML.replace('<head>', `<head>\n<link rel="canonical" href="${address}" />\n`),
    );
    expect(site.headers.get('/a')).toMatchObject({ 'user-agent': 'Footnote/1.2.3 (test)' });
    expect(site.headers.get('/a')).not.toHaveProperty('if-none-match');

    const past = new Date('2020-01-01');
    await utimes(join(corpus, file), past, past);
    const second = await run(corpus);
    expect(site.headers.get('/a')).toMatchObject({ 'if-none-match': '"1"' });
    expect(second).toMatchObject({ new: [], changed: [], unchanged: [{ address, file }] });
    expect((await stat(join(corpus, file))).mtime).toEqual(past);

    site.pages['/a'] = versioned(HTML.replace('Text', 'Other'), '"2"');
    expect(await run(corpus)).toMatchObject({ changed: [{ address, file }], unchanged: [] });
    expect(await readFile(join(corpus, file), 'utf8')).toContain('Other');

    site.pages['/a'] = (_, response) => response.writeHead(410).end();
    const gone = { address, file, why: 'It is there no more (410).' };
    expect((await run(corpus)).gone).toEqual([{ ...gone, removed: false }]);
    expect(await fetchedFiles(corpus)).toHaveLength(1);
    expect((await run(corpus, { prune: true })).gone).toEqual([{ ...gone, removed: true }]);
    expect(await fetchedFiles(corpus)).toEqual([]);
    expect((await run(corpus)).gone).toEqual([]);
  });

  test('the same bytes again, without validators, leave the file and its time alone', async () => {
    const corpus = await tempFolder();
    const site = await webSite({ '/a': page(HTML) });
    await writeSources(corpus, [`${site.origin}/a`]);
    const [kept] = (await run(corpus)).new;
    const file = join(corpus, kept?.file ?? '');
    const past = new Date('2020-01-01');
    await utimes(file, past, past);
    expect((await run(corpus)).unchanged).toEqual([kept]);
    expect((await stat(file)).mtime).toEqual(past);
  });

  test('Last-Modified is sent back, and nothing is when the file was deleted', async () => {
    const corpus = await tempFolder();
    const since = 'Tue, 03 Jun 2025 01:00:00 GMT';
    const site = await webSite({ '/a': page(HTML, { 'last-modified': since }) });
    await writeSources(corpus, [`${site.origin}/a`]);
    const [kept] = (await run(corpus)).new;
    await run(corpus);
    expect(site.headers.get('/a')).toMatchObject({ 'if-modified-since': since });
    await rm(join(corpus, kept?.file ?? ''));
    expect((await run(corpus)).new).toEqual([kept]);
    expect(site.headers.get('/a')).not.toHaveProperty('if-modified-since');
  });

  test('a Big5 page keeps its bytes, and says its encoding where only the header did', async () => {
    const corpus = await tempFolder();
    // 中文 in Big5.
    const body = Buffer.concat([
      Buffer.from('<html><head></head><p>'),
      Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]),
    ]);
    const site = await webSite({ '/a': page(body, { 'content-type': 'text/html; charset=Big5' }) });
    await writeSources(corpus, [`${site.origin}/a`]);
    const [kept] = (await run(corpus)).new;
    const bytes = await readFile(join(corpus, kept?.file ?? ''));
    expect(bytes.subarray(-4)).toEqual(body.subarray(-4));
    expect(bytes.toString('latin1')).toContain('<head>\n<meta charset="big5" />\n');
    expect(new TextDecoder('big5').decode(bytes)).toContain('<p>中文');
  });

  test('gzip, Brotli, Markdown, text, XHTML and PDF', async () => {
    const corpus = await tempFolder();
    const xhtml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head/></html>`;
    const site = await webSite({
      '/gzip': page(gzipSync(HTML), { 'content-encoding': 'gzip' }),
      '/br': page(brotliCompressSync(HTML), { 'content-encoding': 'br' }),
      '/x.md': page('# T\n\nText.\n', { 'content-type': 'text/markdown' }),
      '/x.txt': page('Text.\n', { 'content-type': 'text/plain' }),
      '/xhtml': page(xhtml, { 'content-type': 'text/xml' }),
      '/x.pdf': page('%PDF-1.4 ...', { 'content-type': 'application/pdf' }),
    });
    await writeSources(
      corpus,
      Object.keys(site.pages).map((path) => site.origin + path),
    );
    const report = await run(corpus);
    const read = new Map<string, string>();
    for (const { address, file } of report.new) {
      read.set(address.slice(site.origin.length), await readFile(join(corpus, file), 'utf8'));
    }
    expect([...read.keys()]).toEqual(['/gzip', '/br', '/x.md', '/x.txt', '/xhtml', '/x.pdf']);
    expect(read.get('/gzip')).toContain('<p>Text.</p>');
    expect(read.get('/br')).toContain('<p>Text.</p>');
    expect(read.get('/x.md')).toBe(`---\nurl: "${site.origin}/x.md"\n---\n\n# T\n\nText.\n`);
    expect(read.get('/x.txt')).toBe(`---\nurl: "${site.origin}/x.txt"\n---\n\nText.\n`);
    expect(read.get('/x.pdf')).toBe('%PDF-1.4 ...');
    expect(report.new.map(({ file }) => file.split('.').pop())).toEqual([
      'html',
      'html',
      'md',
      'txt',
      'html',
      'pdf',
    ]);
  });

  test('two addresses with one slug have two files; another type takes the place of the file before', async () => {
    const corpus = await tempFolder();
    const site = await webSite({ '/a/news': page(HTML), '/b/news': page(HTML.replace('Text', 'Other')) });
    await writeSources(corpus, [`${site.origin}/a/news`, `${site.origin}/b/news`]);
    expect((await run(corpus)).new).toHaveLength(2);
    expect(await fetchedFiles(corpus)).toHaveLength(2);
    site.pages['/a/news'] = page('Text.', { 'content-type': 'text/plain' });
    expect((await run(corpus)).new).toHaveLength(1);
    expect((await fetchedFiles(corpus)).map((file) => file.split('.').pop()).sort()).toEqual(['html', 'txt']);
  });

  test('an address that is listed no more is reported, and pruned unless a line cannot be read', async () => {
    const corpus = await tempFolder();
    const site = await webSite({ '/a': page(HTML), '/b': page(HTML) });
    await writeSources(corpus, [`${site.origin}/a`, `${site.origin}/b`]);
    await run(corpus);
    await writeSources(corpus, [`${site.origin}/a`, 'htps//typo']);
    expect((await run(corpus, { prune: true })).gone).toMatchObject([
      { address: `${site.origin}/b`, removed: false },
    ]);
    await writeSources(corpus, [`${site.origin}/a`]);
    expect((await run(corpus, { prune: true })).gone).toMatchObject([
      { address: `${site.origin}/b`, removed: true },
    ]);
    expect(await fetchedFiles(corpus)).toHaveLength(1);
  });

  test('a damaged record is refused with its cure; one that names a file elsewhere cannot remove it', async () => {
    const corpus = await tempFolder();
    await writeSources(corpus, ['https://e.org/']);
    const record = { finalUrl: 'https://e.org/', etag: null, lastModified: null, feed: null };
    for (const text of [
      '{',
      JSON.stringify({ version: 1, addresses: { x: { ...record, file: '../x.md' } } }),
    ]) {
      await writeFile(join(corpus, '.fetched.json'), text);
      await expect(run(corpus, { prune: true })).rejects.toMatchObject({ code: 'fetch-ledger-damaged' });
    }
  });
});

describe('what is refused', () => {
  test.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://169.254.169.254/',
    'http://10.0.0.1/',
    'http://2130706433/',
  ])('%s without --allow-private', async (address) => {
    expect(await whySkipped(address, { access: PUBLIC_ONLY })).toMatch(/is not a public address/);
  });

  test('a name that resolves to a forbidden address, also beside a public one', async () => {
    const site = await webSite({ '/a': page(HTML) });
    const access = { ...PUBLIC_ONLY, allowsPort: () => true };
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::ffff:127.0.0.1'], ['fd00::1']]) {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      const why = await whySkipped(`http://rebind.test:${site.port}/a`, {
        access,
        resolve: () => Promise.resolve(found),
      });
      expect(why).toMatch(/^rebind\.test leads to .*, which is not a public address/);
    }
    expect(site.asked).toEqual([]);
  });

  test('an allowed page that redirects to a forbidden address, scheme or port', async () => {
    const site = await webSite();
    const access = {
      allowsIp: (ip: string) => ip === '127.0.0.1',
      allowsPort: (port: number) => port === site.port,
    };
    const resolve = (name: string) =>
      Promise.resolve([{ address: name === 'inner.test' ? '127.0.0.2' : '127.0.0.1', family: 4 }]);
    const targets: [string, RegExp][] = [
      [`http://10.0.0.1:${site.port}/`, /10\.0\.0\.1, which is not a public address/],
      [`http://inner.test:${site.port}/`, /inner\.test leads to 127\.0\.0\.2/],
      ['file:///etc/passwd', /not http or https/],
      [`http://user:secret@outer.test:${site.port}/`, /user name or a password/],
      ['http://outer.test:25/', /port 25/],
    ];
    for (const [target, why] of targets) {
      site.pages['/a'] = redirect(target);
      expect(await whySkipped(`http://outer.test:${site.port}/a`, { access, resolve })).toMatch(why);
      // The same way through robots.txt.
      site.pages['/robots.txt'] = redirect(target);
      expect(await whySkipped(`http://outer.test:${site.port}/b`, { access, resolve })).toMatch(why);
      delete site.pages['/robots.txt'];
    }
    expect(site.asked).not.toContain('/b');
  });

  test('redirects are followed five times, the sixth is refused, and the last address is the link', async () => {
    const corpus = await tempFolder();
    const site = await webSite({
      '/loop': redirect('/loop'),
      '/end': page(HTML),
      '/nowhere': redirect('http://['),
    });
    for (let n = 1; n <= 6; n++) site.pages[`/${n}`] = redirect(n === 1 ? '/end' : `/${n - 1}`);
    await writeSources(
      corpus,
      ['/5', '/6', '/loop', '/nowhere'].map((path) => site.origin + path),
    );
    const report = await run(corpus);
    expect(report.new).toHaveLength(1);
    const html = await readFile(join(corpus, report.new[0]?.file ?? ''), 'utf8');
    expect(html).toContain(`<link rel="canonical" href="${site.origin}/end" />`);
    expect(report.skipped.map(({ why }) => why)).toEqual([
      'It redirects more than 5 times; name the address that it should end at.',
      'It redirects more than 5 times; name the address that it should end at.',
      expect.stringContaining('redirects to nowhere'),
    ]);
  });

  test('too much: declared, sent without a length, or unpacked from very little', async () => {
    const limits = { ...LIMITS, pageBytes: 100_000, pdfBytes: 200_000 };
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(limits.pageBytes);
    const site = await webSite({
      '/declared': page(Buffer.alloc(100_001, 'x')),
      '/endless': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      },
      '/gzip': page(bomb, { 'content-encoding': 'gzip' }),
      '/br': page(brotliCompressSync(Buffer.alloc(5_000_000)), { 'content-encoding': 'br' }),
      '/pdf': page(`%PDF-${'x'.repeat(200_000)}`, { 'content-type': 'application/pdf' }),
    });
    for (const path of Object.keys(site.pages)) {
      expect(await whySkipped(site.origin + path, { limits })).toMatch(/^It is larger than \d+ bytes/);
    }
  });

  test('a slow answer, a slow body, a dropped connection, a body cut short', async () => {
    const limits = { ...LIMITS, requestMs: 300 };
    const drip = (response: { write: (text: string) => unknown; destroyed: boolean }): void => {
      const timer = setInterval(() => {
        if (response.destroyed) clearInterval(timer);
        else response.write('x');
      }, 50);
    };
    const site = await webSite({
      '/silent': () => undefined,
      '/drip': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        drip(response);
      },
      '/dropped': (request) => request.socket.destroy(),
      '/short': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100' });
        response.write('x', () => response.destroy());
      },
      '/cut-gzip': page(gzipSync(HTML.repeat(9)).subarray(0, 50), { 'content-encoding': 'gzip' }),
    });
    const whys: string[] = [];
    for (const path of Object.keys(site.pages)) whys.push(await whySkipped(site.origin + path, { limits }));
    expect(whys).toEqual([
      expect.stringContaining('took longer than 0.3 seconds'),
      expect.stringContaining('took longer than 0.3 seconds'),
      expect.stringContaining('dropped the connection'),
      expect.stringContaining('dropped the connection'),
      expect.stringMatching(/could not be read \(.*end of file/),
    ]);
  });

  test('other types, other encodings, empty pages and refusals, a sentence each', async () => {
    const type = (name: string) => ({ 'content-type': name });
    const status =
      (code: number) => (_: unknown, response: { writeHead: (code: number) => { end: () => void } }) => {
        response.writeHead(code).end();
      };
    const site = await webSite({
      '/png': page('x', type('image/png')),
      '/svg': page('<svg xmlns="http://www.w3.org/2000/svg"/>', type('text/xml')),
      '/pdf': page('<html>', type('application/pdf')),
      '/zstd': page('x', { 'content-encoding': 'zstd' }),
      '/empty': page(''),
      '/403': status(403),
      '/429': status(429),
      '/503': status(503),
      '/418': status(418),
      '/304': status(304),
    });
    const whys: string[] = [];
    for (const path of [...Object.keys(site.pages), '/none']) whys.push(await whySkipped(site.origin + path));
    expect(whys).toEqual([
      'It is image/png; only HTML, plain text, Markdown, PDF, RSS and Atom are fetched.',
      'It is XML, and neither a feed nor a web page; only these are fetched.',
      'It is called a PDF and is none.',
      'The server sent it compressed as "zstd", which was not asked for.',
      'It is empty.',
      expect.stringMatching(/does not let programs read it \(403\)/),
      expect.stringMatching(/answered 429; the next run tries again/),
      expect.stringMatching(/answered 503; the next run tries again/),
      expect.stringMatching(/answered 418, which is no page/),
      'The server answered "not modified" without being asked.',
      'It is there no more (404).',
    ]);
  });
});

describe('robots.txt and pace', () => {
  test('is asked for once, decides, and sets the pause; the one for our name is used', async () => {
    const corpus = await tempFolder();
    const robots = 'User-agent: *\nDisallow: /\n\nUser-agent: footnote\nDisallow: /private\nCrawl-delay: 7\n';
    const site = await webSite({
      '/robots.txt': page(robots, { 'content-type': 'text/plain' }),
      '/a': page(HTML),
      '/b': redirect('/private/c'),
      '/private/c': page(HTML),
    });
    await writeSources(
      corpus,
      ['/a', '/b', '/private/c'].map((path) => site.origin + path),
    );
    const report = await run(corpus);
    expect(report.new).toHaveLength(1);
    expect(report.skipped.map(({ why }) => why)).toEqual([
      expect.stringMatching(/robots\.txt of .* asks programs not to fetch it/),
      expect.stringMatching(/robots\.txt of .* asks programs not to fetch it/),
    ]);
    expect(site.asked).toEqual(['/robots.txt', '/a', '/b']);
    expect(report.pauses).toEqual([7000, 7000]);
  });

  test.each([
    ['', 1000],
    ['Crawl-delay: 0', null],
    ['Crawl-delay: 86400', 30_000],
    ['Crawl-delay: soon', 1000],
  ])('a pause by "%s"', async (line, pause) => {
    const corpus = await tempFolder();
    const site = await webSite({
      '/robots.txt': page(`User-agent: *\n${line}\n`),
      '/a': page(HTML),
      '/b': page(HTML),
    });
    await writeSources(corpus, [`${site.origin}/a`, `${site.origin}/b`]);
    const { pauses } = await run(corpus);
    expect(pauses).toEqual(pause === null ? [] : [pause, pause]);
  });

  test('one request at a time to a host', async () => {
    const corpus = await tempFolder();
    let now = 0;
    let most = 0;
    const site = await webSite();
    for (let n = 0; n < 6; n++) {
      site.pages[`/${n}`] = (_, response) => {
        most = Math.max(most, ++now);
        setTimeout(() => {
          now--;
          response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
        }, 20);
      };
    }
    await writeSources(
      corpus,
      Object.keys(site.pages).map((path) => site.origin + path),
    );
    expect((await run(corpus)).new).toHaveLength(6);
    expect(most).toBe(1);
  });

  test('5xx and silence mean not now; 4xx means that there are no rules; a long one is cut', async () => {
    const site = await webSite({ '/a': page(HTML) });
    site.pages['/robots.txt'] = (_, response) => response.writeHead(503).end();
    expect(await whySkipped(`${site.origin}/a`)).toMatch(
      /robots\.txt of .* cannot be read now \(It answered 503\)/,
    );
    site.pages['/robots.txt'] = (request) => request.socket.destroy();
    expect(await whySkipped(`${site.origin}/a`)).toMatch(/cannot be read now \(.* dropped the connection\)/);
    site.pages['/robots.txt'] = redirect('/robots.txt');
    expect(await whySkipped(`${site.origin}/a`)).toMatch(/robots\.txt of .* redirects more than 5 times/);
    expect(site.asked).not.toContain('/a');
    for (const answer of [
      page('User-agent: *\nDisallow: /b\n' + '# padding\n'.repeat(200_000)),
      (_: unknown, response: { writeHead: (code: number) => { end: () => void } }) => {
        response.writeHead(403).end();
      },
    ]) {
      const corpus = await tempFolder();
      site.pages['/robots.txt'] = answer;
      await writeSources(corpus, [`${site.origin}/a`]);
      expect((await run(corpus)).new).toHaveLength(1);
    }
  });
});

describe('feeds', () => {
  test('RSS: entries once, with what the feed says of them; new ones later; an unchanged feed by 304', async () => {
    const corpus = await tempFolder();
    const bare = '<html><head></head><body><p>Text.</p></body></html>';
    const site = await webSite({ '/1': page(bare), '/2': page(HTML), '/3': page(HTML) });
    site.pages['/rss'] = versioned(rss({ link: '/1', title: '題' }, { link: '/2' }, { link: '/rss' }), '"1"');
    await writeSources(corpus, [`${site.origin}/rss`]);
    const first = await run(corpus);
    expect(first.feeds).toEqual([{ address: `${site.origin}/rss`, entries: 3, new: 2 }]);
    expect(first.skipped).toEqual([]);
    const html = await readFile(join(corpus, fileFor(`${site.origin}/1`, 'html')), 'utf8');
    expect(html).toContain('<meta property="article:published_time" content="2025-06-03" />');
    expect(html).toContain('<meta property="og:title" content="&#38988;" />');
    expect(html).toContain('<meta property="og:site_name" content="Daily" />');

    site.asked.length = 0;
    expect((await run(corpus)).feeds).toEqual([{ address: `${site.origin}/rss`, entries: 0, new: 0 }]);
    expect(site.asked).toEqual(['/robots.txt', '/rss']);

    site.pages['/rss'] = versioned(rss({ link: '/3' }, { link: '/1' }), '"2"');
    site.asked.length = 0;
    const third = await run(corpus);
    expect(third.new.map(({ address }) => address)).toEqual([`${site.origin}/3`]);
    expect(third.gone).toEqual([]);
    expect(site.asked).toEqual(['/robots.txt', '/rss', '/3']);
  });

  test('Atom sent as HTML; the newest only; a feed in a feed and private entries are refused', async () => {
    const corpus = await tempFolder();
    const site = await webSite({
      '/new': page(HTML),
      '/old': page(HTML),
      '/sub': page(rss(), { 'content-type': 'application/rss+xml' }),
    });
    const entry = (link: string, date: string): string =>
      `<entry><title>E</title><link href="${link}"/><updated>${date}</updated></entry>`;
    site.pages['/atom'] = page(
      `<?xml version="1.0"?><!-- a --><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>
      ${entry('/old', '2020-01-01')}${entry('/new', '2025-01-01')}${entry('/sub', '2024-01-01')}${entry('http://10.0.0.1/', '2023-01-01')}</feed>`,
    );
    await writeSources(corpus, [`${site.origin}/atom`]);
    const access = { allowsIp: (ip: string) => ip === '127.0.0.1', allowsPort: () => true };
    const report = await run(corpus, { limits: { ...LIMITS, feedEntries: 3 }, access });
    expect(report.new.map(({ address }) => address)).toEqual([`${site.origin}/new`]);
    expect(report.skipped).toEqual([
      { address: `${site.origin}/sub`, why: expect.stringContaining('a feed in a feed') as string },
      { address: 'http://10.0.0.1/', why: expect.stringContaining('not a public address') as string },
    ]);
    expect(site.asked).not.toContain('/old');
  });

  test('an entry that fails for now is tried again, although the feed itself has not changed', async () => {
    const corpus = await tempFolder();
    const site = await webSite({ '/1': (_, response) => response.writeHead(503).end() });
    site.pages['/rss'] = versioned(rss({ link: '/1' }), '"1"');
    await writeSources(corpus, [`${site.origin}/rss`]);
    expect((await run(corpus)).skipped).toHaveLength(1);
    site.pages['/1'] = page(HTML);
    expect((await run(corpus)).new).toHaveLength(1);
  });

  test('"feed " before an address: any type is read as a feed; what is none is a sentence', async () => {
    const corpus = await tempFolder();
    const site = await webSite({
      '/rss': page(rss({ link: '/1' }), { 'content-type': 'application/octet-stream' }),
      '/1': page(HTML),
      '/none': page(HTML),
      '/broken': page('<rss><channel><item>', { 'content-type': 'application/rss+xml' }),
    });
    await writeSources(
      corpus,
      ['feed /rss', 'feed /none', '/broken'].map((line) => line.replace('/', `${site.origin}/`)),
    );
    const report = await run(corpus);
    expect(report.new.map(({ address }) => address)).toEqual([`${site.origin}/1`]);
    expect(report.skipped.map(({ why }) => why)).toEqual(
      Array(2).fill(expect.stringContaining('It is not a feed')),
    );
  });
});

test('a folder that cannot be written ends the run with a sentence', async () => {
  const corpus = await tempFolder();
  const site = await webSite({ '/a': page(HTML) });
  await writeSources(corpus, [`${site.origin}/a`]);
  await writeFile(join(corpus, 'fetched'), 'a file where the folder should be');
  await expect(run(corpus)).rejects.toMatchObject({ code: 'fetch-unwritable' });
});

test('what a killed run left aside is removed once it is old, and never read', async () => {
  const corpus = await tempFolder();
  const site = await webSite({ '/a': page(HTML) });
  await writeSources(corpus, [`${site.origin}/a`]);
  await run(corpus);
  const [kept = ''] = await fetchedFiles(corpus);
  const folder = join(corpus, 'fetched', dirname(kept));
  const old = join(folder, '.a.html.12.part');
  for (const name of ['.a.html.12.part', '.b.html.34.part']) await writeFile(join(folder, name), 'half');
  await utimes(old, new Date('2020-01-01'), new Date('2020-01-01'));
  await run(corpus);
  expect((await readdir(folder)).sort()).toEqual(['.b.html.34.part', basename(kept)]);
});

test('fetched text is read as an article with its address; the list and the record are not', async () => {
  const corpus = await tempFolder();
  const markdown = { 'content-type': 'text/markdown' };
  const site = await webSite({ '/x': page('# 題目\n\n這是一篇文章的第一段,說明了一件事情。\n', markdown) });
  await writeSources(corpus, [`${site.origin}/x`]);
  await run(corpus);
  const { articles, skipped } = await readCorpus(corpus);
  expect(articles).toMatchObject([{ title: '題目', url: `${site.origin}/x` }]);
  expect(skipped).toEqual([]);
});

test('a fetched page is read with its encoding, its address, and the date and site of the feed that led to it', async () => {
  const corpus = await tempFolder();
  // 中文 in Big5, said by the header only.
  const word = Buffer.from([0xa4, 0xa4, 0xa4, 0xe5]);
  const sentence = Buffer.concat([...Array<Buffer>(30).fill(word), Buffer.from([0xa1, 0x43])]);
  const [open, middle, close] = [
    '<html><head><title>Page title</title></head><body><article><p>',
    '</p><p>',
    '</p></article>',
  ];
  const body = Buffer.concat([
    Buffer.from(open),
    sentence,
    Buffer.from(middle),
    sentence,
    Buffer.from(close),
  ]);
  const site = await webSite({
    '/rss': page(rss({ link: '/moved' }), { 'content-type': 'application/rss+xml' }),
    '/moved': redirect('/page'),
    '/page': page(body, { 'content-type': 'text/html; charset=big5' }),
  });
  await writeSources(corpus, [`${site.origin}/rss`]);
  await run(corpus);
  const { articles } = await readCorpus(corpus);
  const found = { title: 'Page title', url: `${site.origin}/page`, published: '2025-06-03', source: 'Daily' };
  expect(articles).toMatchObject([found]);
  expect(articles[0]?.text).toContain('中文中文中文');
});

test('a missing and an empty list are told apart from one that gives nothing', async () => {
  const corpus = await tempFolder();
  await expect(run(corpus)).rejects.toThrow(/The list ".*sources\.txt" does not exist\. Make it/);
  await writeSources(corpus, ['# nothing yet']);
  await expect(run(corpus)).rejects.toThrow(/names no address/);
});
