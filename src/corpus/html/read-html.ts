import { Readability } from '@mozilla/readability';
import { isQuotable, type DraftArticle } from '../build-article.ts';
import { dateInLine, isByline } from '../clean-page.ts';
import { cleanCharacters } from '../clean-characters.ts';
import type { FileReading } from '../file-reading.ts';
import { webAddress } from '../front-matter.ts';
import { isProse } from '../page-lines.ts';
import { titleFromFile } from '../read-markdown.ts';
import { writeBlocks, type WrittenBlock } from '../write-blocks.ts';
import { allOf, DEPTH_LIMIT, nameOf, parsePage, type HtmlDocument, type HtmlElement } from './dom.ts';
import { dropLinkBlocks } from './drop-link-blocks.ts';
import { htmlBlocks, type HtmlBlock } from './html-blocks.ts';
import { readMetadata, type PageMetadata } from './page-metadata.ts';
import { stripChrome } from './strip-chrome.ts';

/** Characters, without white space, of each of several articles on one page: a teaser is shorter. */
const LEAST_ARTICLE = 200;
/** Articles of one page are of similar weight when each has this share of the longest. */
const SIMILAR = 0.25;
/** A page on which more than this share of the text is links is a list of links. */
const MOST_LINKED = 0.6;
/** Linked headings that make an index of a page, and characters under each that are too few for an article. */
const LEAST_TEASERS = 4;
const TEASER = 200;
/** Characters at which Readability is content with its first and strictest search; its own 500 suits English. */
const CHAR_THRESHOLD = 200;
/** Characters of the longest title, as in front matter. */
const TITLE_LIMIT = 300;
/** What a page's title has after the article's. */
const SITE = /^\s*[|｜_–—»·-]\s*\S.{0,60}$/;

/** Reads a saved web page: its article, or each of several. Runs no script and loads nothing. */
export function readHtml(file: string, html: string): FileReading {
  const cleaned = cleanCharacters(html);
  const document = parsePage(cleaned);
  if (document === null) {
    return {
      why: `Its elements are nested more than ${DEPTH_LIMIT} deep; save the page again, or its text as .txt.`,
    };
  }
  const page = readMetadata(document, cleaned);
  const body = document.querySelector('body');
  if (body === null) return { why: 'It holds no text.' };
  const dropped = stripChrome(body);
  const several = severalArticles(body);
  const drafts =
    several.length > 1
      ? several.flatMap((article) => readOneOf(file, article, page, dropped))
      : readOnly(file, document, body, page, dropped);
  return drafts.length > 0
    ? { drafts, dropped }
    : {
        why: 'It is a page without an article, such as an index of links; save the page of the article itself.',
      };
}

/** The articles of a page that holds more than one: none within another, each long enough and of similar weight. */
function severalArticles(body: HtmlElement): HtmlElement[] {
  const outermost = allOf(body, 'article').filter((article) => !isWithinArticle(article));
  const lengths = outermost.map(ownLength);
  const longest = lengths.reduce((most, each) => Math.max(most, each), 0);
  return outermost.filter((_, at) => (lengths[at] ?? 0) >= Math.max(LEAST_ARTICLE, SIMILAR * longest));
}

function isWithinArticle(element: HtmlElement): boolean {
  for (let above = element.parentNode; above !== null; above = above.parentNode) {
    if (above.nodeType === 1 && nameOf(above) === 'article') return true;
  }
  return false;
}

/** Characters that are not links. */
function ownLength(element: HtmlElement): number {
  return htmlBlocks(element).reduce((sum, { text, linked }) => sum + lengthOf(text) * (1 - linked), 0);
}

/** Characters without white space. */
function lengthOf(text: string): number {
  return text.replace(/\s+/g, '').length;
}

function readOneOf(
  file: string,
  article: HtmlElement,
  page: PageMetadata,
  dropped: string[],
): DraftArticle[] {
  const own = parsePage(`<html><head></head><body>${article.outerHTML}</body></html>`);
  const body = own?.querySelector('body');
  if (own === null || body === null || body === undefined) return [];
  const heading = body.querySelector('h1, h2, h3');
  const { title, published } = readMetadata(own, '');
  const about: PageMetadata = {
    ...page,
    title: heading?.textContent?.replace(/\s+/g, ' ').trim() || title,
    url: webAddress(heading?.querySelector('a[href]')?.getAttribute('href') ?? null) ?? page.url,
    published: published ?? page.published,
  };
  return readOnly(file, own, body, about, dropped);
}

