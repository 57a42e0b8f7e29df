import { expect, test } from 'vitest';
import { fileFor, FILE_PATTERN } from '../../src/fetch/file-name.ts';
import { parseSources } from '../../src/fetch/sources.ts';

test('reads addresses, feeds and comments, and reports the other lines', () => {
  const text = [
    '\uFEFF# what we read',
    '',
    'https://example.org/a#part',
    '  feed   https://example.org/rss   # news ',
    'example.org/b',
    'https://example.org/a',
    'https://exa mple.org/',
    'https://[::/',
    `https://example.org/${'x'.repeat(2000)}`,
    'https://example.org/文章',
  ].join('\r\n');
  const { sources, faults } = parseSources(text);
  expect(sources).toEqual([
    { line: 3, address: 'https://example.org/a', isFeed: false },
    { line: 4, address: 'https://example.org/rss', isFeed: true },
    { line: 10, address: 'https://example.org/%E6%96%87%E7%AB%A0', isFeed: false },
  ]);
  expect(faults.map(({ line }) => line)).toEqual([5, 6, 7, 8, 9]);
  expect(faults[0]?.why).toBe('"example.org/b" is not a web address; write it from https:// on.');
  expect(faults[1]?.why).toBe('It repeats line 3; remove one of the two.');
});

test.each([
  [
    'https://example.org/2025/Hello-World.html?x=1',
    /^fetched\/example\.org\/hello-world-[0-9a-f]{10}\.html$/,
  ],
  ['https://example.org/', /^fetched\/example\.org\/page-[0-9a-f]{10}\.html$/],
  ['https://example.org/..%2f..%2fetc%2fpasswd', /^fetched\/example\.org\/etc-passwd-[0-9a-f]{10}\.html$/],
  ['https://example.org/a/../../../b/', /^fetched\/example\.org\/b-[0-9a-f]{10}\.html$/],
  ['https://example.org/文章', /^fetched\/example\.org\/page-[0-9a-f]{10}\.html$/],
  ['http://[2606:4700::1]:8080/x', /^fetched\/2606-4700-1-8080\/x-[0-9a-f]{10}\.html$/],
  ['http://con.example/aux', /^fetched\/con_\.example\/aux-[0-9a-f]{10}\.html$/],
  ['http://..example./x', /^fetched\/example\/x-[0-9a-f]{10}\.html$/],
  [`http://${'a.'.repeat(120)}org/${'é~ '.repeat(200)}`, /^fetched\/(a\.)+a\/page-[0-9a-f]{10}\.html$/],
])('the file for %s is safe on every file system', (address, path) => {
  const file = fileFor(address, 'html');
  expect(file).toMatch(path);
  expect(file).toMatch(FILE_PATTERN);
  expect(fileFor(address, 'html')).toBe(file);
});

test('addresses that look alike have files of their own', () => {
  const files = ['https://e.org/a?p=1', 'https://e.org/a?p=2', 'https://e.org/A', 'https://e.org/a/'].map(
    (a) => fileFor(a, 'html'),
  );
  expect(new Set(files).size).toBe(4);
});

test.each(['fetched/../a.html', 'fetched/../../etc/x.txt', '/etc/x.txt', 'fetched/a/../b.md', 'a.md'])(
  '%s is never ours to remove',
  (file) => {
    expect(file).not.toMatch(FILE_PATTERN);
  },
);
