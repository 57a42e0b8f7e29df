import { inlineNodes } from './markdown-inline.ts';

/**
 * Discord's Markdown as a tree of plain objects. What is in it are words and nothing else: `markdown-dom.ts` makes them
 * text nodes, so that no message can be more than text.
 */
export type MarkdownNode =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler'; children: MarkdownNode[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; children: MarkdownNode[] }
  | { type: 'user' | 'channel' | 'role'; id: string }
  | { type: 'command'; name: string }
  | { type: 'everyone'; text: string }
  /** A moment in seconds since 1970, in one of Discord's styles (`t T d D f F R`). */
  | { type: 'time'; seconds: number; style: string }
  | { type: 'code-block'; language: string; text: string }
  | { type: 'quote'; children: MarkdownNode[] }
  | { type: 'heading'; level: number; children: MarkdownNode[] }
  | { type: 'subtext'; children: MarkdownNode[] }
  | { type: 'list'; start: number | null; items: MarkdownNode[][] };

const FENCE = /^```(?:([\w+#.-]{1,20})\n)?\n*([\s\S]*?)\n*```\n?/u;
const HEADING = /^(#{1,3})[ \t]+(.+)(?:\n|$)/u;
const SUBTEXT = /^-#[ \t]+(.+)(?:\n|$)/u;
const REST_QUOTE = /^>>> ([\s\S]*)$/u;
const QUOTE = /^(?:> .*(?:\n|$))+/u;
const LIST = /^(?:[ \t]*(?:[-*]|\d{1,9}\.) +.+(?:\n|$))+/u;
const PLAIN_LINE = /^.*(?:\n|$)/u;

/** The whole text of a message, or of an embed's description or field. */
export function parseMarkdown(text: string): MarkdownNode[] {
  return blockNodes(text.replaceAll('\r\n', '\n'), true);
}

/** Text without blocks, as in an embed's title. */
export function parseInline(text: string): MarkdownNode[] {
  return inlineNodes(text);
}

/** @param mayQuote false inside a quote: Discord does not nest them. */
function blockNodes(text: string, mayQuote: boolean): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let plain = '';
  const endPlain = (): void => {
    if (plain !== '') nodes.push(...inlineNodes(plain));
    plain = '';
  };
  let rest = text;
  while (rest !== '') {
    const block = blockAt(rest, mayQuote);
    if (block === null) {
      const line = lineWithFences(rest);
      plain += line;
      rest = rest.slice(line.length);
    } else {
      endPlain();
      nodes.push(block.node);
      rest = rest.slice(block.length);
    }
  }
  endPlain();
  return nodes;
}

/** One line; up to a code block that begins within it. */
function lineWithFences(text: string): string {
  const line = PLAIN_LINE.exec(text)?.[0] ?? text;
  const fence = line.indexOf('```', 1);
  return fence > 0 && line[fence - 1] !== '\\' && FENCE.test(text.slice(fence)) ? line.slice(0, fence) : line;
}

function blockAt(text: string, mayQuote: boolean): { node: MarkdownNode; length: number } | null {
  const fence = FENCE.exec(text);
  if (fence !== null && fence[2] !== '') {
    const [{ length }, language = '', code = ''] = fence;
    return { node: { type: 'code-block', language, text: code }, length };
  }
  const heading = HEADING.exec(text);
  if (heading !== null) {
    const [{ length }, marks = '', words = ''] = heading;
    return { node: { type: 'heading', level: marks.length, children: inlineNodes(words) }, length };
  }
  const subtext = SUBTEXT.exec(text);
  if (subtext !== null) {
    const [{ length }, words = ''] = subtext;
    return { node: { type: 'subtext', children: inlineNodes(words) }, length };
  }
  const quote = mayQuote ? quoteAt(text) : null;
  return quote ?? listAt(text);
}

function quoteAt(text: string): { node: MarkdownNode; length: number } | null {
  const toTheEnd = REST_QUOTE.exec(text);
  if (toTheEnd !== null) {
    return { node: { type: 'quote', children: blockNodes(toTheEnd[1] ?? '', false) }, length: text.length };
  }
  const lines = QUOTE.exec(text)?.[0];
  if (lines === undefined) return null;
  const inner = lines.replaceAll(/^> /gmu, '').replace(/\n$/u, '');
  return { node: { type: 'quote', children: blockNodes(inner, false) }, length: lines.length };
}

function listAt(text: string): { node: MarkdownNode; length: number } | null {
  const lines = LIST.exec(text)?.[0];
  if (lines === undefined) return null;
  const items = lines.split('\n').filter((line) => line !== '');
  const number = /^[ \t]*(\d+)\./u.exec(items[0] ?? '')?.[1];
  const words = items.map((item) => inlineNodes(item.replace(/^[ \t]*(?:[-*]|\d+\.) +/u, '')));
  return {
    node: { type: 'list', start: number === undefined ? null : Number(number), items: words },
    length: lines.length,
  };
}
