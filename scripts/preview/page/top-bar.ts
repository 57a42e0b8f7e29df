import { h } from './dom.ts';
import type { Store } from './store.ts';

/** Where one is; on a phone also the way to the channels. */
export class TopBar {
  readonly element = h('header', { class: 'top-bar' });
  private readonly store: Store;
  private shownChannel = '';
  private drawn = '';

  constructor(store: Store) {
    this.store = store;
  }

  draw(): void {
    const { channel, channels, words } = this.store;
    if (channel === undefined) return;
    // Having chosen a channel, one wants to see it.
    if (this.shownChannel !== channel.id) document.body.classList.remove('channels-open');
    this.shownChannel = channel.id;
    const drawn = JSON.stringify([words, { ...channel, messages: 0 }]);
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const toggle = (): void => {
      document.body.classList.toggle('channels-open');
    };
    const parent = channels.get(channel.parentId ?? '');
    const open = (): void => {
      if (parent !== undefined) this.store.open(parent.id);
    };
    this.element.replaceChildren(
      h(
        'button',
        { type: 'button', class: 'open-channels', 'aria-label': words.openChannels, onclick: toggle },
        '☰',
      ),
      ...(parent === undefined
        ? []
        : [
            h('button', { type: 'button', class: 'parent', onclick: open }, `# ${parent.name}`),
            h('span', { class: 'mark' }, '›'),
          ]),
      ...(channel.kind === 'text' ? [h('span', { class: 'mark' }, '#')] : []),
      h('h2', {}, channel.kind === 'direct' ? `@ ${this.store.bot?.name ?? ''}` : channel.name),
      channel.isArchived ? h('span', { class: 'archived' }, words.archived) : '',
    );
  }
}
