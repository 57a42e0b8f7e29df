import type { Embed } from '../../loopback/entities.ts';
import { h } from './dom.ts';
import { inlineMarkdownNodes, markdownNodes } from './markdown-dom.ts';
import type { Store } from './store.ts';

/** An embed: author and footer are plain, the other parts are Markdown. */
export function embedView(embed: Embed, store: Store): HTMLElement {
  const { title, description, url, color, author, footer, fields = [] } = embed;
  const part = (name: string, nodes: Node[]): HTMLElement => h('div', { class: name }, ...nodes);
  const view = h(
    'section',
    { class: 'embed' },
    author === undefined ? null : h('div', { class: 'embed-author' }, author.name),
    title === undefined ? null : part('embed-title', linked(inlineMarkdownNodes(title, store), url)),
    description === undefined ? null : part('embed-description markdown', markdownNodes(description, store)),
    fields.length === 0
      ? null
      : h(
          'div',
          { class: 'embed-fields' },
          ...fields.map(({ name, value, inline }) =>
            h(
              'div',
              { class: inline === true ? 'embed-field inline' : 'embed-field' },
              part('embed-field-name', inlineMarkdownNodes(name, store)),
              part('markdown', markdownNodes(value, store)),
            ),
          ),
        ),
    footer === undefined ? null : h('div', { class: 'embed-footer' }, footer.text),
  );
  if (color !== undefined) view.style.borderInlineStartColor = `#${color.toString(16).padStart(6, '0')}`;
  return view;
}

function linked(nodes: Node[], url: string | undefined): Node[] {
  const isWeb = url !== undefined && /^https?:\/\//iu.test(url);
  return isWeb ? [h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...nodes)] : nodes;
}
