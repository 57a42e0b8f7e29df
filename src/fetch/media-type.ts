/** What may be kept; `xml` is a feed or XHTML, which only its content tells. */
export type MediaKind = 'html' | 'xhtml' | 'plain' | 'markdown' | 'pdf' | 'feed' | 'xml';

const KINDS: Record<string, MediaKind> = {
  'text/html': 'html',
  'application/xhtml+xml': 'xhtml',
  'text/plain': 'plain',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'application/pdf': 'pdf',
  'application/rss+xml': 'feed',
  'application/atom+xml': 'feed',
  'application/rdf+xml': 'feed',
  'application/xml': 'xml',
  'text/xml': 'xml',
};

export interface MediaType {
  /** Lower case, without parameters; empty when the server named none. */
  name: string;
  /** `null` when it is nothing that is kept. */
  kind: MediaKind | null;
  /** The `charset` parameter in lower case, or `null`. */
  charset: string | null;
}

/** Reads a Content-Type header. A missing one is taken for HTML, as browsers mostly find it to be. */
export function parseMediaType(header: string | undefined): MediaType {
  const name = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const charset = /;\s*charset\s*=\s*"?([a-z0-9._:-]{1,40})/i.exec(header ?? '')?.[1]?.toLowerCase() ?? null;
  return { name, kind: name === '' ? 'html' : (KINDS[name] ?? null), charset };
}

/**
 * What the content is, where the declared kind leaves it open or servers often get it wrong: feeds sent as HTML or XML, XHTML
 * sent as XML.
 * @returns `null` when it is XML of another sort, or not the PDF that it says it is.
 */
export function kindOfContent(kind: MediaKind, bytes: Uint8Array): Exclude<MediaKind, 'xml'> | null {
  if (kind === 'pdf') return ascii(bytes.subarray(0, 1024)).includes('%PDF-') ? 'pdf' : null;
  if (kind === 'plain' || kind === 'markdown' || kind === 'feed') return kind;
  const root = rootElement(bytes);
  if (root === 'rss' || root === 'feed' || root === 'rdf:rdf') return 'feed';
  if (kind === 'xml') return root === 'html' ? 'xhtml' : null;
  return kind;
}

/** Name of the first element in lower case, past declarations and comments; `null` when the content begins otherwise. */
function rootElement(bytes: Uint8Array): string | null {
  // NUL is left out so that UTF-16 reads like ASCII.
  const head = ascii(bytes.subarray(0, 8192)).replace(/\0/g, '');
  let at = /^[\xEF\xBB\xBF\xFE\xFF\s]*/.exec(head)?.[0].length ?? 0;
  for (;;) {
    const end = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) ? '?>' : '>';
    if (!/^<[!?]/.test(head.slice(at, at + 2))) break;
    const close = head.indexOf(end, at);
    if (close < 0) return null;
    at = close + end.length;
    while (/\s/.test(head.charAt(at))) at++;
  }
  return /^<([a-z][a-z0-9:]*)/i.exec(head.slice(at, at + 40))?.[1]?.toLowerCase() ?? null;
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
