import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildArticle } from '../../src/corpus/build-article.ts';
import type { Article } from '../../src/corpus/article.ts';
import { pageAt } from '../../src/corpus/page-at.ts';
import { ordinaryCharacters } from '../../src/corpus/pdf/ordinary-characters.ts';
import { readPdf } from '../../src/corpus/pdf/read-pdf.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { assemble, paragraphAt, tinyPdf, type PdfText } from '../support/tiny-pdf.ts';

async function read(bytes: Uint8Array, file = 'a.pdf'): Promise<{ article: Article; dropped: string[] }> {
  const reading = await readPdf(file, bytes);
  if ('why' in reading) throw new Error(reading.why);
  const [draft] = reading.drafts;
  if (draft === undefined) throw new Error('no article');
  return { article: buildArticle(draft), dropped: reading.dropped };
}

async function why(bytes: Uint8Array): Promise<string> {
  const reading = await readPdf('a.pdf', bytes);
  return 'why' in reading ? reading.why : 'It was read.';
}

const shown = (article: Article): [string, string][] =>
  article.blocks.map(({ kind, start, end }) => [kind, article.text.slice(start, end)]);

const page = (number: number, body: PdfText[]): PdfText[] => [
  { text: 'Harbour Yearbook 2024', x: 72, y: 800, size: 9 },
  ...body,
  { text: `- ${number} -`, x: 290, y: 30, size: 9 },
];

const HARBOUR = [
  page(1, [
    { text: 'The year of the harbour', x: 72, y: 760, size: 24 },
    ...paragraphAt(710, [
      'Only three ships called at the harbour in winter, and the light-',
      'house keeper wrote down the height of every tide in a grey note-',
      'book that he kept dry.',
    ]),
    ...paragraphAt(650, ['The second paragraph is short.']),
    { text: 'Spring at the yard', x: 72, y: 610, size: 16 },
    ...paragraphAt(580, [
      'The yard opened in March (as ever), and its first ship was the',
      'Petrel, whose hull was',
    ]),
  ]),
  page(2, [
    ...paragraphAt(760, ['repaired with forty-two planks. It took eleven days of work by', 'two people.']),
    ...paragraphAt(700, ['- a plane', '- a saw that had belonged to', '  somebody else']),
  ]),
  page(3, paragraphAt(760, ['The last page says goodbye.'])),
];

describe('a PDF of Latin text', () => {
  it('becomes headings, paragraphs joined over lines and pages, and lists; running heads and numbers go', async () => {
    const { article, dropped } = await read(tinyPdf(HARBOUR));
    expect(article.title).toBe('The year of the harbour');
    expect(shown(article)).toEqual([
      ['heading', 'The year of the harbour'],
      [
        'text',
        'Only three ships called at the harbour in winter, and the lighthouse keeper wrote down the height of every tide in a grey notebook that he kept dry.',
      ],
      ['text', 'The second paragraph is short.'],
      ['heading', 'Spring at the yard'],
      [
        'text',
        'The yard opened in March (as ever), and its first ship was the Petrel, whose hull was repaired with forty-two planks. It took eleven days of work by two people.',
      ],
      ['list', '- a plane\n- a saw that had belonged to somebody else'],
      ['text', 'The last page says goodbye.'],
    ]);
    expect(article.sections.map(({ heading }) => heading)).toEqual([null, 'Spring at the yard']);
    expect(dropped).toEqual(expect.arrayContaining(['Harbour Yearbook 2024', '- 1 -', '- 3 -']));
  });

  it('drops running heads that change with the chapter, and a table of contents, but no line that only ends in a number', async () => {
    const chapter = (number: number, name: string, words: string): PdfText[] => [
      { text: `Chapter ${name} ${number}`, x: 72, y: 800 },
      ...paragraphAt(760, [`The words of ${words} stand here, and there are some of them.`]),
      ...paragraphAt(700 - 10 * number, ['The tide stood at 5']),
      ...paragraphAt(640, [`A last line closes the page on ${words}.`]),
    ];
    const contents = [
      { text: 'Contents', x: 72, y: 760 },
      { text: 'The yard . . . . . . . . . . 1', x: 72, y: 740 },
    ];
    const { article } = await read(
      tinyPdf([
        contents,
        chapter(1, 'one', 'the yard'),
        chapter(2, 'one', 'the light'),
        chapter(3, 'two', 'the pier'),
      ]),
    );
    expect(article.text).not.toMatch(/Chapter|\. \. \./);
    expect(article.text.match(/The tide stood at 5/g)).toHaveLength(3);
  });

  it('knows the page of every word, also where a paragraph runs over the end of one', async () => {
    const { article } = await read(tinyPdf(HARBOUR));
    const pageOf = (words: string): number | undefined => pageAt(article, article.text.indexOf(words));
    expect(
      ['Only three', 'whose hull', 'repaired with', 'two people', 'a plane', 'goodbye'].map(pageOf),
    ).toEqual([1, 1, 2, 2, 2, 3]);
  });

  it('takes title, author and date from its information when they say anything', async () => {
    const stated = { Title: 'A year', Author: 'Coast Weekly', CreationDate: "D:20240506101112+08'00'" };
    expect((await read(tinyPdf(HARBOUR, stated))).article).toMatchObject({
      title: 'A year',
      source: 'Coast Weekly',
      published: '2024-05-06',
    });
    const empty = {
      Title: 'Microsoft Word - year.docx',
      Author: 'User',
      Producer: 'Skia/PDF',
      CreationDate: 'D:2024',
    };
    expect((await read(tinyPdf(HARBOUR, empty))).article).toMatchObject({
      title: 'The year of the harbour',
      source: null,
      published: null,
    });
  });

  it('is the same every time', async () => {
    expect(await read(tinyPdf(HARBOUR))).toEqual(await read(tinyPdf(HARBOUR)));
  });
});

