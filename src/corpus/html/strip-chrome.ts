import { lineRole } from '../page-lines.ts';
import { isElement, nameOf, type HtmlElement } from './dom.ts';

/** Never shown as text: dropped without a word in the report. */
const SILENT =
  /^(?:script|style|noscript|template|iframe|object|embed|svg|canvas|video|audio|link|meta|head|map|source|title)$/;
/** Parts of a page that are no part of an article by their name alone. */
const NAMED = /^(?:nav|form|button|dialog|menu|select|input|textarea|label)$/;
const ROLES =
  /^(?:navigation|banner|search|dialog|alertdialog|menu|menubar|toolbar|complementary|contentinfo|alert)$/i;
/** Words of a class or id, as pages name their parts. */
const CLASSES = new Set(
  (
    'cookie cookies consent gdpr comment comments disqus respond share sharing sharebar social sns related recommend ' +
    'recommended recommendations recirc readmore newsletter subscribe subscription paywall breadcrumb breadcrumbs sidebar ' +
    'promo promotion advert advertisement ads ad sponsored navbar navigation nav menu pagination pager popup modal toolbar ' +
    'tags taglist skip skiplink footer outbrain taboola trending popular hidden'
  ).split(' '),
);
/** Elements of the text itself, which themes give names such as `post-tags` as well. */
const STRUCTURE = /^(?:html|body|main|article|h[1-6]|p|pre|code|table|tr|td|li)$/;
/** Whatever its name, a part that holds this share of the page's text is the page. */
const MOST = 0.4;

/**
 * Takes navigation, cookie notes, comments, related links, share bars, advertisements and whatever is hidden out of a page.
 * @returns the text of each part taken out, in order
 */
export function stripChrome(body: HtmlElement): string[] {
  const dropped: string[] = [];
  const whole = lengthOf(body);
  const waiting: HtmlElement[] = [body];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const inside: HtmlElement[] = [];
    for (const child of Array.from(element.childNodes)) {
      if (!isElement(child)) continue;
      if (SILENT.test(nameOf(child))) child.remove();
      else if (isChrome(child) && lengthOf(child) <= MOST * whole) {
        const text = (child.textContent ?? '').trim();
        if (text !== '') dropped.push(text);
        child.remove();
      } else inside.push(child);
    }
    waiting.push(...inside.reverse());
  }
  return dropped;
}

function isChrome(element: HtmlElement): boolean {
  const name = nameOf(element);
  if (NAMED.test(name) || isHidden(element)) return true;
  if (ROLES.test(element.getAttribute('role') ?? '')) return true;
  if (name === 'footer') return !isQuotesFoot(element);
  if (name === 'aside') return true;
  if (name === 'header') return element.querySelector('h1, h2') === null;
  if (STRUCTURE.test(name)) return name === 'p' && lineRole((element.textContent ?? '').trim()) === 'share';
  const words = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  return wordsOf(words).some((word) => CLASSES.has(word));
}

/** The foot of a quotation names its author. */
function isQuotesFoot(element: HtmlElement): boolean {
  return element.parentNode !== null && nameOf(element.parentNode) === 'blockquote';
}

function isHidden(element: HtmlElement): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(element.getAttribute('style') ?? '');
}

/** `relatedPosts comment-list` to `related posts comment list`. */
function wordsOf(names: string): string[] {
  return names
    .slice(0, 500)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
}

function lengthOf(element: HtmlElement): number {
  return (element.textContent ?? '').replace(/\s+/g, '').length;
}
