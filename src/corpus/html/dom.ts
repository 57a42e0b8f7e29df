import { parseHTML } from 'linkedom';

/** The part of the DOM that is read here; TypeScript's own DOM types belong to browsers. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly parentNode: HtmlElement | null;
  readonly childNodes: ArrayLike<HtmlNode>;
  remove(): void;
}

export interface HtmlElement extends HtmlNode {
  readonly localName: string;
  readonly outerHTML: string;
  readonly children: ArrayLike<HtmlElement>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): ArrayLike<HtmlElement>;
  append(node: HtmlNode): void;
}

export interface HtmlDocument extends HtmlNode {
  readonly documentElement: HtmlElement | null;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): ArrayLike<HtmlElement>;
  createElement(name: string): HtmlElement;
}

export const ELEMENT = 1;
export const TEXT = 3;

/** Elements within elements that are followed. Real pages stay under 60. */
export const DEPTH_LIMIT = 500;
/** Elements opened and not closed at which a page is refused before it is parsed: parsing is quadratic in depth. */
const OPEN_LIMIT = 5_000;

/** Elements that need no end tag, and so say nothing about depth. */
const UNCLOSED =
  /^(?:p|li|dt|dd|tr|td|th|tbody|option|optgroup|rp|rt|area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
/** Shapes of a drawing, closed within their own tag. */
const DRAWN = /^(?:path|circle|rect|use|line|polygon|polyline|ellipse|stop)$/;
const METADATA = /^(?:title|meta|link|base|script|style|noscript|template)$/;

/** Elements of a name as a list. */
export function allOf(root: HtmlDocument | HtmlElement, selector: string): HtmlElement[] {
  return Array.from(root.querySelectorAll(selector));
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return node.nodeType === ELEMENT;
}

/** Name in lower case, as HTML has it; elements made by Readability come in capitals. */
export function nameOf(element: HtmlElement): string {
  return element.localName.toLowerCase();
}

/**
 * Parses a page into a tree with one head and one body. No script is run and nothing is loaded: linkedom only builds a tree.
 * @returns `null` when the page is nested deeper than `DEPTH_LIMIT`
 */
export function parsePage(html: string): HtmlDocument | null {
  if (opensTooMany(html)) return null;
  let document = parse(html);
  if (document.documentElement === null || nameOf(document.documentElement) !== 'html') {
    document = parse(`<!DOCTYPE html><html><head></head><body>${html}</body></html>`);
  }
  if (document.documentElement === null || isTooDeep(document.documentElement)) return null;
  straighten(document, document.documentElement);
  return document;
}

function parse(html: string): HtmlDocument {
  return (parseHTML(html) as unknown as { document: HtmlDocument }).document;
}

function opensTooMany(html: string): boolean {
  const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9-]{0,30})/g;
  let open = 0;
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    const name = (found[2] ?? '').toLowerCase();
    if (UNCLOSED.test(name) || DRAWN.test(name)) continue;
    if (found[1] === '/') {
      open = Math.max(0, open - 1);
    } else if (name === 'script' || name === 'style') {
      // What looks like elements in there is none.
      const end = endOfRaw(html, name, tag.lastIndex);
      if (end === -1) return false;
      tag.lastIndex = end;
    } else {
      open += 1;
    }
    if (open > OPEN_LIMIT) return true;
  }
  return false;
}

/** The offset after the end tag of a script or style element; -1 when it is never closed. */
function endOfRaw(html: string, name: string, from: number): number {
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = from;
  return close.test(html) ? close.lastIndex : -1;
}

function isTooDeep(root: HtmlElement): boolean {
  let level: HtmlElement[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_LIMIT) return true;
    level = level.flatMap((element) => Array.from(element.children));
  }
  return false;
}

/** Puts what browsers would put into the body there: the parser leaves it where an omitted tag left it. */
function straighten(document: HtmlDocument, html: HtmlElement): void {
  const body = document.querySelector('body') ?? document.createElement('body');
  const head = Array.from(html.children).find((child) => nameOf(child) === 'head');
  if (body.parentNode !== html) html.append(body);
  for (const child of Array.from(html.childNodes)) {
    if (child !== body && child !== head) body.append(child);
  }
  for (const child of Array.from(head?.childNodes ?? [])) {
    if (isElement(child) && !METADATA.test(nameOf(child))) body.append(child);
  }
}
