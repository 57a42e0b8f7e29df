import fc from 'fast-check';
import type { Article } from '../../src/corpus/article.ts';
import { buildArticle, type DraftBlock } from '../../src/corpus/build-article.ts';
import type { ArticleSummary } from '../../src/engine.ts';
import { articleKey, hashArticle } from '../../src/index/article-hash.ts';

const WORDS = ['人工智慧', '暫停6個月', '。', '，', '「', '」', '——', '！', '1000萬美元', 'GPT-4 '];
const MARKUP = [
  ...[
    '**',
    '__',
    '~~',
    '`',
    '```\n',
    '||',
    '\n# ',
    '\n> ',
    '\n>>> ',
    '\n- ',
    '\n1. ',
    '\n-# ',
    '\\',
    '\n',
    ' ',
  ],
  ...[
    '@everyone',
    '@here',
    '<@123>',
    '<@&9>',
    '<#5>',
    '<:a:1>',
    '<t:1:R>',
    '[a](https://x.example)',
    ':smile:',
  ],
];
const SCRIPTS = ['👨‍👩‍👧‍👦', '🇹🇼', 'é', '\u202eעברית', 'مرحبا', '𠮷', '\u200b', '\u0001'];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 4, arbitrary: fc.constantFrom(...MARKUP) },
  { weight: 2, arbitrary: fc.constantFrom(...SCRIPTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

/** Text in any script with anything that Discord could take for markup; may be blank. */
export const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

/** Lines that are longer than a reply, without and with marks to cut at, and with marks alone. */
const endless = fc
  .tuple(
    fc.constantFrom('長', '*_', '𠮷', '船都回來了。', 'a\n', 'e\u0301', ' \n', '\u0001x'),
    fc.integer({ min: 1, max: 9000 }),
  )
  .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)));

/** Of an article: short and mixed, now and then endless. */
export const anyParagraph = fc.oneof({ weight: 9, arbitrary: anyText }, { weight: 1, arbitrary: endless });

/** A line for a place that has room for a few words. */
const anyLine = fc.oneof(
  { weight: 5, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom('*', '長', '𠮷_', 'long words, ').map((unit) => unit.repeat(300)) },
);

const anyBlock = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ heading: fc.constant(false), text: anyParagraph, level: fc.constant(0) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      heading: fc.constant(true),
      text: anyText,
      level: fc.integer({ min: 1, max: 6 }),
    }),
  },
);

/** Many headings in a row, as the contents of a book have them. */
const manySections = fc.tuple(fc.integer({ min: 1, max: 200 }), anyLine).map(([count, text]) =>
  Array.from({ length: count }, (_, i) => [
    { heading: true, text: `${text}${i}`, level: (i % 6) + 1 },
    { heading: false, text: '一段。', level: 0 },
  ]).flat(),
);

const anyBlocks = fc.oneof(
  { weight: 9, arbitrary: fc.array(anyBlock, { maxLength: 12 }) },
  { weight: 1, arbitrary: manySections },
);

/** An article of any text, each of its blocks trimmed as the readers of files trim them. */
export const anyArticle: fc.Arbitrary<Article> = fc
  .record({
    blocks: anyBlocks,
    title: anyLine,
    source: fc.option(anyLine),
    url: fc.option(fc.oneof(fc.webUrl({ withQueryParameters: true }), anyText)),
    published: fc.option(fc.constantFrom('2023-03-30', '@everyone')),
  })
  .map(({ blocks: parts, ...place }) => {
    const kept = parts.filter(({ text, heading }) => heading || text.trim() !== '');
    const drafts: DraftBlock[] = [];
    let text = '';
    for (const part of kept) {
      const body = part.text.trim() || '#';
      const start = text.length;
      text += `${body}\n\n`;
      drafts.push(
        part.heading
          ? {
              kind: 'heading',
              start,
              end: start + body.length,
              opens: { heading: part.text, level: part.level },
            }
          : { kind: 'text', start, end: start + body.length },
      );
    }
    return buildArticle({ ...place, file: 'any.md', text, blocks: drafts, id: 'any', language: null });
  });

/** The article as a list shows it. */
export function summaryOf(article: Article): ArticleSummary {
  const { id, title, source, url, published, sections, blocks } = article;
  return {
    id,
    key: articleKey(hashArticle(article)),
    title,
    source,
    url,
    published,
    sections: sections.flatMap(({ heading }) => heading ?? []),
    paragraphs: blocks.filter(({ paragraph }) => paragraph !== null).length,
  };
}
