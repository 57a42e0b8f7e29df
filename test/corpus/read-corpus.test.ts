import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/corpus/article.ts';
import { readCorpus, readTexts } from '../../src/corpus/read-corpus.ts';
import { FootnoteError } from '../../src/errors.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footnote-corpus-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), content);
}

const good = (title: string): string => `# ${title}\n\n${title}的內文。`;
const why = (corpus: Corpus, file: string): string | undefined =>
  corpus.skipped.find((each) => each.file === file)?.why;

async function refused(path: string): Promise<FootnoteError> {
  const error: unknown = await readCorpus(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FootnoteError)) throw new Error(`no FootnoteError for ${path}`);
  return error;
}

describe('a folder that cannot be used', () => {
  it('missing, or a file', async () => {
    const missing = await refused(join(folder, 'nowhere'));
    expect(missing.code).toBe('corpus-missing');
    expect(missing.message).toMatch(/nowhere" does not exist\. Make the folder/);
    await put('a.md', good('甲'));
    expect((await refused(join(folder, 'a.md'))).message).toMatch(/is a file, not a folder/);
  });
  it('empty, or with nothing that can be read: says why each was left out', async () => {
    expect((await refused(folder)).code).toBe('corpus-empty');
    await put('a.pdf', '%PDF');
    await put('b.md', new Uint8Array([0x63, 0x61, 0x66, 0xe9]));
    const error = await refused(folder);
    expect(error.code).toBe('corpus-empty');
    expect(error.message).toContain(folder);
    expect(error.message).toMatch(/a\.pdf: It is not a PDF.*b\.md: It is not UTF-8/);
  });
});

it('reads folders in the order of their paths, with a stable id and progress', async () => {
  await put('b.md', good('乙'));
  await put('a/z.markdown', good('甲'));
  await put('C.TXT', '丙的標題\n\n丙的內文在這裡。');
  await put('.hidden.md', good('藏'));
  await put('.git/x.md', good('藏二'));
  await put('questions.jsonl', '{}');
  await put('sources.txt', 'https://example.com');
  const progress: string[] = [];
  const corpus = await readCorpus(folder, { onProgress: (done, total) => progress.push(`${done}/${total}`) });
  expect(corpus.articles.map(({ file, title }) => [file, title])).toEqual([
    ['C.TXT', '丙的標題'],
    ['a/z.markdown', '甲'],
    ['b.md', '乙'],
  ]);
  expect(corpus.skipped).toEqual([]);
  expect(progress).toEqual(['1/3', '2/3', '3/3']);
  expect(corpus.articles.map(({ id }) => id)).toEqual(
    corpus.articles.map(() => expect.stringMatching(/^[0-9a-f]{10}$/) as string),
  );
  expect(await readCorpus(folder)).toEqual(corpus);
});

it('one bad file loses nothing else, and each is named with the reason and the cure', async () => {
  await put('good.md', good('好'));
  await put('image.png', 'x');
  await put('nul.txt', 'a\0b');
  await put('noise.txt', '\u0001\u0002\u0003\u0004 a');
  await put('latin1.txt', new Uint8Array([0x63, 0x61, 0x66, 0xe9]));
  await put('utf16.txt', new Uint8Array([0xff, 0xfe, 0x2d, 0x4e, 0x65]));
  await put('blank.md', ' \n\n\t');
  await put('headings.md', '# 一\n\n## 二');
  await put('broken.md', '---\ntitle: a: b\n---\n文。');
  await put('large.md', '');
  await truncate(join(folder, 'large.md'), 50_000_000);
  await symlink('/etc/hostname', join(folder, 'out.md'));
  await symlink('nowhere.md', join(folder, 'dangling.md'));
  await mkdir(join(folder, 'inner'));
  await symlink('..', join(folder, 'inner', 'loop'));
  await symlink('good.md', join(folder, 'twin.md'));
  execFileSync('mkfifo', [join(folder, 'pipe.md')]);
  const corpus = await readCorpus(folder);
  expect(corpus.articles.map(({ file }) => file)).toEqual(['good.md']);
  expect(why(corpus, 'image.png')).toMatch(/Only \.md, \.markdown, \.txt, \.html, \.htm and \.pdf/);
  expect(why(corpus, 'nul.txt')).toMatch(/binary file \(it holds NUL bytes\)/);
  expect(why(corpus, 'noise.txt')).toMatch(/binary/);
  expect(why(corpus, 'latin1.txt')).toMatch(/not UTF-8.*save it again/);
  expect(why(corpus, 'utf16.txt')).toMatch(/not UTF-8|binary/);
  expect(why(corpus, 'blank.md')).toBe('It holds no text.');
  expect(why(corpus, 'headings.md')).toMatch(/only headings/);
  expect(why(corpus, 'broken.md')).toMatch(/line 2/);
  expect(why(corpus, 'large.md')).toMatch(/50\.0 MB, and at most 10 MB.*split it/);
  expect(why(corpus, 'out.md')).toMatch(/leads out of the corpus folder/);
  expect(why(corpus, 'dangling.md')).toMatch(/link to nothing/);
  expect(why(corpus, 'inner/loop')).toMatch(/link to a folder/);
  expect(why(corpus, 'twin.md')).toMatch(/repeats the article in good\.md/);
  expect(why(corpus, 'pipe.md')).toMatch(/not a regular file/);
});

it.skipIf(process.getuid?.() === 0)(
  'a file without permission is named (skipped as root, who may read all)',
  async () => {
    await put('good.md', good('好'));
    await put('secret.md', good('密'));
    await chmod(join(folder, 'secret.md'), 0);
    expect(why(await readCorpus(folder), 'secret.md')).toMatch(/cannot be read.*permissions/);
  },
);

describe('articles that meet', () => {
  it('two with one id: the second is left out, and told how to differ', () => {
    const { articles, skipped } = readTexts([
      { file: 'a.md', text: '---\nid: x\n---\n# 甲\n\n甲的內文。' },
      { file: 'b.md', text: '---\nid: x\n---\n# 乙\n\n乙的內文。' },
      { file: 'c.md', text: '# 題\n\n丙的內文。' },
      { file: 'd.md', text: '# 题\n\n丁的內文。' },
    ]);
    expect(articles.map(({ file }) => file)).toEqual(['a.md', 'c.md']);
    expect(skipped).toEqual([
      {
        file: 'b.md',
        why: 'Its id "x" (title "乙") is taken by a.md; give it another one with id: in its front matter.',
      },
      // One title in both scripts is one id.
      { file: 'd.md', why: expect.stringMatching(/taken by c\.md/) as string },
    ]);
  });
  it('the same text under another title is a repeat', () => {
    const { articles, skipped } = readTexts([
      { file: 'a.md', text: '# 甲\n\n一樣的內文。\n\n還有一段。' },
      { file: 'b.md', text: '# 乙\n\n一樣的內文。\n\n\n還有一段。\n' },
    ]);
    expect(articles).toHaveLength(1);
    expect(skipped).toEqual([{ file: 'b.md', why: '"乙" repeats the article in a.md and was read once.' }]);
  });
});

it('a byte order mark, Windows line ends and control characters do no harm', async () => {
  await put('a.md', '\uFEFF---\r\ntitle: 題\r\n---\r\n第一段。\r\n\r\n第二\u0007段。\r\n');
  const [article] = (await readCorpus(folder)).articles;
  expect(article).toMatchObject({ title: '題', text: '第一段。\n\n第二段。\n' });
});
