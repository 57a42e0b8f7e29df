import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FetchReport } from '../../src/fetch/report.ts';
import { readIfThere } from '../../src/fetch/write-aside.ts';
import { page, webSite, writeSources } from '../fetch/web-site.ts';
import { Child } from '../support/child.ts';
import { runScript } from '../support/run-script.ts';
import { tempFolder } from '../support/temp-folder.ts';

const HTML = '<html><head><title>T</title></head><body><p>Text.</p></body></html>';
const NO_PAUSE = page('User-agent: *\nCrawl-delay: 0\n', { 'content-type': 'text/plain' });

describe('npm run fetch', () => {
  test('says what was new, what was left out, and what to do next; then that nothing changed', async () => {
    const corpus = await tempFolder();
    const site = await webSite({
      '/robots.txt': NO_PAUSE,
      '/a': page(HTML),
      '/b': page('x', { 'content-type': 'image/png' }),
    });
    await writeSources(corpus, [`${site.origin}/a`, `${site.origin}/b`, 'oops']);
    const args = ['--corpus', corpus, '--allow-private'];
    const first = await runScript('fetch', args);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(first.stdout.replace(/-[0-9a-f]{10}\./g, '-HASH.').replaceAll(String(site.port), 'PORT')).toBe(
      `Fetched: 1 new, 0 changed, 0 unchanged, 1 skipped, 0 gone.
New:
  fetched/127.0.0.1-PORT/a-HASH.html  http://127.0.0.1:PORT/a
Skipped:
  http://127.0.0.1:PORT/b: It is image/png; only HTML, plain text, Markdown, PDF, RSS and Atom are fetched.
Lines of sources.txt left out:
  line 3: "oops" is not a web address; write it from https:// on.
Run npm run index to take this up.
`,
    );
    expect(site.headers.get('/a')?.['user-agent']).toMatch(/^Footnote\/\d+\.\d+\.\d+ \(footnote; /);
    const second = await runScript('fetch', [...args, '--json']);
    const report = JSON.parse(second.stdout) as FetchReport;
    expect(report.unchanged).toHaveLength(1);
    expect(second.stdout.trimEnd()).not.toContain('\n');
    expect(second.code).toBe(0);
  });

  test('asks no private address without being allowed to: exit code 1', async () => {
    const corpus = await tempFolder();
    const site = await webSite({ '/a': page(HTML) });
    await writeSources(corpus, [`${site.origin}/a`, 'http://localhost/a', 'http://[::1]/a']);
    const { code, stdout } = await runScript('fetch', ['--corpus', corpus, '--json']);
    const { skipped } = JSON.parse(stdout) as FetchReport;
    expect(code).toBe(1);
    expect(skipped.map(({ why }) => why)).toEqual([
      expect.stringMatching(/asks for port \d+/),
      expect.stringMatching(/^localhost leads to .*, which is not a public address/),
      expect.stringMatching(/::1, which is not a public address/),
    ]);
    expect(site.asked).toEqual([]);
  });

  test('--help, wrong usage, and no list', async () => {
    const corpus = await tempFolder();
    const [help, wrong, none] = await Promise.all([
      runScript('fetch', ['--help']),
      runScript('fetch', ['--fast']),
      runScript('fetch', ['--corpus', corpus]),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('--allow-private');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("'--fast'");
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/^The list ".*sources\.txt" does not exist\. Make it.*\n$/);
  });

  test('killed in the middle, there are whole files only, and the next run finishes', async () => {
    const corpus = await tempFolder();
    const body = (n: number): string =>
      `<html><head></head><p>${String(n).repeat(1_000_000)}</p><!-- end -->`;
    const site = await webSite({ '/robots.txt': NO_PAUSE });
    for (let n = 0; n < 20; n++) site.pages[`/${n}`] = page(body(n % 10));
    const addresses = Array.from({ length: 20 }, (_, n) => `${site.origin}/${n}`);
    await writeSources(corpus, addresses);
    const args = ['--corpus', corpus, '--allow-private', '--json'];
    for (const asked of [5, 15]) {
      site.asked.length = 0;
      const child = new Child('scripts/fetch.ts', {}, args);
      while (site.asked.length < asked && child.isRunning)
        await new Promise((resolve) => setTimeout(resolve, 2));
      expect(child.isRunning).toBe(true);
      await child.kill();
      await expectWhole(corpus);
    }
    const { code, stdout } = await runScript('fetch', args);
    const report = JSON.parse(stdout) as FetchReport;
    expect(code).toBe(0);
    expect([...report.new, ...report.unchanged]).toHaveLength(20);
    expect(report.changed).toEqual([]);
    expect(report.unchanged.length).toBeGreaterThan(0);
    expect(await expectWhole(corpus)).toBe(20);
  });
});

/** Every file that a reader of the corpus would see is whole. */
async function expectWhole(corpus: string): Promise<number> {
  // Killed before the first page was written, a run leaves no folder.
  const folder = join(corpus, 'fetched');
  const names = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  const files = names.filter((name) => /\/[^.][^/]*\.html$/.test(name));
  for (const name of files) {
    const text = await readFile(join(corpus, 'fetched', name), 'utf8');
    expect(text.slice(0, 50)).toMatch(/^<html><head>\n<meta charset="utf-8" \/>\n<link/);
    expect(text.endsWith('</p><!-- end -->')).toBe(true);
  }
  // The record is written after the first file, so a run may be killed between the two.
  const record = await readIfThere(join(corpus, '.fetched.json'));
  if (record !== null) JSON.parse(record.toString('utf8'));
  return files.length;
}
