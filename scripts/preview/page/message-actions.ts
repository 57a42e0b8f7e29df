import type { MessageView } from '../protocol.ts';
import type { Doer } from './doer.ts';
import { h } from './dom.ts';
import { nameIn } from './labels.ts';
import { Menu } from './menu.ts';
import type { Store } from './store.ts';

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types */
const MESSAGE_MENU = 3;

/** What one can do with a message: reply to it, and the apps' entries of its menu. Shown on hover and focus. */
export function messageActions({ id, channelId }: MessageView, store: Store, doer: Doer): HTMLElement {
  const { words } = store;
  const reply = (): void => {
    store.change(() => {
      store.replyTo = id;
    });
  };
  const apps = h(
    'button',
    {
      type: 'button',
      title: words.apps,
      'aria-label': words.apps,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
    },
    '⋯',
  );
  const menu = new Menu(apps, words.apps, words.noApps, () =>
    store.commands
      .filter(({ type }) => type === MESSAGE_MENU)
      .filter(({ contexts }) => isIn(contexts, store, channelId))
      .map((command) => ({
        label: nameIn(command, store.locale),
        choose: () => void doer.do({ kind: 'menu', messageId: id, command: command.name }),
      })),
  );
  return h(
    'div',
    { class: 'message-actions' },
    h('button', { type: 'button', title: words.reply, 'aria-label': words.reply, onclick: reply }, '↩'),
    apps,
    menu.element,
  );
}

/** Whether a command is there in a channel, by the contexts that it was registered for. */
export function isIn(contexts: number[] | null | undefined, store: Store, channelId: string): boolean {
  const context = store.channels.get(channelId)?.kind === 'direct' ? 1 : 0;
  return contexts?.includes(context) ?? true;
}
