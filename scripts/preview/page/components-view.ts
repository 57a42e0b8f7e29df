import type { Component } from '../../loopback/entities.ts';
import type { MessageView } from '../protocol.ts';
import { h } from './dom.ts';
import type { Doer } from './doer.ts';
import { selectMenu } from './select-menu.ts';
import type { Store } from './store.ts';

const BUTTON = 2;
const LINK = 5;
/** https://discord.com/developers/docs/components/reference#button-button-styles */
const STYLES: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger' };

/** The rows of buttons and menus under a message. */
export function componentRows({ id, components }: MessageView, store: Store, doer: Doer): HTMLElement[] {
  return components.map((row) => {
    const inner = (row.components ?? []).map((component) =>
      component.type === BUTTON ? button(component, id, doer) : menu(component, id, store, doer),
    );
    return h('div', { class: 'component-row' }, ...inner);
  });
}

function button(
  { custom_id = '', label, emoji, style = 2, url, disabled = false }: Component,
  messageId: string,
  doer: Doer,
): HTMLElement {
  const words = [emoji?.id === undefined ? emoji?.name : undefined, label]
    .filter((word) => word !== undefined)
    .join(' ');
  if (style === LINK) {
    return h(
      'a',
      { class: 'button secondary', href: webAddress(url), target: '_blank', rel: 'noopener noreferrer' },
      `${words} ↗`,
    );
  }
  const press = (): void => {
    element.classList.add('pressed');
    element.setAttribute('aria-busy', 'true');
    void doer.do({ kind: 'click', messageId, customId: custom_id }).finally(() => {
      element.classList.remove('pressed');
      element.removeAttribute('aria-busy');
    });
  };
  const element = h(
    'button',
    {
      type: 'button',
      class: `button ${STYLES[style] ?? 'secondary'}`,
      disabled,
      'data-component': custom_id,
      onclick: press,
    },
    words,
  );
  return element;
}

function menu(component: Component, messageId: string, store: Store, doer: Doer): HTMLElement {
  const { custom_id: customId = '' } = component;
  return selectMenu(component, store, (values) => {
    void doer.do({ kind: 'choose', messageId, customId, values });
  });
}

/** Nothing but an address of the web is opened. */
function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && /^https?:\/\//iu.test(url) ? url : undefined;
}
