import { OPTION_TYPE } from '../../loopback/option-type.ts';
import type { OptionInput, OptionView } from '../protocol.ts';
import { h } from './dom.ts';
import { descriptionIn, nameIn } from './labels.ts';
import { Listbox } from './listbox.ts';
import type { Store } from './store.ts';

/** Milliseconds without a key until the bot is asked for choices. */
const PAUSE = 150;
/** Discord's limit on a string option. */
const LONGEST = 6000;

type Choices = { name: string; value: string | number }[];

/** An option of a command with the input that fits its type. */
export interface OptionField {
  option: OptionView;
  element: HTMLElement;
  isShown: boolean;
  /** `null` when it is left empty. */
  value: () => OptionInput | null;
  set: (text: string) => void;
  focus: () => void;
}

/** @param complete asks the bot for choices, for an option with autocomplete. */
export function optionField(
  option: OptionView,
  store: Store,
  complete: (typed: string) => Promise<Choices>,
): OptionField {
  const input = inputFor(option, store);
  const label = nameIn(option, store.locale);
  input.setAttribute('aria-label', label);
  input.title = descriptionIn(option, store.locale);
  const completion = option.autocomplete === true ? new Completion(input, store, complete) : null;
  const element = h(
    'label',
    { class: 'option' },
    h('span', { class: 'option-name' }, label),
    input,
    completion?.element,
  );
  return {
    option,
    element,
    isShown: option.required === true,
    value: () => {
      const text = input.value;
      if (text.trim() === '') return null;
      return completion?.chosen(text) ?? valueOf(option.type, text);
    },
    set: (text) => {
      input.value = text;
    },
    focus: () => {
      input.focus();
    },
  };
}

function valueOf(type: number, text: string): OptionInput {
  if (type === OPTION_TYPE.integer || type === OPTION_TYPE.number) return Number(text);
  if (type === OPTION_TYPE.boolean) return text === 'true';
  if (type === OPTION_TYPE.channel) return { channel: text };
  if (type === OPTION_TYPE.user) return { user: text };
  return text;
}

function inputFor(option: OptionView, store: Store): HTMLInputElement | HTMLSelectElement {
  const { type, choices, min_value: min, max_value: max, max_length: longest = LONGEST } = option;
  const { words, locale, channels, people } = store;
  if (choices !== undefined)
    return select(choices.map((choice) => [String(choice.value), nameIn(choice, locale)]));
  if (type === OPTION_TYPE.boolean)
    return select([
      ['true', words.yes],
      ['false', words.no],
    ]);
  if (type === OPTION_TYPE.channel) {
    const text = [...channels.values()].filter(({ kind }) => kind === 'text');
    return select(text.map(({ id, name }) => [id, `#${name}`]));
  }
  if (type === OPTION_TYPE.user) return select([...people.values()].map(({ id, name }) => [id, `@${name}`]));
  if (type === OPTION_TYPE.integer || type === OPTION_TYPE.number) {
    return h('input', { type: 'number', min, max, step: type === OPTION_TYPE.integer ? 1 : 'any' });
  }
  return h('input', {
    type: 'text',
    maxlength: longest,
    autocomplete: 'off',
    placeholder: descriptionIn(option, locale),
  });
}

function select(choices: [value: string, label: string][]): HTMLSelectElement {
  return h('select', {}, ...choices.map(([value, label]) => h('option', { value }, label)));
}

/** Choices from the bot while one types. What is shown of a choice and what is sent for it differ. */
class Completion {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement | HTMLSelectElement;
  private readonly store: Store;
  private readonly complete: (typed: string) => Promise<Choices>;
  private readonly list: Listbox<Choices[number]>;
  private choice: Choices[number] | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;

  constructor(
    input: HTMLInputElement | HTMLSelectElement,
    store: Store,
    complete: (typed: string) => Promise<Choices>,
  ) {
    this.input = input;
    this.store = store;
    this.complete = complete;
    this.list = new Listbox(input, store.words.choose, (choice) => {
      this.choice = choice;
      input.value = choice.name;
    });
    this.element = this.list.element;
    input.addEventListener('input', () => {
      // Choices for what was typed before are not to be taken for choices of this.
      this.asked += 1;
      this.list.close();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.suggest(), PAUSE);
    });
    input.addEventListener('focus', () => void this.suggest());
    input.addEventListener('blur', () => {
      clearTimeout(this.timer);
      this.list.close();
    });
  }

  /** What to send for a text: the value of the choice that it shows. */
  chosen(text: string): OptionInput | null {
    return this.choice?.name === text ? this.choice.value : null;
  }

  private async suggest(): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    const choices = await this.complete(this.input.value);
    // Meanwhile something else was typed, or one has gone on.
    if (turn !== this.asked || document.activeElement !== this.input) return;
    this.list.show(
      choices.map((choice) => ({ value: choice, content: [choice.name] })),
      this.store.words.noChoices,
    );
  }
}
