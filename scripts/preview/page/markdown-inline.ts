import type { MarkdownNode } from './markdown.ts';

interface Rule {
  /** Sticky: tried at one place of the text. */
  pattern: RegExp;
  /** `null` when it only looked like it. */
  make: (match: RegExpExecArray) => MarkdownNode | null;
}

type Style = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';

function styled(type: Style, pattern: RegExp): Rule {
  return { pattern, make: ([, inner = '']) => ({ type, children: inlineNodes(inner) }) };
}

/** In the order in which Discord's clients try them. */
const RULES: Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/uy, make: ([, shown = '']) => ({ type: 'text', text: shown }) },
  {
    pattern: /(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/uy,
    make: ([, , code = '']) => ({ type: 'code', text: code.trim() }),
  },
  { pattern: /<@!?(\d{1,20})>/uy, make: ([, id = '']) => ({ type: 'user', id }) },
  { pattern: /<@&(\d{1,20})>/uy, make: ([, id = '']) => ({ type: 'role', id }) },
  { pattern: /<#(\d{1,20})>/uy, make: ([, id = '']) => ({ type: 'channel', id }) },
  { pattern: /<\/([^:>\n]{1,100}):\d{1,20}>/uy, make: ([, name = '']) => ({ type: 'command', name }) },
  { pattern: /<a?(:\w{2,32}:)\d{1,20}>/uy, make: ([, name = '']) => ({ type: 'text', text: name }) },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/uy,
    make: ([, seconds = '', style = 'f']) => ({ type: 'time', seconds: Number(seconds), style }),
  },
  { pattern: /@(?:everyone|here)/uy, make: ([text]) => ({ type: 'everyone', text }) },
  {
    // Square brackets are paired before escapes are honoured, as Discord does.
    pattern: /\[((?:\[[^\]\n]*\]|\\.|[^[\]])+)\]\(\s*<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?\s*\)/uy,
    make: ([, label = '', address = '']) => {
      const url = webAddress(address.replaceAll(/\\(.)/gu, '$1'));
      return url === null ? null : { type: 'link', url, children: inlineNodes(label) };
    },
  },
  { pattern: /<(https?:\/\/[^\s<>]+)>/uy, make: ([, address = '']) => bareLink(address) },
  { pattern: /https?:\/\/[^\s<]+[^<.,:;"'\])\s，。；：、」』）]/uy, make: ([address]) => bareLink(address) },
  styled('bold', /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/uy),
  styled('underline', /__((?:\\[\s\S]|[^\\])+?)__(?!_)/uy),
  styled('italic', /(?<![\p{L}\p{N}_])_((?:__|\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}_])/uy),
  styled('italic', /\*(?=\S)((?:\*\*|\\[\s\S]|[^\\*])+?)(?<!\s)\*(?!\*)/uy),
  styled('strike', /~~((?:\\[\s\S]|[^\\])+?)~~(?!~)/uy),
  styled('spoiler', /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/uy),
];

/** Characters that begin a rule; between them is plain text. */
const PLAIN = /[^\\`<@[h*_~|]+/uy;

/** Text without blocks, as nodes; neighbouring plain text is one node. */
export function inlineNodes(text: string): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  const push = (node: MarkdownNode): void => {
    const last = nodes.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.text += node.text;
    else nodes.push(node);
  };
  let at = 0;
  while (at < text.length) {
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(text)?.[0];
    if (plain !== undefined) {
      push({ type: 'text', text: plain });
      at += plain.length;
      continue;
    }
    const found = ruleAt(text, at);
    push(found?.node ?? { type: 'text', text: text.charAt(at) });
    at += found?.length ?? 1;
  }
  return nodes;
}

function ruleAt(text: string, at: number): { node: MarkdownNode; length: number } | null {
  for (const { pattern, make } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const node = match === null ? null : make(match);
    if (match !== null && node !== null) return { node, length: match[0].length };
  }
  return null;
}

function bareLink(address: string): MarkdownNode | null {
  const url = webAddress(address);
  return url === null ? null : { type: 'link', url, children: [{ type: 'text', text: address }] };
}

/** The address when it is one of the web; anything else (`javascript:`, `data:`) is no link. */
function webAddress(address: string): string | null {
  if (!/^https?:\/\//iu.test(address) || !URL.canParse(address)) return null;
  return new URL(address).href;
}
