import type { MessageView } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { componentRows } from './components-view.ts';
import type { Doer } from './doer.ts';
import { h } from './dom.ts';
import { embedView } from './embed-view.ts';
import { nameIn } from './labels.ts';
import { markdownNodes } from './markdown-dom.ts';
import { messageActions } from './message-actions.ts';
import { sentText } from './moments.ts';
import type { Store } from './store.ts';

/** https://discord.com/developers/docs/resources/message#message-object-message-types */
const TYPE = { threadCreated: 18, threadStarter: 21 } as const;
/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types */
const MESSAGE_MENU = 3;
/** Characters of a message that is replied to. */
const SNIPPET = 120;

/**
 * A message as it stands.
 * @param isContinued whether it goes on under the name of the message above.
 */
export function messageView(
  message: MessageView,
  isContinued: boolean,
  store: Store,
  doer: Doer,
): HTMLElement {
  if (message.type === TYPE.threadCreated) return threadCreated(message, store);
  if (message.type === TYPE.threadStarter) return threadStarter(message, store, doer);
  const { authorId, content, embeds, isEphemeral, isLoading, editedAt } = message;
  const isForMe = message.authorId !== store.me && content.includes(`<@${store.me}>`);
  const name = store.nameOf(authorId);
  return h(
    'article',
    {
      class: ['message', isContinued && 'continued', isEphemeral && 'ephemeral', isForMe && 'for-me']
        .filter(Boolean)
        .join(' '),
      'aria-label': `${name}, ${sentText(message.sentAt, store.locale)}`,
      'data-message': message.id,
      oncontextmenu: openActions,
    },
    ...(isContinued
      ? []
      : [...contextLines(message, store), avatar(store.people.get(authorId)), headerOf(message, store)]),
    isLoading ? thinking(store) : null,
    content === ''
      ? null
      : h(
          'div',
          { class: 'content markdown' },
          ...markdownNodes(content, store),
          editedAt === null ? null : h('span', { class: 'edited' }, store.words.edited),
        ),
    ...embeds.map((embed) => embedView(embed, store)),
    ...componentRows(message, store, doer),
    threadChip(message, store),
    isEphemeral ? ephemeralNote(message, store) : null,
    isEphemeral || isLoading ? null : messageActions(message, store, doer),
  );
}

/** A right click opens the message's menu, but for links and chosen text, which have the browser's. */
function openActions(event: MouseEvent): void {
  const { target, currentTarget } = event;
  const isLink = target instanceof Element && target.closest('a') !== null;
  if (isLink || document.getSelection()?.isCollapsed === false || !(currentTarget instanceof Element)) return;
  const apps = currentTarget.querySelector<HTMLElement>('[aria-haspopup=menu]');
  if (apps === null) return;
  event.preventDefault();
  apps.click();
}

function headerOf({ authorId, sentAt }: MessageView, store: Store): HTMLElement {
  const author = store.people.get(authorId);
  return h(
    'header',
    {},
    h('span', { class: 'author' }, store.nameOf(authorId)),
    author?.isBot === true ? h('span', { class: 'app-tag' }, store.words.appTag) : null,
    h('time', { datetime: new Date(sentAt).toISOString() }, sentText(sentAt, store.locale)),
  );
}

/** Above a message: which command it answers, what it replies to. */
function contextLines({ usedCommand, repliesTo }: MessageView, store: Store): HTMLElement[] {
  const lines: HTMLElement[] = [];
  if (repliesTo !== null) lines.push(replyLine(store.messages.get(repliesTo), store));
  if (usedCommand !== null) {
    const { personId } = usedCommand;
    const words = store.words.used(store.nameOf(personId), commandName(usedCommand, store));
    lines.push(h('div', { class: 'reply-line' }, avatar(store.people.get(personId)), h('span', {}, words)));
  }
  return lines;
}

/** As the person of the page would type it. */
function commandName({ name, subcommand }: NonNullable<MessageView['usedCommand']>, store: Store): string {
  const command = store.commands.find((each) => each.name === name);
  const inner = command?.options?.find((option) => option.name === subcommand);
  const shown = [command ?? { name }, ...(subcommand === null ? [] : [inner ?? { name: subcommand }])];
  const words = shown.map((named) => nameIn(named, store.locale)).join(' ');
  return command?.type === MESSAGE_MENU ? words : `/${words}`;
}

function replyLine(replied: MessageView | undefined, store: Store): HTMLElement {
  if (replied === undefined) return h('div', { class: 'reply-line' }, h('i', {}, store.words.gone));
  const { id, authorId, content } = replied;
  const words =
    content === '' ? h('i', {}, store.words.noWords) : h('span', {}, plainSnippet(content, store));
  const jump = (): void => {
    document.querySelector(`[data-message="${id}"]`)?.scrollIntoView({ block: 'center' });
  };
  return h(
    'div',
    { class: 'reply-line' },
    avatar(store.people.get(authorId)),
    h('b', {}, store.nameOf(authorId)),
    h('button', { type: 'button', onclick: jump }, words),
  );
}

/** The words of a message on one line, without its markup. */
function plainSnippet(content: string, store: Store): string {
  const words = h('div', {}, ...markdownNodes(content, store)).textContent;
  return words.replaceAll(/\s+/gu, ' ').slice(0, SNIPPET);
}

function thinking(store: Store): HTMLElement {
  const dots = h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
  return h('div', { class: 'thinking', role: 'status' }, dots, store.words.thinking);
}

function ephemeralNote({ id }: MessageView, store: Store): HTMLElement {
  const dismiss = (): void => {
    store.dismiss(id);
  };
  return h(
    'div',
    { class: 'ephemeral-note' },
    `👁 ${store.words.onlyYou} · `,
    h('button', { type: 'button', class: 'link', onclick: dismiss }, store.words.dismiss),
  );
}

function threadChip({ threadId }: MessageView, store: Store): HTMLElement | null {
  const thread = threadId === null ? undefined : store.channels.get(threadId);
  if (thread === undefined) return null;
  const open = (): void => {
    store.open(thread.id);
  };
  return h(
    'button',
    { type: 'button', class: 'thread-chip', onclick: open },
    h('b', {}, thread.name),
    h('span', { class: 'count' }, `${store.words.messages(thread.messages)} ›`),
  );
}

function threadCreated(message: MessageView, store: Store): HTMLElement {
  const words = store.words.startedThread(store.nameOf(message.authorId));
  return h(
    'article',
    { class: 'message system', 'data-message': message.id },
    h('span', { class: 'system-mark', 'aria-hidden': 'true' }, '🧵'),
    h('div', { class: 'content' }, `${words} `, h('b', {}, message.content)),
    threadChip(message, store),
  );
}

/** At the top of a thread Discord shows the message that it hangs on. */
function threadStarter({ id, repliesTo, channelId }: MessageView, store: Store, doer: Doer): HTMLElement {
  const started = repliesTo === null ? undefined : store.messages.get(repliesTo);
  if (started === undefined) return h('article', { class: 'message system' }, h('i', {}, store.words.gone));
  const view = messageView({ ...started, channelId, threadId: null, repliesTo: null }, false, store, doer);
  view.dataset.message = id;
  return view;
}
