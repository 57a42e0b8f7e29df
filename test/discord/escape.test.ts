import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockQuote, escapeMarkdown, maskedLink, plainLine } from '../../src/discord/escape.ts';
import { unescaped } from '../support/discord-markdown.ts';

describe('escapeMarkdown', () => {
  it.each([
    ['**bold** _it_ ~~no~~', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['```js\ncode```', '\\`\\`\\`js\ncode\\`\\`\\`'],
    ['||spoiler||', '\\|\\|spoiler\\|\\|'],
    ['@everyone <@123> <#1> <@&2>', '\\@everyone \\<\\@123\\> \\<#1\\> \\<\\@&2\\>'],
    ['<:wave:1> <t:1700000000:R> :smile:', '\\<\\:wave\\:1\\> \\<t\\:1700000000\\:R\\> \\:smile\\:'],
    ['[官網](https://evil.example)', '\\[官網\\](https\\://evil.example)'],
    ['# 標題\n  ## 二\n- 項\n-# 小', '\\# 標題\n  \\## 二\n\\- 項\n\\-# 小'],
    ['1. 一\n12. 二\n3.5 倍', '1\\. 一\n12\\. 二\n3\\.5 倍'],
    ['> 引\n>>> 全', '\\> 引\n\\>\\>\\> 全'],
    ['C:\\路徑\\', 'C\\:\\\\路徑\\\\'],
  ])('shows %j as it is written', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('leaves Chinese punctuation, figures and hyphens inside a line alone', () => {
    const text = '他說：「暫停 6 個月（至少）——不是 1-2 週」，GPT-4、A#1。';
    expect(escapeMarkdown(text)).toBe(text);
  });

  it('drops control characters, which Discord does not show', () => {
    expect(escapeMarkdown('a\u0000b\u0007c\td')).toBe('abc\td');
  });

  it('reads back as the text, for any text, and a beginning escapes to a beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (text, at) => {
        const clean = text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, '');
        expect(unescaped(escapeMarkdown(text))).toBe(clean);
        const beginning = text.slice(0, at % (text.length + 1));
        if (!/\p{Surrogate}$/u.test(beginning)) {
          expect(escapeMarkdown(text).startsWith(escapeMarkdown(beginning))).toBe(true);
        }
      }),
    );
  });
});

describe('plainLine', () => {
  it('is one line that nothing invisible can reorder', () => {
    expect(plainLine(' 一\n\n二\t三 \u202e四\u2066 ')).toBe('一 二 三 四');
  });
});

describe('blockQuote', () => {
  it('marks every line, the empty ones too', () => {
    expect(blockQuote('a\n\nb')).toBe('> a\n> \n> b');
  });
});

describe('maskedLink', () => {
  it('links words to an address, its brackets encoded', () => {
    expect(maskedLink('題', 'https://example.org/a_(b)?c=*')).toBe(
      '[題](https://example.org/a_%28b%29?c=%2A)',
    );
  });
  it('keeps brackets in the words from undoing the link', () => {
    expect(maskedLink('題[一*', 'https://example.org/')).toBe('[題［一\\*](https://example.org/)');
  });
  it.each([[null], ['javascript:alert(1)'], ['not an address'], [`https://example.org/${'a'.repeat(400)}`]])(
    'leaves the words alone for %s',
    (url) => {
      expect(maskedLink('題', url)).toBe('題');
    },
  );
});
