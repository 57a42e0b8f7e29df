import { expect, test } from 'vitest';
import fc from 'fast-check';
import { blockQuote, escapeMarkdown, maskedLink } from '../../src/discord/escape.ts';
import { parseInline, parseMarkdown, type MarkdownNode } from '../../scripts/preview/page/markdown.ts';

const text = (words: string): MarkdownNode => ({ type: 'text', text: words });

/** All the words of a tree, in order. */
function wordsOf(nodes: MarkdownNode[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return wordsOf(node.children);
      if ('text' in node) return node.text;
      return 'items' in node ? node.items.map(wordsOf).join('\n') : '';
    })
    .join('');
}

/** All kinds of nodes in a tree. */
function kindsOf(nodes: MarkdownNode[]): string[] {
  return nodes.flatMap((node) => [
    node.type,
    ...('children' in node ? kindsOf(node.children) : []),
    ...('items' in node ? node.items.flatMap(kindsOf) : []),
  ]);
}

test.each<[string, MarkdownNode[]]>([
  ['plain words', [text('plain words')]],
  ['**bold** after', [{ type: 'bold', children: [text('bold')] }, text(' after')]],
  [
    '*it* and _it_',
    [{ type: 'italic', children: [text('it')] }, text(' and '), { type: 'italic', children: [text('it')] }],
  ],
  ['snake_case_name', [text('snake_case_name')]],
  ['2 * 3 * 4', [text('2 * 3 * 4')]],
  ['__under__', [{ type: 'underline', children: [text('under')] }]],
  ['~~gone~~', [{ type: 'strike', children: [text('gone')] }]],
  [
    '||secret **x**||',
    [{ type: 'spoiler', children: [text('secret '), { type: 'bold', children: [text('x')] }] }],
  ],
  ['`**code**`', [{ type: 'code', text: '**code**' }]],
  ['``a ` b``', [{ type: 'code', text: 'a ` b' }]],
  ['***both***', [{ type: 'bold', children: [{ type: 'italic', children: [text('both')] }] }]],
  ['\\*not\\* \\_this\\_ \\\\', [text('*not* _this_ \\')]],
  ['**未閉合', [text('**未閉合')]],
  [
    '<@42> <@!43> <#44> <@&45>',
    [
      { type: 'user', id: '42' },
      text(' '),
      { type: 'user', id: '43' },
      text(' '),
      { type: 'channel', id: '44' },
      text(' '),
      { type: 'role', id: '45' },
    ],
  ],
  ['</study start:9>', [{ type: 'command', name: 'study start' }]],
  ['@everyone!', [{ type: 'everyone', text: '@everyone' }, text('!')]],
  ['<t:1700000000:R>', [{ type: 'time', seconds: 1_700_000_000, style: 'R' }]],
  ['<t:1700000000>', [{ type: 'time', seconds: 1_700_000_000, style: 'f' }]],
  ['<:tada:123456>', [text(':tada:')]],
])('%s', (markdown, tree) => {
  expect(parseMarkdown(markdown)).toEqual(tree);
});

test('a block ends with its line; the lines before it end as they do', () => {
  expect(parseMarkdown('# 標題\n前\n> 引文一\n> **引文二**\n-# 小字\n後')).toEqual([
    { type: 'heading', level: 1, children: [text('標題')] },
    text('前\n'),
    { type: 'quote', children: [text('引文一\n'), { type: 'bold', children: [text('引文二')] }] },
    { type: 'subtext', children: [text('小字')] },
    text('後'),
  ]);
});

test('a quote to the end takes everything', () => {
  expect(parseMarkdown('a\n>>> b\n\nc')).toEqual([
    text('a\n'),
    { type: 'quote', children: [text('b\n\nc')] },
  ]);
});

test('lists', () => {
  expect(parseMarkdown('- a\n- **b**\n3. c')).toEqual([
    {
      type: 'list',
      start: null,
      items: [[text('a')], [{ type: 'bold', children: [text('b')] }], [text('c')]],
    },
  ]);
  expect(parseMarkdown('3. c\n4. d')).toEqual([
    { type: 'list', start: 3, items: [[text('c')], [text('d')]] },
  ]);
});

test('code blocks keep what is in them', () => {
  expect(parseMarkdown('see ```ts\nconst a = `**b**`;\n``` end')).toEqual([
    text('see '),
    { type: 'code-block', language: 'ts', text: 'const a = `**b**`;' },
    text(' end'),
  ]);
});

test('links are of the web or are no links', () => {
  expect(parseInline('[文章](https://example.org/a%28b%29)')).toEqual([
    { type: 'link', url: 'https://example.org/a%28b%29', children: [text('文章')] },
  ]);
  expect(parseInline('看 https://example.org/x。')).toEqual([
    text('看 '),
    { type: 'link', url: 'https://example.org/x', children: [text('https://example.org/x')] },
    text('。'),
  ]);
  for (const hostile of [
    '[x](javascript:alert(1))',
    '[x](data:text/html,hi)',
    '[x](//example.org)',
    '<javascript:1>',
  ]) {
    expect(kindsOf(parseInline(hostile))).not.toContain('link');
  }
});

test('markup of the web is words', () => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  expect(parseMarkdown(hostile)).toEqual([text(hostile)]);
});

test('what the bot escapes is read back as it was', () => {
  const line = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('\\*_~`|[]()<>@#:-+.1a 中「」')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 40,
  });
  fc.assert(
    fc.property(line, (raw) => {
      const words = raw.replaceAll(/[\u0000-\u001f\u007f-\u009f]/gu, '');
      const read = parseMarkdown(escapeMarkdown(words));
      expect(wordsOf(read)).toBe(words);
      expect(kindsOf(read).filter((kind) => kind !== 'text')).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('the parts that the bot composes are read as what they are', () => {
  expect(
    parseMarkdown(
      `${blockQuote(`a **${escapeMarkdown('b*b')}**\nc`)}\n— ${maskedLink('題［一］', 'https://example.org/')}`,
    ),
  ).toEqual([
    { type: 'quote', children: [text('a '), { type: 'bold', children: [text('b*b')] }, text('\nc')] },
    text('— '),
    { type: 'link', url: 'https://example.org/', children: [text('題［一］')] },
  ]);
});

test('no text takes long', () => {
  const marks = fc.string({
    unit: fc.constantFrom(
      '*',
      '_',
      '~',
      '|',
      '`',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '\\',
      ' ',
      'a',
      '\n',
      '-',
      '#',
    ),
    maxLength: 4000,
  });
  fc.assert(
    fc.property(marks, (markdown) => {
      const start = performance.now();
      parseMarkdown(markdown);
      expect(performance.now() - start).toBeLessThan(2000);
    }),
    { numRuns: 300 },
  );
  for (const repeated of ['**', '[', '__', '||a', '_a ', '`', '> ', '[[]', '- ', '\\', '~~', '<@']) {
    const start = performance.now();
    parseMarkdown(repeated.repeat(Math.floor(4000 / repeated.length)));
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
