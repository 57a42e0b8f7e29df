import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { splitPassages } from '../../src/corpus/passages.ts';
import { decodeHtml } from '../../src/corpus/html/decode-html.ts';
import { readHtml } from '../../src/corpus/html/read-html.ts';
import { cleanCharacters } from '../../src/corpus/read-file.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';
import { SENTENCE_LIMIT, splitSentences } from '../../src/corpus/sentences.ts';

/** Pieces that real files are made of, so that random texts reach every rule and not only the default one. */
const PIECES = [
  '今天下雨。',
  '他說:「真的嗎?」然後離開了!',
  '「第一句。第二句。」',
  'Dr. Smith paid $1.4 in the U.S. today. ',
  'Really?! ',
  '……',
  '⋯但是',
  '。',
  '」',
  ',、;',
  '\n',
  '\n\n',
  '  \n',
  ' ',
  '\t',
  '\u3000\u3000',
  '# 標題\n',
  '## Section two ##\n',
  '=====\n',
  '---\n',
  '- item one\n',
  '  1. 第一項。\n',
  '> quoted\n>\n> more\n',
  '```ts\nconst a = 1;\n\nlet b;\n```\n',
  '~~~',
  '| a | b |\n|---|---|\n| 1 | 2 |\n',
  '<!-- note -->\n',
  '<!--',
  '![圖](a.png)\n',
  '[1]: https://example.com\n',
  '圖/ shutterstock\n',
  '延伸閱讀:另一篇\n',
  '登入會員\n',
  '往下滑看下一篇文章\n',
  '© 2024 Example\n',
  '新聞標題說明一切真相\n新聞標題說明一切真相\n\n',
  '這是一段足夠長的內文,用來讓讀取程式把它當成文章的一部分,而不是選單或提示文字,所以它要再長一點才行。\n\n',
  '一、小標題\n',
  '(二)次標題。\n',
  '**重點。**說明',
  '"Hello." she said. ',
  '😀',
  '👩‍👩‍👧',
  '\u0301',
  '\u200b',
  '\ud800',
  'a'.repeat(1200),
  '字'.repeat(1100),
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 12 })), {
      maxLength: 30,
    })
    .map((p) => p.join('')),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
);
/** Pieces of web pages, well formed or not. */
const TAGS = [
  '<h1>大標題</h1>',
  '<h2>小<b>標</b>題</h2>',
  '<h3></h3>',
  '<p>',
  '</p>',
  '<br>',
  '<ul><li>一項</li><li>二項<ol><li>其中</li></ol></ul>',
  '<li>',
  '<pre>  const a = 1;\n\n  let b;\n</pre>',
  '<table><tr><th>年<th>船<tr><td>2023<td>3</table>',
  '<td>',
  '<figure><img src=x><figcaption>照片</figcaption></figure>',
  '<blockquote><p>引言說。</p></blockquote>',
  '<article>',
  '</article>',
  '<div class="share">分享</div>',
  '<nav><a href="/">首頁</a></nav>',
  '<a href="/x">連結的文字</a>',
  '<script>alert(1)</script>',
  '<!-- note -->',
  '&nbsp;&#7;&lt;b&gt;&amp;',
  '<',
  '</div>',
  '<div>',
  '<title>題</title>',
  '<p>這是一段足夠長的內文，用來讓讀取程式把它當成文章的一部分，而不是選單或提示文字，所以它要再長一點才行。</p>',
];
const page = fc
  .array(fc.constantFrom(...TAGS, ...TAGS, ...PIECES), { maxLength: 40 })
  .map((pieces) => pieces.join(''));
const file = fc.constantFrom('a.md', 'a.markdown', 'a.txt');
/** A name and what stands in it: half of them web pages. */
const source = fc.oneof(fc.tuple(file, text), fc.tuple(fc.constant('a.html'), page));

/** Articles as the real reader makes them of any string. */
function read(name: string, raw: string): Article[] {
  if (name === 'a.html') {
    const decoded = decodeHtml(new TextEncoder().encode(raw));
    const reading = 'why' in decoded ? decoded : readHtml(name, decoded.text);
    return 'why' in reading ? [] : readTexts([{ file: name, ...reading }]).articles;
  }
  return readTexts([{ file: name, text: cleanCharacters(raw) }]).articles;
}

