import type { Content } from './fetch-address.ts';

/** What is known of a page besides its content. */
export interface PageFacts {
  /** Where it was found, after redirects. */
  url: string;
  /** From the feed that led to it, or `null`. */
  title: string | null;
  published: string | null;
  siteName: string | null;
}

/** Bytes at the head of a page in which its own metadata is looked for. */
const HEAD = 256 * 1024;
/** Characters in which a page must declare its encoding are 1,024 (HTML standard); pages are often a little late. */
const PRESCAN = 4096;

/**
 * The bytes to keep: as received, with what only the fetch knew written in where the page does not say it itself. HTML gets
 * standard tags at the start of its head: `<meta charset>` (the header's charset decides, as in browsers; the page's own is
 * repeated so that it stays at the front), `<link rel="canonical">`, `<meta property="article:published_time">`, `og:title`
 * and `og:site_name`. Text and Markdown get front matter. Everything inserted is ASCII, in the page's code units, so the
 * page's own bytes are never decoded and written again.
 */
export function markPage(content: Pick<Content, 'kind' | 'bytes' | 'charset'>, facts: PageFacts): Buffer {
  const { kind, bytes, charset } = content;
  if (kind === 'pdf' || kind === 'feed') return bytes;
  const wide = wideOf(bytes);
  const head = wide === null ? bytes.subarray(0, HEAD).toString('latin1') : decodeWide(bytes, wide);
  const isText = kind === 'plain' || kind === 'markdown';
  const at = isText ? markLength(head) : headStart(head);
  const added = isText
    ? frontMatter(head.slice(at), facts)
    : tags(head, wide === null ? markedEncoding(head, charset) : null, facts);
  const byte = wide === null ? at : 2 + at * 2;
  return Buffer.concat([bytes.subarray(0, byte), encode(added, wide), bytes.subarray(byte)]);
}

type Wide = 'utf-16le' | 'utf-16be';

/** UTF-16 by its byte order mark; every other encoding in use on the web keeps ASCII's markup where it was. */
function wideOf(bytes: Buffer): Wide | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** Without the byte order mark; one character for each code unit. */
function decodeWide(bytes: Buffer, wide: Wide): string {
  const head = Buffer.from(bytes.subarray(2, 2 + HEAD - (HEAD % 2)));
  const whole = head.subarray(0, head.length - (head.length % 2));
  return (wide === 'utf-16be' ? whole.swap16() : whole).toString('utf16le');
}

function encode(ascii: string, wide: Wide | null): Buffer {
  if (wide === null) return Buffer.from(ascii, 'latin1');
  const little = Buffer.from(ascii, 'utf16le');
  return wide === 'utf-16be' ? little.swap16() : little;
}

/** Length of UTF-8's byte order mark, where there is one. */
function markLength(head: string): number {
  return head.startsWith('\xEF\xBB\xBF') ? 3 : 0;
}

function frontMatter(text: string, { url, published }: PageFacts): string {
  if (/^\s*---/.test(text)) return '';
  const lines = [`url: ${quoted(url)}`, ...(published === null ? [] : [`published: ${quoted(published)}`])];
  return `---\n${lines.join('\n')}\n---\n\n`;
}

/** A YAML string in double quotes; an address and a date are ASCII already. */
function quoted(value: string): string {
  return JSON.stringify(value);
}

/** Where the head begins: past declarations, comments, `<html>` and `<head>`. */
function headStart(head: string): number {
  let at = markLength(head);
  const tag = /<(html|head)(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*>/iy;
  for (;;) {
    const next = at + (/^\s*/.exec(head.slice(at, at + PRESCAN))?.[0].length ?? 0);
    tag.lastIndex = next;
    const found = tag.exec(head);
    const close = head.startsWith('<!--', next)
      ? '-->'
      : /^<[!?]/.test(head.slice(next, next + 2))
        ? '>'
        : null;
    if (found !== null) {
      at = next + found[0].length;
      if (found[1]?.toLowerCase() === 'head') return at;
    } else if (close !== null) {
      const end = head.indexOf(close, next);
      if (end < 0) return at;
      at = end + close.length;
    } else return at;
  }
}

function tags(head: string, encoding: string | null, facts: PageFacts): string {
  const added: string[] = [];
  if (encoding !== null) added.push(`<meta charset="${encoding}" />`);
  const canonical = canonicalOf(head);
  const isAbsolute = canonical !== null && /^https?:\/\//i.test(canonical);
  if (!isAbsolute) added.push(`<link rel="canonical" href="${escaped(facts.url)}" />`);
  const property = (name: string, value: string | null, isThere: boolean): void => {
    if (value !== null && !isThere) added.push(`<meta property="${name}" content="${escaped(value)}" />`);
  };
  const dated = /article:published_time|datePublished|(?:name|property|itemprop)\s*=\s*["']?(?:pub)?date\b/i;
  property('article:published_time', facts.published, dated.test(head));
  property('og:title', facts.title, /<title[^<>]{0,200}>\s*[^\s<]|og:title/i.test(head));
  property('og:site_name', facts.siteName, /og:site_name/i.test(head));
  return added.length === 0 ? '' : `\n${added.join('\n')}\n`;
}

/** The encoding to name first: the header's, otherwise the page's own; none beside a byte order mark, which wins over both. */
function markedEncoding(head: string, charset: string | null): string | null {
  if (markLength(head) > 0) return null;
  const start = head.slice(0, PRESCAN);
  const own =
    /<meta[^<>]{0,300}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(start)?.[1] ??
    /^\s*<\?xml[^<>]{0,200}\sencoding\s*=\s*["']([\w.:-]{1,40})/i.exec(start)?.[1];
  return [charset, own].find((label) => label !== null && label !== undefined && isEncoding(label)) ?? null;
}

function isEncoding(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    // The only way to ask whether a label is known.
    return false;
  }
}

function canonicalOf(head: string): string | null {
  for (const [link] of head.matchAll(/<link\s[^<>]{0,2000}>/gi)) {
    if (!/\srel\s*=\s*["']?canonical\b/i.test(link)) continue;
    const href = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(link);
    const value = href?.[1] ?? href?.[2] ?? href?.[3];
    if (value !== undefined) return value.trim();
  }
  return null;
}

/** For an attribute in double quotes, in ASCII. */
function escaped(value: string): string {
  return value.replace(/[^\x20-\x7e]|[&"<>]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
