import { h } from './dom.ts';

interface Entry {
  label: string;
  choose: () => void;
}

/** A menu that a button opens (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). */
export class Menu {
  readonly element: HTMLElement;
  private readonly button: HTMLElement;
  private readonly title: string;
  private readonly empty: string;
  private readonly entries: () => Entry[];

  /** @param entries looked up whenever it opens. */
  constructor(button: HTMLElement, title: string, empty: string, entries: () => Entry[]) {
    this.element = h('div', { class: 'menu', role: 'menu', 'aria-label': title, hidden: true });
    this.button = button;
    this.title = title;
    this.empty = empty;
    this.entries = entries;
    button.addEventListener('click', () => {
      if (this.element.hidden) this.open();
      else this.close();
    });
    this.element.addEventListener('keydown', (event) => {
      this.take(event);
    });
    this.element.addEventListener('focusout', ({ relatedTarget }) => {
      const stays = relatedTarget instanceof Node && this.element.contains(relatedTarget);
      if (!stays && relatedTarget !== button) this.close();
    });
  }

  private open(): void {
    const entries = this.entries().map(({ label, choose }) => {
      const take = (): void => {
        this.close();
        choose();
      };
      return h('button', { type: 'button', role: 'menuitem', onclick: take }, label);
    });
    const nothing = h('div', { class: 'nothing' }, this.empty);
    this.element.replaceChildren(
      h('div', { class: 'group', role: 'presentation' }, this.title),
      ...(entries.length === 0 ? [nothing] : entries),
    );
    this.element.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.element.scrollIntoView({ block: 'nearest' });
    entries[0]?.focus();
  }

  private close(): void {
    this.element.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
  }

  private take(event: KeyboardEvent): void {
    const items = [...this.element.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const at = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Escape') {
      this.close();
      this.button.focus();
    } else if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items.at(at - 1)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