/** How often each visible character of the text lies in one of the spans. */
function coverage(article: Article, spans: { start: number; end: number }[]): Uint8Array {
  const times = new Uint8Array(article.text.length);
  for (const { start, end } of spans)
    for (let at = start; at < end; at += 1) times[at] = (times[at] ?? 0) + 1;
  return times;
}

function expectInOrder(spans: { start: number; end: number }[], length: number): void {
  let last = 0;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    last = end;
  }
  expect(last).toBeLessThanOrEqual(length);
}

describe('spans of any text, through the real reader', () => {
  it('blocks: in order, without overlap, only white space between them, sections and paragraphs counted', () => {
    fc.assert(
      fc.property(source, ([name, raw]) => {
        for (const article of read(name, raw)) {
          expectInOrder(article.blocks, article.text.length);
          const covered = coverage(article, article.blocks);
          for (let at = 0; at < article.text.length; at += 1) {
            if (!/\s/.test(article.text.charAt(at))) expect(covered[at]).toBe(1);
          }
          const numbers = article.blocks.flatMap((block) =>
            block.paragraph === null ? [] : [block.paragraph],
          );
          expect(numbers).toEqual(numbers.map((_, index) => index + 1));
          expect(numbers.length).toBeGreaterThan(0);
          expectInOrder(article.sections, article.text.length);
          for (const block of article.blocks) {
            const section = article.sections[block.section];
            expect(section !== undefined && section.start <= block.start && block.end <= section.end).toBe(
              true,
            );
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('sentences: trimmed, bounded, inside one block, and together every visible character once', () => {
    fc.assert(
      fc.property(source, ([name, raw]) => {
        for (const article of read(name, raw)) {
          const sentences = splitSentences(article);
          expectInOrder(sentences, article.text.length);
          const covered = coverage(article, sentences);
          for (const block of article.blocks) {
            for (let at = block.start; at < block.end; at += 1) {
              const visible = !/\s/.test(article.text.charAt(at));
              if (block.paragraph === null) expect(covered[at]).toBe(0);
              else if (visible) expect(covered[at]).toBe(1);
            }
          }
          for (const sentence of sentences) {
            const shown = article.text.slice(sentence.start, sentence.end);
            expect(shown).toBe(shown.trim());
            expect(shown.length).toBeLessThanOrEqual(SENTENCE_LIMIT);
            const block = article.blocks.find((each) => each.paragraph === sentence.paragraph);
            expect(block !== undefined && block.start <= sentence.start && sentence.end <= block.end).toBe(
              true,
            );
            expect(sentence.section).toBe(block?.section);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  it('passages: every sentence once, exact offsets, one section each, within the limit, the same every time', () => {
    const options = fc.record({
      target: fc.integer({ min: 1, max: 500 }),
      limit: fc.integer({ min: 1, max: 600 }),
    });
    fc.assert(
      fc.property(source, fc.option(options, { nil: undefined }), ([name, raw], chosen) => {
        for (const article of read(name, raw)) {
          const passages = splitPassages(article, chosen);
          expectInOrder(passages, article.text.length);
          expect(passages.flatMap((passage) => passage.sentences)).toEqual(splitSentences(article));
          for (const passage of passages) {
            const { sentences } = passage;
            expect(passage.articleId).toBe(article.id);
            expect(passage.start).toBe(sentences[0]?.start);
            expect(passage.end).toBe(sentences.at(-1)?.end);
            expect(new Set(sentences.map((sentence) => sentence.section))).toEqual(
              new Set([passage.section]),
            );
            if (sentences.length > 1)
              expect(passage.end - passage.start).toBeLessThanOrEqual(chosen?.limit ?? 420);
            // Nothing but its sentences and white space: no heading and no caption inside.
            const joined = sentences
              .map((sentence) => article.text.slice(sentence.start, sentence.end))
              .join('');
            const whole = article.text.slice(passage.start, passage.end);
            expect(whole.replace(/\s+/g, '')).toBe(joined.replace(/\s+/g, ''));
          }
          expect(splitPassages(article, chosen)).toEqual(passages);
        }
        expect(read(name, raw)).toEqual(read(name, raw));
      }),
      { numRuns: 600 },
    );
  });

  it('a Markdown article keeps every character of its body', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const body = cleanCharacters(raw);
        const corpus = readTexts([{ file: 'a.md', text: `---\ntitle: 任意\n---\n${body}` }]);
        for (const article of corpus.articles) expect(article.text).toBe(body);
      }),
      { numRuns: 300 },
    );
  });
});
