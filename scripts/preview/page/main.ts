import { LOCALES, type Locale } from '../protocol.ts';
import { Client } from './client.ts';
import { Composer } from './composer.ts';
import { Doer } from './doer.ts';
import { h } from './dom.ts';
import { MessageList } from './message-list.ts';
import { Sidebar } from './sidebar.ts';
import { Store } from './store.ts';
import { Toast } from './toast.ts';
import { TopBar } from './top-bar.ts';

/** Puts the page together. Who one is and in which language stand in the address, so that two tabs can be two people. */
const store = new Store();
const client = new Client(store);
const toast = new Toast();
const doer = new Doer(client, store, toast);
const address = new URL(location.href);

const wanted = LOCALES.find(
  (locale) => locale === (address.searchParams.get('locale') ?? navigator.language),
);
store.locale = wanted ?? (navigator.language.startsWith('zh') ? 'zh-TW' : 'en-US');

function remember(name: string, value: string): void {
  address.searchParams.set(name, value);
  history.replaceState(null, '', address);
}

const sidebar = new Sidebar(
  store,
  (id) => {
    remember('person', id);
    client.follow(id);
  },
  (locale: Locale) => {
    remember('locale', locale);
    store.change(() => (store.locale = locale));
  },
);
const topBar = new TopBar(store);
const messages = new MessageList(store, doer);
const composer = new Composer(store, doer);
const typing = h('div', { class: 'typing', role: 'status' });
const notice = h('p', { class: 'notice', role: 'note' });
const main = h('main', {}, topBar.element, messages.element, composer.element, typing);

document.body.append(notice, h('div', { class: 'app' }, sidebar.element, main), toast.element);

store.onChange(() => {
  document.documentElement.lang = store.locale;
  notice.textContent = store.isConnected ? store.words.notice : store.words.reconnecting;
  notice.classList.toggle('lost', !store.isConnected);
  typing.textContent = store
    .typists()
    .map((name) => store.words.typing(name))
    .join(' ');
  sidebar.draw();
  topBar.draw();
  composer.draw();
  messages.draw();
});

client.follow(address.searchParams.get('person') ?? '');
