import { createHash } from 'node:crypto';
import type { MediaKind } from './media-type.ts';

/** Folder below the corpus folder that holds what was fetched. */
export const FETCHED = 'fetched';

const EXTENSIONS: Record<Exclude<MediaKind, 'xml' | 'feed'>, string> = {
  html: 'html',
  xhtml: 'html',
  plain: 'txt',
  markdown: 'md',
  pdf: 'pdf',
};
/** Names that Windows keeps for devices, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|-|$)/;
/** Code units; file systems allow 255 bytes. */
const LONGEST_HOST = 120;
const LONGEST_SLUG = 60;

/**
 * Path below the corpus folder for what an address gave: `fetched/HOST/SLUG-HASH.EXTENSION`, of `a-z`, `0-9`, `-`, `_` and `.` only.
 * The same address always gives the same path; the hash, 10 hexadecimal digits of the address's SHA-256, keeps apart those
 * that look alike.
 */
export function fileFor(address: string, kind: keyof typeof EXTENSIONS): string {
  const url = new URL(address);
  const slug = /([^/]*)\/*$/.exec(url.pathname)?.[1] ?? '';
  const hash = createHash('sha256').update(url.href).digest('hex').slice(0, 10);
  const name =
    slug
      .toLowerCase()
      .replace(/\.(?:html?|xhtml|php|aspx?|jsp|md|markdown|txt|pdf)$/, '')
      .replace(/%[0-9a-f]{2}/g, '-')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, LONGEST_SLUG)
      .replace(/^-|-$/g, '') || 'page';
  return `${FETCHED}/${hostFolder(url)}/${name}-${hash}.${EXTENSIONS[kind]}`;
}

function hostFolder(url: URL): string {
  const host = url.host
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .slice(0, LONGEST_HOST)
    .replace(/^[.-]+|[.-]+$/g, '')
    .replace(DEVICE, '$&_');
  return host === '' ? 'host' : host;
}

/** What `fileFor` makes, and so all that may be removed. */
export const FILE_PATTERN = /^fetched\/[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9-]*\.(?:html|txt|md|pdf)$/;
