import { freshId, h, setChildren, type Child } from './dom.ts';

export interface Choice<T> {
  value: T;
  /** What is shown for it. */
  content: Child[];
  /** Heading of its group, shown above the first of the group. */
  group?: string;
  isSelected?: boolean;
}

export interface ListboxOptions {
  /** Whether one may choose several: the list stays open, and Tab leaves it. */
  takesMany?: boolean;
  onClose?: () => void;
}

/**
 * Choices for an input that keeps the focus: arrow keys move, Enter and Tab choose, Escape closes
 * (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 */
export class Listbox<T> {
  readonly element = h('div', { class: 'listbox', role: 'listbox', id: freshId(), hidden: true });
  private readonly input: HTMLElement;
  private readonly onChoose: (value: T) => void;
  private readonly options: ListboxOptions;
  private choices: Choice<T>[] = [];
  private rows: HTMLElement[] = [];
  private active = 0;

  constructor(input: HTMLElement, label: string, onChoose: (value: T) => void, options: ListboxOptions = {}) {
    this.input = input;
    this.onChoose = onChoose;
    this.options = options;
    this.element.setAttribute('aria-label', label);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', this.element.id);
    input.addEventListener('keydown', (event) => {
      if (this.take(event.key)) {
        event.preventDefault();
        // What the list takes is not for the form or window around it.
        event.stopImmediatePropagation();
      }
    });
    // Choosing with the mouse leaves the focus where it is.
    this.element.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** @param empty what to say when there are none; without it, an empty list closes. */
  show(choices: Choice<T>[], empty?: string): void {
    this.choices = choices;
    this.rows = choices.map((choice, i) => this.optionFor(choice, i));
    const selected = choices.findIndex(({ isSelected }) => isSelected === true);
    if (!(this.isOpen && this.options.takesMany === true)) this.active = Math.max(0, selected);
    const nothing = empty === undefined ? [] : [h('div', { class: 'nothing' }, empty)];
    const lines = choices.flatMap(({ group }, i) => {
      const option = this.rows[i];
      const isFirst = group !== undefined && choices[i - 1]?.group !== group;
      const heading = isFirst ? [h('div', { class: 'group', role: 'presentation' }, group)] : [];
      return option === undefined ? heading : [...heading, option];
    });
    setChildren(this.element, choices.length === 0 ? nothing : lines);
    const isEmpty = this.element.children.length === 0;
    this.element.hidden = isEmpty;
    this.input.setAttribute('aria-expanded', String(!isEmpty));
    this.mark();
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.element.replaceChildren();
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    this.options.onClose?.();
  }

  /** @returns whether the key was for the list. */
  private take(key: string): boolean {
    if (!this.isOpen) return false;
    const { length } = this.choices;
    if (key === 'Tab' && this.options.takesMany === true) {
      this.close();
      return false;
    }
    if (key === 'Escape') this.close();
    else if (length === 0) return false;
    else if (key === 'ArrowDown') this.move((this.active + 1) % length);
    else if (key === 'ArrowUp') this.move((this.active + length - 1) % length);
    else if (key === 'Enter' || key === 'Tab') this.choose(this.active);
    else return false;
    return true;
  }

  private move(to: number): void {
    this.active = to;
    this.mark();
    this.rows[to]?.scrollIntoView({ block: 'nearest' });
  }

  private mark(): void {
    this.rows.forEach((option, i) => {
      option.classList.toggle('active', i === this.active);
    });
    const id = this.rows[this.active]?.id;
    if (id !== undefined) this.input.setAttribute('aria-activedescendant', id);
  }

  private choose(at: number): void {
    const choice = this.choices[at];
    if (choice === undefined) return;
    if (this.options.takesMany !== true) this.close();
    this.onChoose(choice.value);
  }

  private optionFor({ content, isSelected = false }: Choice<T>, at: number): HTMLElement {
    const choose = (): void => {
      this.choose(at);
    };
    const hover = (): void => {
      this.active = at;
      this.mark();
    };
    return h(
      'div',
      {
        role: 'option',
        id: freshId(),
        'aria-selected': String(isSelected),
        onclick: choose,
        onmousemove: hover,
      },
      ...content,
    );
  }
}
