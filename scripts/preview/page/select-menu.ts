import type { Component } from '../../loopback/entities.ts';
import { h } from './dom.ts';
import { Listbox, type Choice } from './listbox.ts';
import type { Store } from './store.ts';

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
const TYPE = { stringSelect: 3, userSelect: 5, channelSelect: 8 } as const;

interface Item {
  value: string;
  label: string;
  description?: string | undefined;
  isDefault: boolean;
}

/**
 * A select menu of a message or a form. One value is taken at once; of several, the choice counts when the list closes.
 * @param onChosen called with all that is chosen.
 */
export function selectMenu(
  component: Component,
  store: Store,
  onChosen: (values: string[]) => void,
): HTMLElement {
  const { placeholder, disabled = false, max_values: most = 1, min_values: least = 1 } = component;
  const items = itemsOf(component, store);
  let chosen = items.filter(({ isDefault }) => isDefault).map(({ value }) => value);
  const shown = h('span', { class: 'shown' });
  const button = h(
    'button',
    { type: 'button', disabled, 'aria-label': placeholder ?? store.words.choose },
    shown,
  );
  const takesMany = most > 1 || least === 0;

  const draw = (): void => {
    const labels = items.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
    shown.textContent = labels.length > 0 ? labels.join(', ') : (placeholder ?? store.words.choose);
    shown.classList.toggle('placeholder', labels.length === 0);
  };
  const choices = (): Choice<string>[] =>
    items.map((item) => choiceFor(item, chosen.includes(item.value), takesMany));
  const choose = (value: string): void => {
    if (!takesMany) chosen = [value];
    else if (chosen.includes(value)) chosen = chosen.filter((each) => each !== value);
    else if (chosen.length < most) chosen = [...chosen, value];
    draw();
    if (takesMany) list.show(choices());
    else onChosen(chosen);
  };
  let before = chosen;
  const onClose = (): void => {
    if (takesMany && chosen.join() !== before.join() && chosen.length >= least) onChosen(chosen);
  };
  const list = new Listbox<string>(button, placeholder ?? store.words.choose, choose, { takesMany, onClose });
  button.addEventListener('click', () => {
    if (list.isOpen) {
      list.close();
      return;
    }
    before = chosen;
    list.show(choices(), store.words.noChoices);
    list.element.scrollIntoView({ block: 'nearest' });
  });
  button.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowDown' && !list.isOpen) button.click();
  });
  button.addEventListener('blur', () => {
    list.close();
  });
  draw();
  return h('div', { class: 'select-menu' }, button, list.element);
}

function itemsOf(component: Component, store: Store): Item[] {
  const { type, options = [], channel_types: kinds, default_values: defaults = [] } = component;
  const isDefault = (value: string): boolean => defaults.some(({ id }) => id === value);
  if (type === TYPE.channelSelect) {
    const wantsText = kinds === undefined || kinds.includes(0);
    return [...store.channels.values()]
      .filter(({ kind }) => kind === 'text' && wantsText)
      .map(({ id, name }) => ({ value: id, label: `#${name}`, isDefault: isDefault(id) }));
  }
  if (type === TYPE.userSelect) {
    return [...store.people.values()].map(({ id, name }) => ({
      value: id,
      label: name,
      isDefault: isDefault(id),
    }));
  }
  return options.map(({ label, value, description, default: isChosen = false }) => ({
    value,
    label,
    description,
    isDefault: isChosen,
  }));
}

function choiceFor(
  { value, label, description }: Item,
  isSelected: boolean,
  takesMany: boolean,
): Choice<string> {
  const mark = takesMany
    ? h('span', { class: 'check', 'aria-hidden': 'true' }, isSelected ? '☑' : '☐')
    : null;
  const words = h(
    'span',
    { class: 'words' },
    h('span', { class: 'label' }, label),
    description === undefined ? null : h('span', { class: 'description' }, description),
  );
  return { value, content: [words, mark], isSelected };
}
