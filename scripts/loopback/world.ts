import { Clock } from './clock.ts';
import {
  CHANNEL_TYPE,
  isThread,
  MESSAGE_FLAG,
  MESSAGE_TYPE,
  type Channel,
  type Guild,
  type Person,
  type StoredMessage,
} from './entities.ts';
import type { Tracked } from './interaction.ts';
import { botPermissions, EVERYONE, PERMISSION, type PermissionName } from './permissions.ts';
import { ASKER_ID, BOT, CHANNEL_ID, GUILD_ID } from './shapes.ts';

/** Something that a person could see change. */
export type Change =
  | { kind: 'guild-create'; guild: Guild }
  | { kind: 'message-create' | 'message-update' | 'message-delete'; message: StoredMessage }
  | { kind: 'channel-create' | 'channel-update' | 'channel-delete'; channel: Channel }
  | { kind: 'typing'; channel: Channel; by: Person }
  | { kind: 'interaction'; tracked: Tracked };

/** What a new message may have besides its channel and author. */
export type Draft = Partial<
  Pick<
    StoredMessage,
    | 'id'
    | 'type'
    | 'content'
    | 'embeds'
    | 'components'
    | 'flags'
    | 'reference'
    | 'mentions'
    | 'seenBy'
    | 'interaction'
  >
>;

/** People, servers, channels, threads and messages: everything that Discord remembers. */
export class World {
  readonly clock = new Clock();
  readonly persons = new Map<string, Person>();
  readonly guilds = new Map<string, Guild>();
  /** Channels, threads and direct messages, deleted ones too. */
  readonly channels = new Map<string, Channel>();
  /** All messages in the order in which they were sent, deleted ones too. */
  readonly messages = new Map<string, StoredMessage>();
  /** When someone started typing where. */
  readonly typing: { channelId: string; by: Person; at: number }[] = [];
  /** Who stands first: the owner of the first server, who may do everything. */
  readonly asker: Person;
  readonly guild: Guild;
  readonly channel: Channel;
  private readonly listeners = new Set<(change: Change) => void>();

  constructor() {
    this.persons.set(BOT.id, BOT);
    this.asker = this.addPerson({ id: ASKER_ID, username: 'asker', permissions: '2251799813685247' });
    this.guild = this.addGuild({ id: GUILD_ID, name: 'Loopback' });
    this.channel = this.addChannel({ id: CHANNEL_ID, name: 'reading-group' });
  }

