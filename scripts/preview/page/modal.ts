import type { Component } from '../../loopback/entities.ts';
import type { ModalView } from '../protocol.ts';
import { h } from './dom.ts';
import { markdownNodes } from './markdown-dom.ts';
import { selectMenu } from './select-menu.ts';
import type { Store } from './store.ts';

const TYPE = { textInput: 4, text: 10 } as const;
const PARAGRAPH = 2;

type Filled = Record<string, string | string[]>;

interface Field {
  element: HTMLElement;
  id: string;
  value: () => string | string[];
}

/**
 * A form that the bot opened.
 * @param onSubmit sends it; the form stays open when that fails.
 */
export function openModal(
  { title, components }: ModalView,
  store: Store,
  onSubmit: (filled: Filled) => Promise<boolean>,
): void {
  const { words } = store;
  const parts = components.map((part) => partOf(part, store));
  const fields = parts.flatMap((part) => ('id' in part ? [part] : []));
  const submit = (event: Event): void => {
    event.preventDefault();
    void onSubmit(Object.fromEntries(fields.map(({ id, value }) => [id, value()]))).then((isDone) => {
      if (isDone) dialog.close();
    });
  };
  const close = (): void => {
    dialog.close();
  };
  const dialog = h(
    'dialog',
    { class: 'modal', 'aria-label': title },
    h(
      'form',
      { onsubmit: submit },
      h('h2', {}, title),
      ...parts.map(({ element }) => element),
      h(
        'div',
        { class: 'modal-end' },
        h('button', { type: 'button', class: 'button secondary', onclick: close }, words.cancel),
        h('button', { type: 'submit', class: 'button primary' }, words.submit),
      ),
    ),
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** A row with a text input, a label around a field, or plain words. */
function partOf(part: Component, store: Store): Field | { element: HTMLElement } {
  if (part.type === TYPE.text) {
    return { element: h('div', { class: 'markdown' }, ...markdownNodes(part.content ?? '', store)) };
  }
  const field = part.component ?? part.components?.[0];
  if (field === undefined) return { element: h('p', {}) };
  const { input, value } = inputOf(field, store);
  const label = part.label ?? field.label ?? '';
  input.setAttribute('aria-label', label);
  const element = h(
    'div',
    { class: 'modal-field' },
    h(
      'span',
      { class: 'modal-label' },
      label,
      field.required === false ? null : h('span', { class: 'required' }, ' *'),
    ),
    part.description === undefined ? null : h('span', { class: 'description' }, part.description),
    input,
  );
  return { element, id: field.custom_id ?? '', value };
}

function inputOf(field: Component, store: Store): { input: HTMLElement; value: () => string | string[] } {
  if (field.type !== TYPE.textInput) {
    let chosen = (field.options ?? []).filter((option) => option.default === true).map(({ value }) => value);
    const input = selectMenu(field, store, (values) => {
      chosen = values;
    });
    return { input, value: () => chosen };
  }
  const {
    placeholder,
    min_length: minlength,
    max_length: maxlength,
    value = '',
    required = true,
    style,
  } = field;
  const attributes = { placeholder, minlength, maxlength, required };
  const input =
    style === PARAGRAPH
      ? h('textarea', { rows: 4, ...attributes })
      : h('input', { type: 'text', ...attributes });
  input.value = value;
  return { input, value: () => input.value };
}
