import { isoDate, webAddress } from '../front-matter.ts';
import { allOf, type HtmlDocument } from './dom.ts';

/** What a page says about itself; `null` when it does not. */
export interface PageMetadata {
  title: string | null;
  /** Its publisher, otherwise its author. */
  source: string | null;
  /** An http(s) address. */
  url: string | null;
  /** ISO date. */
  published: string | null;
  /** BCP 47 tag. */
  language: string | null;
}

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Posting)$/;
/** JSON-LD blocks longer than this, in characters, are not parsed. */
const JSON_LIMIT = 500_000;
/** `<!-- saved from url=(0023)https://example.org/ -->`, which browsers put into pages that they save. */
const SAVED_FROM = /<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->/i;

/**
 * Title, publisher, address, date and language from JSON-LD, Open Graph, meta elements, `time` and the canonical link, in
 * that order. Call it before anything is taken out of the page.
 * @param html the page as saved, for the address that browsers note in a comment
 */
export function readMetadata(document: HtmlDocument, html: string): PageMetadata {
  const data = articleData(document);
  const meta = metaOf(document);
  const first = (...values: (string | null | undefined)[]): string | null =>
    values.map((value) => oneLine(value)).find((value) => value !== null) ?? null;
  const site = first(nameIn(data?.publisher), meta.get('og:site_name'), meta.get('application-name'));
  const author = first(nameIn(data?.author), meta.get('author'), meta.get('article:author'));
  return {
    title: titleOf(
      document,
      first(textIn(data?.headline), meta.get('og:title'), meta.get('twitter:title')),
      site,
    ),
    source: site ?? (author !== null && webAddress(author) === null ? author : null),
    url: addressOf(document, meta, data, html),
    published: dateOf(document, meta, data),
    language: languageOf(document, meta, data),
  };
}

type Data = Record<string, unknown>;

function articleData(document: HtmlDocument): Data | undefined {
  for (const script of allOf(document, 'script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length > JSON_LIMIT) continue;
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      // Pages get their own JSON wrong often enough; the other sources still speak.
      continue;
    }
    const found = findArticle(parsed, 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An article within lists and `@graph`. */
function findArticle(value: unknown, depth: number): Data | undefined {
  if (depth > 5 || typeof value !== 'object' || value === null) return undefined;
  const inside: unknown[] = Array.isArray(value) ? value : [];
  if (!Array.isArray(value)) {
    const data = value as Data;
    const types = [data['@type']].flat();
    if (types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) return data;
    inside.push(data['@graph'], data.mainEntity);
  }
  for (const each of inside) {
    const found = findArticle(each, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The name of a person or an organisation, or of the first of several. */
function nameIn(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'string') return one;
  return typeof one === 'object' && one !== null ? textIn((one as Data).name) : null;
}

function metaOf(document: HtmlDocument): Map<string, string> {
  const found = new Map<string, string>();
  for (const element of allOf(document, 'meta')) {
    const key =
      element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = element.getAttribute('content');
    if (key !== null && content !== null && content.trim() !== '' && !found.has(key.toLowerCase()))
      found.set(key.toLowerCase(), content);
  }
  return found;
}

function oneLine(value: string | null | undefined): string | null {
  const line = (value ?? '').replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return line === '' ? null : line.slice(0, 300).trim();
}

/** A page's title often ends in the site's name, which is no part of the article's. */
function titleOf(document: HtmlDocument, stated: string | null, site: string | null): string | null {
  const heads = allOf(document, 'h1');
  const head = heads.length === 1 ? oneLine(heads[0]?.textContent) : null;
  const whole = stated ?? oneLine(document.querySelector('title')?.textContent);
  if (whole === null) return head;
  if (head !== null && head.length >= 4 && whole !== head && whole.startsWith(head)) return head;
  const cut = /^(.{4,}?)\s*[|｜_–—»·-]\s*([^|｜_–—»·]{1,40})$/.exec(whole);
  if (cut?.[1] === undefined || cut[2] === undefined) return whole;
  return site !== null && (cut[2].includes(site) || site.includes(cut[2].trim())) ? cut[1] : whole;
}

function addressOf(
  document: HtmlDocument,
  meta: Map<string, string>,
  data: Data | undefined,
  html: string,
): string | null {
  const entity = data?.mainEntityOfPage;
  const stated = [
    document.querySelector('link[rel="canonical"]')?.getAttribute('href'),
    meta.get('og:url'),
    textIn(data?.url),
    textIn(entity) ??
      (typeof entity === 'object' && entity !== null ? textIn((entity as Data)['@id']) : null),
    SAVED_FROM.exec(html.slice(0, 5_000))?.[1],
  ];
  for (const value of stated) {
    const address = webAddress(value?.trim() ?? null);
    if (address !== null) return address;
  }
  return null;
}

function dateOf(document: HtmlDocument, meta: Map<string, string>, data: Data | undefined): string | null {
  const keys = [
    'article:published_time',
    'datepublished',
    'og:published_time',
    'pubdate',
    'publishdate',
    'date',
    'dc.date',
  ];
  const time = document.querySelector('article time[datetime], main time[datetime], time[datetime]');
  const stated = [
    textIn(data?.datePublished),
    ...keys.map((key) => meta.get(key)),
    document.querySelector('[itemprop="datePublished"]')?.getAttribute('datetime'),
    time?.getAttribute('datetime'),
  ];
  for (const value of stated) {
    const date = typeof value === 'string' ? isoDate(value) : null;
    if (date !== null) return date;
  }
  return null;
}

function languageOf(
  document: HtmlDocument,
  meta: Map<string, string>,
  data: Data | undefined,
): string | null {
  const stated = [
    document.documentElement?.getAttribute('lang'),
    textIn(data?.inLanguage),
    meta.get('og:locale'),
    meta.get('content-language'),
  ];
  for (const value of stated) {
    const tag = (value ?? '').trim().replaceAll('_', '-');
    if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i.test(tag)) return tag;
  }
  return null;
}
