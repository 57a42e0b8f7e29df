import type { ChannelView, CommandView, Locale, MessageView, PersonView, Update } from '../protocol.ts';
import { WORDS, type Words } from './words.ts';

/** Milliseconds that "is typing…" stays without news: Discord's 10 seconds. */
const TYPING_LASTS = 10_000;

/** What the page knows, and what of it is on the screen. Everything that is shown is drawn from here. */
export class Store {
  me = '';
  locale: Locale = 'zh-TW';
  /** The channel on the screen. */
  channelId = '';
  /** The message that is being replied to. */
  replyTo: string | null = null;
  isConnected = true;
  guildName = '';
  readonly people = new Map<string, PersonView>();
  readonly channels = new Map<string, ChannelView>();
  readonly messages = new Map<string, MessageView>();
  commands: CommandView[] = [];
  /** Channels with something new. */
  readonly unread = new Set<string>();
  /** Ephemeral messages that their person has closed; as in Discord, only here. */
  private readonly dismissed = new Set<string>();
  private readonly typing: { channelId: string; personId: string; until: number }[] = [];
  private readonly listeners: (() => void)[] = [];

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Changes something and draws it. */
  change(change: () => void): void {
    change();
    for (const listener of this.listeners) listener();
  }

  apply(update: Update): void {
    this.change(() => {
      this.take(update);
    });
  }

  get words(): Words {
    return WORDS[this.locale];
  }

  get channel(): ChannelView | undefined {
    return this.channels.get(this.channelId);
  }

  get bot(): PersonView | undefined {
    return [...this.people.values()].find(({ isBot }) => isBot);
  }

  nameOf(personId: string): string {
    return this.people.get(personId)?.name ?? personId;
  }

  /** A channel as it is named in a sentence. */
  placeName(channel: ChannelView): string {
    if (channel.kind === 'direct') return `@${this.bot?.name ?? ''}`;
    return channel.kind === 'text' ? `#${channel.name}` : channel.name;
  }

  /** What stands in the channel on the screen, oldest first. */
  shownMessages(): MessageView[] {
    return [...this.messages.values()].filter(
      ({ id, channelId }) => channelId === this.channelId && !this.dismissed.has(id),
    );
  }

  /** Who types in the channel on the screen. */
  typists(): string[] {
    const now = Date.now();
    const here = this.typing.filter(({ channelId, until }) => channelId === this.channelId && until > now);
    return [...new Set(here.map(({ personId }) => this.nameOf(personId)))];
  }

  open(channelId: string): void {
    this.change(() => {
      this.channelId = channelId;
      this.replyTo = null;
      this.unread.delete(channelId);
    });
  }

  dismiss(messageId: string): void {
    this.change(() => this.dismissed.add(messageId));
  }

  private take(update: Update): void {
    switch (update.kind) {
      case 'snapshot':
        this.me = update.me;
        this.guildName = update.guildName;
        this.commands = update.commands;
        this.fill(this.people, update.people);
        this.fill(this.channels, update.channels);
        this.fill(this.messages, update.messages);
        if (!this.channels.has(this.channelId)) this.channelId = update.channels[0]?.id ?? '';
        this.replyTo = null;
        this.unread.clear();
        break;
      case 'message':
        this.takeMessage(update.message);
        break;
      case 'message-gone':
        this.messages.delete(update.id);
        break;
      case 'channel':
        this.channels.set(update.channel.id, update.channel);
        break;
      case 'channel-gone':
        this.channels.delete(update.id);
        if (this.channelId === update.id) this.channelId = [...this.channels.keys()][0] ?? '';
        break;
      case 'typing':
        this.startTyping(update.channelId, update.personId);
        break;
    }
  }

  private takeMessage(message: MessageView): void {
    const { id, channelId, authorId } = message;
    if (!this.messages.has(id) && channelId !== this.channelId && authorId !== this.me)
      this.unread.add(channelId);
    this.messages.set(id, message);
    for (const typing of this.typing) {
      if (typing.channelId === channelId && typing.personId === authorId) typing.until = 0;
    }
  }

  private startTyping(channelId: string, personId: string): void {
    if (personId === this.me) return;
    this.typing.push({ channelId, personId, until: Date.now() + TYPING_LASTS });
    setTimeout(() => {
      this.change(() => this.typing.shift());
    }, TYPING_LASTS);
  }

  private fill<T extends { id: string }>(map: Map<string, T>, values: T[]): void {
    map.clear();
    for (const value of values) map.set(value.id, value);
  }
}
