import type { OptionInput } from '../protocol.ts';
import type { Doer } from './doer.ts';
import { h } from './dom.ts';
import { nameIn } from './labels.ts';
import { optionField, type OptionField } from './option-field.ts';
import type { Store } from './store.ts';
import type { UsableCommand } from './usable-commands.ts';

/** A slash command being filled in: its required options, and those of the others that were asked for. */
export class CommandForm {
  readonly element: HTMLElement;
  private readonly command: UsableCommand;
  private readonly store: Store;
  private readonly doer: Doer;
  private readonly onClose: () => void;
  private readonly fields: OptionField[];
  private readonly row = h('div', { class: 'command-row' });
  private readonly problem = h('p', { class: 'problem', role: 'alert' });

  /**
   * @param typed what was typed after the command's name: goes into the first option.
   * @param onClose called when it was sent or given up.
   */
  constructor(command: UsableCommand, typed: string, store: Store, doer: Doer, onClose: () => void) {
    this.command = command;
    this.store = store;
    this.doer = doer;
    this.onClose = onClose;
    this.fields = command.options.map((option) =>
      optionField(option, store, (text) => this.choicesFor(option.name, text)),
    );
    this.fields[0]?.set(typed);
    const send = h('button', { type: 'submit', class: 'send' }, store.words.send);
    const cancel = h(
      'button',
      { type: 'button', class: 'cancel', 'aria-label': store.words.cancel, onclick: onClose },
      '✕',
    );
    const submit = (event: Event): void => {
      event.preventDefault();
      void this.send();
    };
    const keys = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    this.element = h(
      'form',
      {
        class: 'command-form',
        'aria-label': `/${command.label}`,
        novalidate: true,
        onsubmit: submit,
        onkeydown: keys,
      },
      this.row,
      this.problem,
      h('div', { class: 'command-end' }, cancel, send),
    );
    this.draw();
  }

  focus(): void {
    const target = this.shown[0];
    if (target === undefined) this.element.querySelector<HTMLElement>('.send')?.focus();
    else target.focus();
  }

  private get shown(): OptionField[] {
    return this.fields.filter((field) => field.isShown);
  }

  /** The name, the options in use, and a button for each that could be. */
  private draw(): void {
    const { words, locale } = this.store;
    const others = this.fields.filter((field) => !field.isShown);
    const add = (field: OptionField): HTMLElement => {
      const show = (): void => {
        field.isShown = true;
        this.draw();
        field.focus();
      };
      const name = nameIn(field.option, locale);
      return h(
        'button',
        { type: 'button', class: 'add-option', title: words.optional, onclick: show },
        `+ ${name}`,
      );
    };
    this.row.replaceChildren(
      h('b', { class: 'command-name' }, `/${this.command.label}`),
      ...this.shown.map(({ element }) => element),
      ...others.map(add),
    );
  }

  /** What is filled in, by the options' own names. */
  private values(): Record<string, OptionInput> {
    const filled = this.shown.map((field): [string, OptionInput | null] => [
      field.option.name,
      field.value(),
    ]);
    return Object.fromEntries(filled.filter((pair): pair is [string, OptionInput] => pair[1] !== null));
  }

  private async choicesFor(
    option: string,
    typed: string,
  ): Promise<{ name: string; value: string | number }[]> {
    const { command, subcommand } = this.command;
    const others = this.values();
    // Computed keys of a plain record: the option itself is sent as what is typed.
    const rest = Object.fromEntries(Object.entries(others).filter(([name]) => name !== option));
    const { channelId } = this.store;
    return this.doer.choices({ kind: 'type', channelId, command, subcommand, option, typed, others: rest });
  }

  private async send(): Promise<void> {
    const { store, command: use } = this;
    const values = this.values();
    const missing = this.fields.find(({ option }) => option.required === true && !(option.name in values));
    if (missing !== undefined) {
      this.problem.textContent = store.words.missing(nameIn(missing.option, store.locale));
      missing.focus();
      return;
    }
    const { command, subcommand } = use;
    this.onClose();
    await this.doer.do({ kind: 'command', channelId: store.channelId, command, subcommand, options: values });
  }
}