  /** Calls back after every change, in order; returns what ends that. */
  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  announce(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  addPerson(person: Partial<Person>): Person {
    const id = person.id ?? this.clock.snowflake();
    const defaults = { username: `person-${this.persons.size}`, permissions: String(EVERYONE), isBot: false };
    const added: Person = { ...defaults, refusesDirectMessages: false, ...person, id };
    this.persons.set(id, added);
    return added;
  }

  /** A server without channels that the bot is in. */
  addGuild(guild: Partial<Guild>): Guild {
    const id = guild.id ?? this.clock.snowflake();
    const added: Guild = { name: `server-${this.guilds.size}`, locale: 'zh-TW', ...guild, id };
    this.guilds.set(id, added);
    this.announce({ kind: 'guild-create', guild: added });
    return added;
  }

  /** A text channel, in the first server unless told. */
  addChannel({ id, name, guild }: { id?: string; name?: string; guild?: Guild } = {}): Channel {
    const guildId = (guild ?? this.guild).id;
    return this.keepChannel({ type: CHANNEL_TYPE.text, guildId, name: name ?? 'general', id: id ?? null });
  }

  /** A thread on a channel, or on one of its messages, whose id it then has. */
  addThread(input: {
    parent: Channel;
    name: string;
    owner: Person;
    message?: StoredMessage;
    isPrivate?: boolean;
    autoArchiveMinutes?: number;
  }): Channel {
    const { parent, name, owner, message } = input;
    const thread = this.keepChannel({
      id: message?.id ?? null,
      type: input.isPrivate === true ? CHANNEL_TYPE.privateThread : CHANNEL_TYPE.publicThread,
      guildId: parent.guildId,
      name,
      parentId: parent.id,
      ownerId: owner.id,
      autoArchiveMinutes: input.autoArchiveMinutes ?? 4320,
    });
    if (message !== undefined) {
      message.threadId = thread.id;
      message.flags |= MESSAGE_FLAG.hasThread;
      const reference = { channelId: parent.id, messageId: message.id };
      // Part of the thread from its beginning: Discord sends no event for it.
      this.keepMessage(thread, message.author, { type: MESSAGE_TYPE.threadStarter, reference });
      this.announce({ kind: 'message-update', message });
    } else if (thread.type === CHANNEL_TYPE.publicThread) {
      const reference = { channelId: thread.id, messageId: null };
      this.post(parent, owner, { type: MESSAGE_TYPE.threadCreated, content: name, reference });
    }
    return thread;
  }

  /** The direct messages between the bot and a person. */
  directMessagesWith(person: Person): Channel {
    const open = [...this.channels.values()].find((channel) => channel.recipientId === person.id);
    return open ?? this.keepChannel({ type: CHANNEL_TYPE.direct, recipientId: person.id, name: '' });
  }

  /** Stores a message and announces it. */
  post(channel: Channel, author: Person, draft: Draft): StoredMessage {
    const message = this.keepMessage(channel, author, draft);
    this.announce({ kind: 'message-create', message });
    return message;
  }

  edit(message: StoredMessage, changes: Partial<StoredMessage>): void {
    Object.assign(message, changes, { editedAt: this.clock.now() });
    this.announce({ kind: 'message-update', message });
  }

  deleteMessage(message: StoredMessage): void {
    message.isDeleted = true;
    this.announce({ kind: 'message-delete', message });
  }

  changeChannel(channel: Channel, changes: Partial<Channel>): void {
    const isTurned = changes.isArchived !== undefined && changes.isArchived !== channel.isArchived;
    Object.assign(channel, changes, isTurned ? { archivedAt: this.clock.now() } : {});
    this.announce({ kind: 'channel-update', channel });
  }

  /** Deletes a channel with its threads. */
  deleteChannel(channel: Channel): void {
    for (const each of this.channels.values()) {
      if (each.parentId === channel.id) each.isDeleted = true;
    }
    channel.isDeleted = true;
    this.announce({ kind: 'channel-delete', channel });
  }

  startTyping(channel: Channel, by: Person): void {
    this.typing.push({ channelId: channel.id, by, at: this.clock.now() });
    this.announce({ kind: 'typing', channel, by });
  }

  /** A channel that is not deleted. */
  liveChannel(id: string): Channel | undefined {
    const channel = this.channels.get(id);
    return channel?.isDeleted === true ? undefined : channel;
  }

  /** A message that is not deleted. */
  liveMessage(id: string): StoredMessage | undefined {
    const message = this.messages.get(id);
    return message?.isDeleted === true ? undefined : message;
  }

  /**
   * What stands in a channel, oldest first.
   * @param seenBy a person's id, to see also what only they see.
   */
  messagesIn(channelId: string, seenBy: string | null = null): StoredMessage[] {
    return [...this.messages.values()].filter(
      (message) =>
        message.channelId === channelId &&
        !message.isDeleted &&
        (message.seenBy === null || message.seenBy === seenBy),
    );
  }

  /** What a message replies to; `null` when it replies to nothing or that was deleted. */
  referenced({ reference }: StoredMessage): StoredMessage | null {
    return this.liveMessage(reference?.messageId ?? '') ?? null;
  }

  botPermissions(channel: Channel): bigint {
    return botPermissions(channel, this.channels.get(channel.parentId ?? ''));
  }

  botMay(channel: Channel, ...names: PermissionName[]): boolean {
    const bits = this.botPermissions(channel);
    return names.every((name) => (bits & PERMISSION[name]) !== 0n);
  }

  /** Those whose `<@id>` stands in a text. */
  mentionedIn(text: string): Person[] {
    const ids = [...text.matchAll(/<@!?(\d+)>/gu)].map(([, id]) => id ?? '');
    return [...new Set(ids)].flatMap((id) => this.persons.get(id) ?? []);
  }

  private keepChannel(
    given: Partial<Omit<Channel, 'id'>> & Pick<Channel, 'type' | 'name'> & { id?: string | null },
  ): Channel {
    const now = this.clock.now();
    const channel: Channel = {
      guildId: null,
      parentId: null,
      recipientId: null,
      ownerId: null,
      createdAt: now,
      archivedAt: now,
      isDeleted: false,
      isArchived: false,
      isLocked: false,
      autoArchiveMinutes: 4320,
      allowed: 0n,
      denied: 0n,
      ...given,
      id: given.id ?? this.clock.snowflake(),
    };
    this.channels.set(channel.id, channel);
    this.announce({ kind: 'channel-create', channel });
    return channel;
  }

  private keepMessage(channel: Channel, author: Person, draft: Draft): StoredMessage {
    // Speaking wakes an archived thread.
    if (isThread(channel) && channel.isArchived) this.changeChannel(channel, { isArchived: false });
    const message: StoredMessage = {
      type: MESSAGE_TYPE.plain,
      content: '',
      embeds: [],
      components: [],
      flags: 0,
      reference: null,
      mentions: [],
      seenBy: null,
      interaction: null,
      ...draft,
      id: draft.id ?? this.clock.snowflake(),
      channelId: channel.id,
      author,
      threadId: null,
      sentAt: this.clock.now(),
      editedAt: null,
      isDeleted: false,
    };
    this.messages.set(message.id, message);
    return message;
  }
}
