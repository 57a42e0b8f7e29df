import { h } from './dom.ts';
import { parseInline, parseMarkdown, type MarkdownNode } from './markdown.ts';
import { momentText } from './moments.ts';
import type { Store } from './store.ts';

/** A text with Discord's Markdown as nodes of the page. */
export function markdownNodes(text: string, store: Store): Node[] {
  return parseMarkdown(text).map((node) => nodeOf(node, store));
}

/** The same for a title, which has no blocks. */
export function inlineMarkdownNodes(text: string, store: Store): Node[] {
  return parseInline(text).map((node) => nodeOf(node, store));
}

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;
const HEADINGS = ['h3', 'h4', 'h5'] as const;

function nodeOf(node: MarkdownNode, store: Store): Node {
  const inner = (children: MarkdownNode[]): Node[] => children.map((child) => nodeOf(child, store));
  switch (node.type) {
    case 'text':
      return document.createTextNode(node.text);
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
      return h(TAGS[node.type], {}, ...inner(node.children));
    case 'spoiler':
      return spoiler(inner(node.children));
    case 'code':
      return h('code', {}, node.text);
    case 'code-block':
      return h('pre', {}, h('code', {}, node.text));
    case 'link':
      return h(
        'a',
        { href: node.url, target: '_blank', rel: 'noopener noreferrer' },
        ...inner(node.children),
      );
    case 'user':
      return mention(`@${store.people.get(node.id)?.name ?? node.id}`);
    case 'role':
      return mention(`@${node.id}`);
    case 'channel':
      return channelMention(node.id, store);
    case 'command':
      return mention(`/${node.name}`);
    case 'everyone':
      return mention(node.text);
    case 'time': {
      const { text, title } = momentText(node.seconds * 1000, node.style, store.locale);
      return h('time', { class: 'moment', title, datetime: isoTime(node.seconds) }, text);
    }
    case 'quote':
      return h('blockquote', {}, ...inner(node.children));
    case 'heading':
      return h(HEADINGS[node.level - 1] ?? 'h5', {}, ...inner(node.children));
    case 'subtext':
      return h('small', {}, ...inner(node.children));
    case 'list': {
      const items = node.items.map((item) => h('li', {}, ...inner(item)));
      return node.start === null ? h('ul', {}, ...items) : h('ol', { start: node.start }, ...items);
    }
  }
}

function mention(text: string): HTMLElement {
  return h('span', { class: 'mention' }, text);
}

function channelMention(id: string, store: Store): HTMLElement {
  const channel = store.channels.get(id);
  if (channel === undefined) return mention('#unknown');
  const open = (): void => {
    store.open(id);
  };
  return h('button', { type: 'button', class: 'mention', onclick: open }, `#${channel.name}`);
}

function spoiler(children: Node[]): HTMLElement {
  const cover = h(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-expanded': 'false' },
    ...children,
  );
  const reveal = (): void => {
    cover.setAttribute('aria-expanded', 'true');
  };
  cover.addEventListener('click', reveal);
  cover.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter' || key === ' ') reveal();
  });
  return cover;
}

function isoTime(seconds: number): string | undefined {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