/** The one article of a tree, or none. Readability rearranges the tree. */
function readOnly(
  file: string,
  document: HtmlDocument,
  body: HtmlElement,
  page: PageMetadata,
  dropped: string[],
): DraftArticle[] {
  const whole = htmlBlocks(body);
  if (isIndex(body, whole)) return [];
  const { kept, dropped: links } = dropLinkBlocks(extract(document, body, whole));
  if (!kept.some(({ kind, text }) => kind !== 'heading' && isProse(text))) return [];
  const found = new Set(kept.map(({ text }) => text));
  const title = titleOf(page.title, whole) ?? titleFromFile(file);
  const rest = whole.filter(({ text }) => !found.has(text) && text !== title).map(({ text }) => text);
  dropped.push(...new Set([...links, ...rest]));
  const { source, url, language } = page;
  const published = page.published ?? bylineDate(whole);
  const written = writeBlocks(title.slice(0, TITLE_LIMIT).trim(), kept.map(toWritten));
  return [
    {
      file,
      title: title.slice(0, TITLE_LIMIT).trim(),
      ...written,
      id: null,
      source,
      url,
      published,
      language,
    },
  ];
}

/** A heading that the page's title begins with is the title, and the rest is the site's name. */
function titleOf(stated: string | null, blocks: HtmlBlock[]): string | null {
  const headings = blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => text);
  if (stated === null) return headings[0] ?? null;
  const same = headings.find(
    (text) => text.length >= 4 && stated.startsWith(text) && SITE.test(stated.slice(text.length)),
  );
  return same ?? stated;
}

/** The date that stands between headline and prose. */
function bylineDate(blocks: HtmlBlock[]): string | null {
  const prose = blocks.findIndex(({ kind, text }) => kind === 'text' && isProse(text));
  const lines = blocks
    .slice(0, Math.max(0, prose))
    .filter(({ kind, text }) => kind === 'text' && isByline(text));
  return lines.map(({ text }) => dateInLine(text)).find((date) => date !== null) ?? null;
}

function toWritten({ kind, text, level }: HtmlBlock): WrittenBlock {
  return level === undefined ? { kind, text } : { kind, text, level };
}

/** What Readability finds, unless that is less than half of the page's own article or main element. */
function extract(document: HtmlDocument, body: HtmlElement, whole: HtmlBlock[]): HtmlBlock[] {
  const articles = allOf(body, 'article').filter((each) => !isWithinArticle(each));
  const main = articles.length === 1 ? articles[0] : body.querySelector('main, [itemprop="articleBody"]');
  const marked = main ? htmlBlocks(main) : [];
  const options = { serializer: (content: unknown) => content as HtmlElement, charThreshold: CHAR_THRESHOLD };
  const result = new Readability<HtmlElement>(document, options).parse();
  const found = result?.content ? htmlBlocks(result.content) : [];
  if (textLength(found) === 0) return marked.length > 0 ? marked : whole;
  return 2 * textLength(found) < textLength(marked) ? marked : found;
}

function textLength(blocks: HtmlBlock[]): number {
  return blocks.reduce((sum, { kind, text }) => (isQuotable(kind) ? sum + lengthOf(text) : sum), 0);
}

/** Mostly links, or linked headings with a line or two under each. */
function isIndex(body: HtmlElement, blocks: HtmlBlock[]): boolean {
  const all = textLength(blocks);
  const links = blocks.reduce(
    (sum, { kind, text, linked }) => (isQuotable(kind) ? sum + linked * lengthOf(text) : sum),
    0,
  );
  if (links > MOST_LINKED * all) return true;
  const headings = allOf(body, 'h1, h2, h3, h4').filter((each) => (each.textContent ?? '').trim() !== '');
  const linked = headings.filter((each) => each.querySelector('a[href]') ?? isLinked(each)).length;
  return linked >= LEAST_TEASERS && linked >= 0.7 * headings.length && all / linked < TEASER;
}

function isLinked(heading: HtmlElement): boolean {
  return heading.parentNode !== null && nameOf(heading.parentNode) === 'a';
}
