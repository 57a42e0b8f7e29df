import { usableCommands, type UsableCommand } from './usable-commands.ts';
import { CommandForm } from './command-form.ts';
import type { Doer } from './doer.ts';
import { h } from './dom.ts';
import { Listbox } from './listbox.ts';
import { mentionBefore, withMentions } from './mentions.ts';
import type { Store } from './store.ts';

const SLASH = /^\/([^\n]*)$/u;
/** Discord's limit on what a person says. */
const LONGEST = 2000;

/** Where one writes: messages, `@` for people, `/` for commands. */
export class Composer {
  readonly element: HTMLElement;
  private readonly store: Store;
  private readonly doer: Doer;
  private readonly input = h('textarea', { rows: 1, maxlength: LONGEST });
  private readonly replyBar = h('div', { class: 'reply-bar', hidden: true });
  private readonly place = h('div', { class: 'composer-place' });
  private readonly commands: Listbox<UsableCommand>;
  private readonly people: Listbox<string>;
  private form: CommandForm | null = null;
  private shownChannel = '';

  constructor(store: Store, doer: Doer) {
    this.store = store;
    this.doer = doer;
    this.commands = new Listbox(this.input, store.words.commands, (command) => {
      this.openForm(command, '');
    });
    this.people = new Listbox(this.input, store.words.people, (name) => {
      this.completeMention(name);
    });
    this.element = h(
      'div',
      { class: 'composer' },
      this.commands.element,
      this.people.element,
      this.replyBar,
      this.place,
    );
    this.place.append(this.input);
    this.input.addEventListener('input', () => {
      this.suggest();
    });
    this.input.addEventListener('keydown', (event) => {
      this.take(event);
    });
  }

  focus(): void {
    this.input.focus();
  }

  draw(): void {
    const { store } = this;
    const { channel, words, replyTo } = store;
    if (channel === undefined) return;
    const here = `${store.me} ${channel.id} ${store.locale}`;
    if (this.shownChannel !== here) {
      this.shownChannel = here;
      this.closeForm();
      this.commands.close();
      this.people.close();
    }
    this.input.setAttribute('aria-label', words.messageLabel);
    this.input.placeholder = words.messageTo(store.placeName(channel));
    const replied = store.messages.get(replyTo ?? '');
    this.replyBar.hidden = replied === undefined;
    if (replied === undefined) return;
    const cancel = h(
      'button',
      {
        type: 'button',
        'aria-label': words.cancel,
        onclick: () => {
          this.stopReplying();
        },
      },
      '✕',
    );
    this.replyBar.replaceChildren(h('span', {}, words.replyingTo(store.nameOf(replied.authorId))), cancel);
    if (document.activeElement === document.body) this.focus();
  }

  private take(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.stopReplying();
    // Enter also ends the choice of a character in an input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.send();
  }

  private async send(): Promise<void> {
    const { store, input } = this;
    const { channelId, replyTo } = store;
    const content = withMentions(input.value, [...store.people.values()]).trim();
    if (content === '') return;
    const text = input.value;
    input.value = '';
    this.fit();
    this.stopReplying();
    const isSent = await this.doer.do({
      kind: 'say',
      channelId,
      content,
      ...(replyTo === null ? {} : { replyTo }),
    });
    if (!isSent && input.value === '') input.value = text;
  }

  private stopReplying(): void {
    if (this.store.replyTo === null) return;
    this.store.change(() => {
      this.store.replyTo = null;
    });
  }

  private suggest(): void {
    this.fit();
    const { value, selectionStart } = this.input;
    const typed = SLASH.exec(value)?.[1] ?? null;
    const mention = typed === null ? mentionBefore(value, selectionStart) : null;
    if (typed === null) this.commands.close();
    else if (!this.openTypedCommand(typed)) this.suggestCommands(typed);
    if (mention === null) this.people.close();
    else this.suggestPeople(mention);
  }

  private suggestCommands(typed: string): void {
    const found = usableCommands(this.store).filter(({ names }) =>
      names.some((name) => name.includes(typed.toLowerCase())),
    );
    const { words } = this.store;
    this.commands.show(
      found.map((command) => ({
        value: command,
        content: [h('b', {}, `/${command.label}`), h('span', { class: 'description' }, command.description)],
        group: words.commands,
      })),
      // With more words behind, it is rather something that one says.
      typed.includes(' ') ? undefined : words.noCommand,
    );
  }

  /**
   * A command's name and a space, however typed, is as good as choosing it; what follows goes into its first option.
   * @param typed without the slash.
   * @returns whether there is such a command.
   */
  private openTypedCommand(typed: string): boolean {
    for (const command of usableCommands(this.store)) {
      const name = command.names.find((each) => typed.toLowerCase().startsWith(`${each} `));
      if (name === undefined) continue;
      this.openForm(command, typed.slice(name.length + 1).trimStart());
      return true;
    }
    return false;
  }

  private openForm(command: UsableCommand, typed: string): void {
    this.input.value = '';
    this.fit();
    this.commands.close();
    const close = (): void => {
      this.closeForm();
      this.focus();
    };
    this.form = new CommandForm(command, typed, this.store, this.doer, close);
    this.place.replaceChildren(this.form.element);
    this.form.focus();
  }

  private closeForm(): void {
    if (this.form === null) return;
    this.form = null;
    this.place.replaceChildren(this.input);
  }

  private suggestPeople(typed: string): void {
    const { words, people, me } = this.store;
    const found = [...people.values()].filter(
      ({ id, name }) => id !== me && name.toLowerCase().startsWith(typed.toLowerCase()),
    );
    // The bot first: it is who one asks.
    found.sort((a, b) => Number(b.isBot) - Number(a.isBot));
    this.people.show(
      found.map(({ name }) => ({ value: name, content: [h('b', {}, `@${name}`)], group: words.people })),
    );
  }

  private completeMention(name: string): void {
    const { value, selectionStart } = this.input;
    const typed = mentionBefore(value, selectionStart) ?? '';
    const start = selectionStart - typed.length;
    this.input.setRangeText(`${name} `, start, selectionStart, 'end');
    this.suggest();
  }

  private fit(): void {
    this.input.style.height = 'auto';
    this.input.style.height = `${this.input.scrollHeight}px`;
  }
}
