import { cleanCharacters } from '../clean-characters.ts';
import { displayWidth, endsWithMark } from '../line-shape.ts';
import type { WrittenBlock } from '../write-blocks.ts';
import { isElement, nameOf, TEXT, type HtmlElement, type HtmlNode } from './dom.ts';

/** A block and how much of it is links. */
export interface HtmlBlock extends WrittenBlock {
  /** 0..1, of its characters. */
  linked: number;
}

const BLOCK =
  /^(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figure|figcaption|footer|header|h[1-6]|hgroup|hr|html|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
const SILENT =
  /^(?:script|style|noscript|template|iframe|object|embed|svg|canvas|video|audio|head|title|button|select|input|textarea)$/;
/** Columns of a line that its writer ended with a break element because the paragraph was over. */
const PARAGRAPH_WIDTH = 40;

/** The headings, paragraphs, lists, code and captions below an element, in reading order. */
export function htmlBlocks(root: HtmlElement): HtmlBlock[] {
  const reader = new BlockReader();
  reader.readInside(root);
  return reader.finish();
}

/** Depth is bounded by `DEPTH_LIMIT`, so that plain recursion is safe. */
class BlockReader {
  readonly #blocks: HtmlBlock[] = [];
  #text = '';
  #linked = 0;

  readInside(element: HtmlElement, inLink = false): void {
    for (const child of Array.from(element.childNodes)) this.#read(child, inLink);
  }

  finish(): HtmlBlock[] {
    this.#flush();
    return this.#blocks;
  }

  #read(node: HtmlNode, inLink: boolean): void {
    if (node.nodeType === TEXT) {
      this.#add((node.textContent ?? '').replace(/\s+/g, ' '), inLink);
      return;
    }
    if (!isElement(node)) return;
    const name = nameOf(node);
    if (SILENT.test(name)) return;
    if (name === 'br') this.#text += '\n';
    else if (!BLOCK.test(name)) this.readInside(node, inLink || name === 'a');
    else {
      this.#flush();
      this.#readBlock(node, name, inLink);
      this.#flush();
    }
  }

  #readBlock(element: HtmlElement, name: string, inLink: boolean): void {
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level !== undefined) {
      this.#push(
        { kind: 'heading', text: inlineText(element).replace(/\s+/g, ' '), level: Number(level) },
        0,
      );
    } else if (name === 'pre') {
      this.#push({ kind: 'code', text: cleanCharacters(element.textContent ?? '') }, 0);
    } else if (name === 'figcaption') {
      this.#push({ kind: 'caption', text: inlineText(element) }, 0);
    } else if (name === 'ul' || name === 'ol') {
      this.#push({ kind: 'list', text: listLines(element, 0).join('\n') }, linkedShare(element));
    } else if (name === 'table' && isDataTable(element)) {
      this.#push({ kind: 'text', text: tableLines(element).join('\n') }, linkedShare(element));
    } else {
      this.readInside(element, inLink);
    }
  }

  #add(text: string, inLink: boolean): void {
    this.#text += text;
    if (inLink) this.#linked += text.length;
  }

  #flush(): void {
    const share = this.#text.trim() === '' ? 0 : Math.min(1, this.#linked / this.#text.trim().length);
    for (const text of paragraphsOf(this.#text)) this.#push({ kind: 'text', text }, share);
    this.#text = '';
    this.#linked = 0;
  }

  #push(block: WrittenBlock, linked: number): void {
    const text = block.text.trim();
    if (text !== '') this.#blocks.push({ ...block, text, linked });
  }
}

/** Break elements part paragraphs when two stand together, or when a whole sentence stands before one. */
function paragraphsOf(raw: string): string[] {
  const paragraphs: string[] = [];
  for (const part of tidy(raw).split(/\n{2,}/)) {
    let open = '';
    for (const line of part.split('\n')) {
      open = open === '' ? line : `${open}\n${line}`;
      if (endsWithMark(line) && displayWidth(line) > PARAGRAPH_WIDTH) {
        paragraphs.push(open);
        open = '';
      }
    }
    paragraphs.push(open);
  }
  return paragraphs;
}

function tidy(raw: string): string {
  return cleanCharacters(raw)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** The text of an element as one run, with `\n` for break elements and between blocks. */
function inlineText(element: HtmlElement, without?: (name: string) => boolean): string {
  let text = '';
  const visit = (node: HtmlNode): void => {
    if (node.nodeType === TEXT) text += (node.textContent ?? '').replace(/\s+/g, ' ');
    if (!isElement(node)) return;
    const name = nameOf(node);
    if (SILENT.test(name) || without?.(name) === true) return;
    if (name === 'br' || BLOCK.test(name)) text += '\n';
    for (const child of Array.from(node.childNodes)) visit(child);
    if (BLOCK.test(name)) text += '\n';
  };
  for (const child of Array.from(element.childNodes)) visit(child);
  return tidy(text).replace(/\n+/g, '\n');
}

/** One line an item, as Markdown writes lists, lists in lists indented. */
function listLines(list: HtmlElement, depth: number): string[] {
  const ordered = nameOf(list) === 'ol';
  const indent = '  '.repeat(Math.min(depth, 6));
  let number = 0;
  return Array.from(list.children).flatMap((child) => {
    const name = nameOf(child);
    if (isList(name)) return listLines(child, depth + 1);
    const own = inlineText(child, isList).replaceAll('\n', ' ');
    if (name === 'li') number += 1;
    const line = own === '' ? [] : [`${indent}${ordered ? `${number}.` : '-'} ${own}`];
    return [...line, ...innerLists(child).flatMap((inner) => listLines(inner, depth + 1))];
  });
}

function isList(name: string): boolean {
  return name === 'ul' || name === 'ol';
}

/** The nearest lists within an item. */
function innerLists(element: HtmlElement): HtmlElement[] {
  return Array.from(element.children).flatMap((child) =>
    isList(nameOf(child)) ? [child] : innerLists(child),
  );
}

/** Rows of several short cells; what only sets out a page is read as its parts. */
function isDataTable(table: HtmlElement): boolean {
  if (table.querySelector('table, h1, h2, h3, ul, ol, pre') !== null) return false;
  const rows = Array.from(table.querySelectorAll('tr'));
  return rows.length >= 2 && rows.every((row) => row.children.length >= 2 || row === rows[0]);
}

function tableLines(table: HtmlElement): string[] {
  return Array.from(table.querySelectorAll('tr')).flatMap((row) => {
    const cells = Array.from(row.children, (cell) => inlineText(cell).replaceAll('\n', ' '));
    return cells.some((cell) => cell !== '') ? [`| ${cells.join(' | ')} |`] : [];
  });
}

function linkedShare(element: HtmlElement): number {
  const lengthOf = (node: HtmlElement): number => (node.textContent ?? '').replace(/\s+/g, '').length;
  const links = Array.from(element.querySelectorAll('a')).reduce((sum, link) => sum + lengthOf(link), 0);
  return Math.min(1, links / Math.max(1, lengthOf(element)));
}
