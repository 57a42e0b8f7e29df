import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { ReadingThread } from '../../src/corpus/reading-thread.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { assemble, tinyPdf } from '../support/tiny-pdf.ts';

const GOOD =
  '<html><head><title>好的一頁</title></head><body><p>這一頁沒有什麼不對，說的是港口的天氣。</p></body></html>';
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'latin1'));
const noise = new Uint8Array(50_000).map((_, at) => (at * 7_919 + ((at * at) >> 3) * 31) % 256);
const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), noise]);

/** A PDF whose one page unpacks to so many MiB of white space, packed twice. */
function bomb(mebibytes: number): Uint8Array<ArrayBuffer> {
  const packed = deflateSync(deflateSync(Buffer.alloc(mebibytes * 1_048_576, 32), { level: 1 }));
  const head = `<< /Length ${packed.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n`;
  return new Uint8Array(
    assemble(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
        Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]),
      ],
      '/Root 1 0 R',
    ),
  );
}

/** A PDF whose tree of pages leads back into itself. */
const circular = assemble(
  ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>'],
  '/Root 1 0 R',
);

it('each hostile file is skipped with a sentence, and the rest is read', { timeout: 60_000 }, async () => {
  const folder = await tempFolder();
  const put = (file: string, content: string | Uint8Array): Promise<void> =>
    writeFile(join(folder, file), content);
  await put('good.md', '# 好\n\n好的內文在這裡。');
  await put('good.html', GOOD);
  await put('line.md', '');
  await truncate(join(folder, 'line.md'), 200_000_000);
  await put('large.pdf', '');
  await truncate(join(folder, 'large.pdf'), 50_000_001);
  await put('deep.html', `${'<div>'.repeat(100_000)}文${'</div>'.repeat(100_000)}`);
  await put('bold.html', `<html><body>${'<b>'.repeat(4_000)}文</body></html>`);
  await put('zip.md', zip);
  await put('zip.html', zip);
  await put('zip.pdf', zip);
  await put('junk.txt', noise);
  await put('junk.html', noise);
  await put('junk.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), noise]));
  await put('circle.pdf', circular);
  await symlink('loop.md', join(folder, 'loop.md'));
  execFileSync('mkfifo', [join(folder, 'pipe.html')]);
  await mkdir(join(folder, 'good_files'));
  await put('good_files/frame.html', GOOD.replace('好的', '廣告的'));
  const corpus = await readCorpus(folder);
  expect(corpus.articles.map(({ file }) => file)).toEqual(['good.html', 'good.md']);
  expect(Object.fromEntries(corpus.skipped.map(({ file, why }) => [file, why]))).toEqual({
    'line.md': expect.stringMatching(/200\.0 MB, and at most 10 MB are read/) as string,
    'large.pdf': expect.stringMatching(/50\.0 MB, and at most 50 MB are read/) as string,
    'deep.html': expect.stringMatching(/nested more than 500 deep/) as string,
    'bold.html': expect.stringMatching(/nested more than 500 deep/) as string,
    'zip.md': expect.stringMatching(/is a zip archive/) as string,
    'zip.html': expect.stringMatching(/is a zip archive/) as string,
    'zip.pdf': expect.stringMatching(/not a PDF that can be read/) as string,
    'junk.txt': expect.stringMatching(/binary/) as string,
    'junk.html': expect.stringMatching(/no encoding|binary/) as string,
    'junk.pdf': expect.stringMatching(/not a PDF that can be read/) as string,
    'circle.pdf': expect.stringMatching(/PDF|pages/) as string,
    'loop.md': expect.stringMatching(/link to nothing that can be read/) as string,
    'pipe.html': expect.stringMatching(/not a regular file/) as string,
    good_files: expect.stringMatching(/web page saved beside it/) as string,
  });
});

describe('the reading thread', () => {
  it('gives up a file that takes too long, and reads the next one', { timeout: 30_000 }, async () => {
    const thread = new ReadingThread({ time: 1_500 });
    // Below the limit of open elements, but the parser looks through all of them for each end tag.
    const slow = `<html><body>${'<i>'.repeat(4_900)}${'</u>'.repeat(1_200_000)}</body></html>`;
    expect(await thread.read('slow.html', bytesOf(slow))).toEqual({
      why: expect.stringMatching(/takes longer than 1\.5 s/) as string,
    });
    expect(await thread.read('good.html', new Uint8Array(Buffer.from(GOOD)))).toHaveProperty('drafts');
    await thread.close();
  });

  it('gives up a file that unpacks to too much, and reads the next one', { timeout: 60_000 }, async () => {
    const thread = new ReadingThread({ growth: 160 });
    expect(await thread.read('bomb.pdf', bomb(400))).toEqual({
      why: expect.stringMatching(/takes too much memory/) as string,
    });
    const small = new Uint8Array(tinyPdf([[{ text: 'A harbour in winter has few ships.', x: 72, y: 700 }]]));
    expect(await thread.read('small.pdf', small)).toHaveProperty('drafts');
    await thread.close();
  });

  it('gives up a file that fills its heap, and reads the next one', { timeout: 60_000 }, async () => {
    const thread = new ReadingThread({ heap: 64 });
    const wide = `<html><body>${'<p>a</p>'.repeat(1_000_000)}</body></html>`;
    expect(await thread.read('wide.html', bytesOf(wide))).toEqual({
      why: expect.stringMatching(/takes too much memory/) as string,
    });
    expect(await thread.read('good.html', new Uint8Array(Buffer.from(GOOD)))).toHaveProperty('drafts');
    await thread.close();
  });
});