describe('a PDF that cannot be used says why', () => {
  it('without text, damaged, or not a PDF at all', async () => {
    expect(await why(tinyPdf([[]]))).toMatch(/pictures without text/);
    expect(await why(new TextEncoder().encode('%PDF-1.4 and no more'))).toMatch(/not a PDF that can be read/);
    expect(await why(new Uint8Array(2_000).fill(7))).toMatch(/not a PDF that can be read/);
  });
  it('with a password', async () => {
    const key = '<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>';
    const encrypted = assemble(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [] /Count 0 >>',
        `<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`,
      ],
      '/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]',
    );
    expect(await why(encrypted)).toMatch(/encrypted PDF that asks for a password/);
  });
  it('with more pages than are read', async () => {
    const pages = Array.from({ length: 2_001 }, () => [{ text: 'x', x: 72, y: 700 }]);
    expect(await why(tinyPdf(pages))).toMatch(/2001 pages, and at most 2000/);
  });
});

it('glyphs that fonts name by their radical become the characters that people write', () => {
  expect(ordinaryCharacters('⽂⼝⼀⻑⾼ ﬁnd Ａ①')).toBe('文口一長高 find Ａ①');
});

const CHROMIUM = '/usr/bin/chromium';
const PAGE = `<html lang="zh-Hant"><head><meta charset="utf-8"><title>港口的一年</title></head><body>
<h1>港口的一年</h1>
<p>港口在冬天只有三艘船進出，守燈人每天記下潮水的高度，文字寫在灰色的本子裡，一天也沒有少過，直到高潮的那一天，他在本子的最後一頁畫了一艘小船。</p>
<h2>春天的修船廠</h2>
<p>修船廠在三月開工，第一艘上架的船叫做海燕號。</p>
<div style="break-before: page"></div>
<p>海燕號的船底換了四十二塊木板，工人花了十一天。</p></body></html>`;

describe.skipIf(!existsSync(CHROMIUM))(
  `a Chinese page printed by a browser${existsSync(CHROMIUM) ? '' : ' (skipped: /usr/bin/chromium is absent)'}`,
  () => {
    it(
      'keeps its words without spaces between lines, its headings and its pages',
      { timeout: 60_000 },
      async () => {
        const folder = await tempFolder();
        const [html, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
        writeFileSync(html, PAGE);
        const flags = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}/profile`];
        execFileSync(
          CHROMIUM,
          [...flags, `--print-to-pdf=${pdf}`, '--no-pdf-header-footer', `file://${html}`],
          {
            stdio: 'ignore',
          },
        );
        const { article } = await read(new Uint8Array(readFileSync(pdf)), 'page.pdf');
        expect(article).toMatchObject({ title: '港口的一年', published: null });
        expect(shown(article)).toEqual([
          ['heading', '港口的一年'],
          [
            'text',
            '港口在冬天只有三艘船進出，守燈人每天記下潮水的高度，文字寫在灰色的本子裡，一天也沒有少過，直到高潮的那一天，他在本子的最後一頁畫了一艘小船。',
          ],
          ['heading', '春天的修船廠'],
          ['text', '修船廠在三月開工，第一艘上架的船叫做海燕號。'],
          ['text', '海燕號的船底換了四十二塊木板，工人花了十一天。'],
        ]);
        expect(article.blocks.map((block) => block.page)).toEqual([1, 1, 1, 1, 2]);
      },
    );
  },
);
