import { describe, expect, it } from 'vitest';
import { isoDate, splitFrontMatter } from '../../src/corpus/front-matter.ts';

function matter(yaml: string): ReturnType<typeof splitFrontMatter> {
  return splitFrontMatter(`---\n${yaml}\n---\n內文`);
}

describe('what front matter says', () => {
  it('reads the known keys and ignores the others', () => {
    expect(
      matter(
        'title: 題\nid: a-1_B\nsource: 某報\nurl: https://example.com/文\npublished: 2024-05-03\nlanguage: zh-Hant\nnote: x\ntags: [a, b]',
      ),
    ).toEqual({
      matter: {
        title: '題',
        id: 'a-1_B',
        source: '某報',
        url: 'https://example.com/%E6%96%87',
        published: '2024-05-03',
        language: 'zh-Hant',
      },
      body: '內文',
      faults: [],
    });
  });

  it('a source that is an address is the address', () => {
    expect(matter('source: https://example.com/a')).toMatchObject({
      matter: { source: null, url: 'https://example.com/a' },
    });
  });

  it('never takes an address that is not http or https', () => {
    expect(matter('url: javascript:alert(1)')).toMatchObject({
      matter: { url: null },
      faults: [/javascript:alert/] as unknown as string[],
    });
  });

  it('numbers are words, and lists are not', () => {
    expect(matter('title: 1984')).toMatchObject({ matter: { title: '1984' } });
    expect(matter('title: [a, b]')).toMatchObject({ matter: { title: null } });
  });

  it.each([
    ['2024-5-3', '2024-05-03'],
    ['2024/05/03', '2024-05-03'],
    ['2024年5月3日', '2024-05-03'],
    ['2024-05-03T10:00:00+08:00', '2024-05-03'],
    ['2024-02-30', null],
    ['soon', null],
  ])('date %s', (written, expected) => {
    expect(isoDate(written)).toBe(expected);
  });
});

describe('what is no front matter', () => {
  it.each(['# 題\n\n文。', '---\n\n這是一條線下面的文字。\n\n---\n', 'x\n---\ntitle: a\n---\n'])(
    '%j',
    (text) => {
      expect(splitFrontMatter(text)).toEqual({ matter: null, body: text, faults: [] });
    },
  );
  it('empty front matter is taken off', () => {
    expect(splitFrontMatter('---\n---\n文')).toMatchObject({ body: '文' });
  });
  it('Windows files keep their body after line ends were made one kind', () => {
    expect(matter('title: a\n')).toMatchObject({ body: '內文' });
  });
});

describe('broken front matter leaves the file out, with line and cure', () => {
  it.each([
    ['a colon', 'source: 某報\ntitle: one: two', /line 3 .*quotation marks/],
    ['a key twice', 'title: a\ntitle: b', /line 3/],
    ['an open quotation mark', 'title: "a', /not valid YAML/],
    ['an id with a space', 'id: a b', /"a b" may hold only/],
    ['an id too long', `id: ${'a'.repeat(41)}`, /at most 40/],
  ])('%s', (_, yaml, why) => {
    const result = matter(yaml);
    expect('why' in result ? result.why : '').toMatch(why);
  });
  it('never closed', () => {
    const result = splitFrontMatter('---\ntitle: a\n\n文字');
    expect('why' in result ? result.why : '').toMatch(/never closed.*only ---/);
  });
  it('aliases that would grow without end', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((key, at) => `${key}: &${key} [${`*${'abcdefg'.charAt(at)},`.repeat(9)}]`)
      .join('\n')}`;
    expect('why' in matter(bomb)).toBe(true);
  });
});
