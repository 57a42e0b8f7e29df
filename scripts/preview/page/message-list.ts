import type { MessageView } from '../protocol.ts';
import type { Doer } from './doer.ts';
import { h, setChildren } from './dom.ts';
import { messageView } from './message-view.ts';
import type { Store } from './store.ts';

/** Milliseconds within which messages of one author share a name: Discord's 7 minutes. */
const CONTINUES_WITHIN = 7 * 60_000;
/** Pixels from the end within which the list follows what is new. */
const NEAR_END = 120;
/** https://discord.com/developers/docs/resources/message#message-object-message-types */
const TYPE = { plain: 0, threadCreated: 18, threadStarter: 21 } as const;

/** The messages of the channel on the screen. */
export class MessageList {
  readonly element = h('div', { class: 'messages', role: 'log', tabindex: 0 });
  private readonly store: Store;
  private readonly doer: Doer;
  /** Messages as they were drawn last; one that did not change stays, with its open menus. */
  private drawn = new Map<string, { of: string; element: HTMLElement }>();
  private shownChannel = '';

  constructor(store: Store, doer: Doer) {
    this.store = store;
    this.doer = doer;
  }

  draw(): void {
    const { element, store } = this;
    const { channel, words } = store;
    if (channel === undefined) return;
    const isOther = this.shownChannel !== `${store.me} ${channel.id}`;
    this.shownChannel = `${store.me} ${channel.id}`;
    const wasAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    element.setAttribute('aria-label', store.placeName(channel));

    const messages = store.shownMessages();
    const drawn = new Map<string, { of: string; element: HTMLElement }>();
    messages.forEach((message, i) => {
      drawn.set(message.id, this.drawnMessage(message, isContinued(message, messages[i - 1])));
    });
    this.drawn = drawn;
    const beginning =
      channel.kind === 'direct'
        ? words.direct(store.bot?.name ?? '')
        : words.beginning(store.placeName(channel));
    setChildren(element, [
      this.drawnBeginning(beginning),
      ...[...drawn.values()].map((each) => each.element),
    ]);
    if (isOther || wasAtEnd) element.scrollTop = element.scrollHeight;
  }

  private drawnBeginning(words: string): HTMLElement {
    const there = this.element.querySelector<HTMLElement>('.beginning');
    const beginning = there ?? h('p', { class: 'beginning' });
    beginning.textContent = words;
    return beginning;
  }

  private drawnMessage(message: MessageView, continued: boolean): { of: string; element: HTMLElement } {
    const { store } = this;
    const { repliesTo, threadId } = message;
    const others = [store.messages.get(repliesTo ?? ''), store.channels.get(threadId ?? '')];
    const of = JSON.stringify([message, continued, store.locale, store.me, store.commands.length, ...others]);
    const before = this.drawn.get(message.id);
    if (before?.of === of) return before;
    const element = messageView(message, continued, store, this.doer);
    if (before !== undefined) keepFocus(before.element, element);
    return { of, element };
  }
}

function isContinued(message: MessageView, above: MessageView | undefined): boolean {
  return (
    above !== undefined &&
    message.type === TYPE.plain &&
    above.type !== TYPE.threadCreated &&
    above.type !== TYPE.threadStarter &&
    above.authorId === message.authorId &&
    above.isEphemeral === message.isEphemeral &&
    message.sentAt - above.sentAt < CONTINUES_WITHIN
  );
}

/** A button that was pressed keeps the focus when its message is drawn anew. */
function keepFocus(before: HTMLElement, after: HTMLElement): void {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !before.contains(focused)) return;
  const { component } = focused.dataset;
  const buttons = [...after.querySelectorAll<HTMLElement>('[data-component]')];
  const same = buttons.find((button) => button.dataset.component === component) ?? buttons[0];
  queueMicrotask(() => same?.focus({ preventScroll: true }));
}
