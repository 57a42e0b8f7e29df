import type { ChannelView, Locale } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { h } from './dom.ts';
import type { Store } from './store.ts';

const LANGUAGES: Record<Locale, string> = {
  'zh-TW': '中文（台灣）',
  'zh-CN': '中文（中国）',
  'en-US': 'English',
};

/** The server's channels with their threads, the direct messages with the bot, and who one is. */
export class Sidebar {
  readonly element = h('nav', { class: 'sidebar' });
  private readonly store: Store;
  private readonly onPerson: (id: string) => void;
  private readonly onLocale: (locale: Locale) => void;
  private drawn = '';

  constructor(store: Store, onPerson: (id: string) => void, onLocale: (locale: Locale) => void) {
    this.store = store;
    this.onPerson = onPerson;
    this.onLocale = onLocale;
  }

  draw(): void {
    const { store, element } = this;
    const { words } = store;
    // Drawn only when something is different, so that a click never meets a button that was just replaced.
    const { me, locale, channelId, guildName, unread } = store;
    const entries = [...store.channels.values()].map(({ id, name, isArchived }) => [id, name, isArchived]);
    const drawn = JSON.stringify([me, locale, channelId, guildName, [...unread], entries]);
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const focused = element.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const channels = [...store.channels.values()];
    const texts = channels.filter(({ kind }) => kind === 'text');
    const directs = channels.filter(({ kind }) => kind === 'direct');
    element.setAttribute('aria-label', words.openChannels);
    element.replaceChildren(
      h('h1', {}, store.guildName),
      h(
        'div',
        { class: 'channels' },
        h('h2', {}, words.channels),
        ...texts.flatMap((channel) => [this.entry(channel), ...this.threadsOf(channel)]),
        h('h2', {}, words.directMessages),
        ...directs.map((channel) => this.entry(channel)),
      ),
      this.who(),
    );
    if (focused !== undefined && focused !== '') document.getElementById(focused)?.focus();
  }

  private threadsOf({ id }: ChannelView): HTMLElement[] {
    return [...this.store.channels.values()]
      .filter(
        ({ parentId, isArchived, id: own }) =>
          parentId === id && (!isArchived || own === this.store.channelId),
      )
      .map((thread) => this.entry(thread));
  }

  private entry(channel: ChannelView): HTMLElement {
    const { store } = this;
    const { id, kind, name } = channel;
    const open = (): void => {
      store.open(id);
    };
    const marks = {
      text: h('span', { class: 'mark', 'aria-hidden': 'true' }, '#'),
      thread: null,
      direct: avatar(store.bot),
    };
    return h(
      'button',
      {
        type: 'button',
        id: `channel-${id}`,
        class: `channel ${kind}${store.unread.has(id) ? ' unread' : ''}`,
        'aria-current': id === store.channelId ? 'page' : undefined,
        onclick: open,
      },
      marks[kind],
      h('span', { class: 'name' }, kind === 'direct' ? (store.bot?.name ?? '') : name),
    );
  }

  private who(): HTMLElement {
    const { store } = this;
    const { words } = store;
    const people = [...store.people.values()].filter(({ isBot }) => !isBot);
    return h(
      'div',
      { class: 'who' },
      avatar(store.people.get(store.me)),
      picker(
        'person',
        words.person,
        people.map(({ id, name }) => [id, name]),
        store.me,
        this.onPerson,
      ),
      picker('language', words.language, Object.entries(LANGUAGES), store.locale, (locale) => {
        this.onLocale(locale as Locale);
      }),
    );
  }
}

function picker(
  id: string,
  label: string,
  choices: [value: string, label: string][],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLElement {
  const options = choices.map(([value, words]) => h('option', { value, selected: value === chosen }, words));
  const select = h('select', { id, 'aria-label': label }, ...options);
  select.addEventListener('change', () => {
    onChoose(select.value);
  });
  return select;
}
