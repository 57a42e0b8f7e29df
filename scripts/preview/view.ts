import { OPTION_TYPE } from '../loopback/option-type.ts';
import type { InteractionOption } from '../loopback/command-use.ts';
import {
  CHANNEL_TYPE,
  isThread,
  MESSAGE_FLAG,
  MESSAGE_TYPE,
  type Channel,
  type Person,
  type StoredMessage,
} from '../loopback/entities.ts';
import type { LoopbackDiscord } from '../loopback/loopback-discord.ts';
import { BOT } from '../loopback/shapes.ts';
import type { Change } from '../loopback/world.ts';
import type { Cast } from './cast.ts';
import { isOffered } from './command-access.ts';
import {
  type ChannelView,
  type CommandView,
  type MessageView,
  type PersonView,
  type Snapshot,
  type Update,
} from './protocol.ts';

/** What one person sees of the loopback's world: nothing that Discord would not show them. */
export class View {
  private readonly discord: LoopbackDiscord;
  private readonly cast: Cast;
  private readonly viewer: Person;

  constructor(discord: LoopbackDiscord, cast: Cast, viewer: Person) {
    this.discord = discord;
    this.cast = cast;
    this.viewer = viewer;
  }

  /** Everything as it stands. */
  snapshot(): Snapshot {
    const { world, commands } = this.discord;
    const channels = [...world.channels.values()].filter((channel) => this.sees(channel));
    const listed = [...commands.values()].flat() as unknown as CommandView[];
    return {
      kind: 'snapshot',
      me: this.viewer.id,
      guildName: this.cast.guild.name,
      people: [...this.cast.people, BOT].map(personView),
      channels: channels.map((channel) => this.channelView(channel)),
      messages: channels.flatMap(({ id }) =>
        world.messagesIn(id, this.viewer.id).map((message) => this.messageView(message)),
      ),
      commands: listed.filter((command) => isOffered(command, this.viewer)),
    };
  }

  /** A change as this person sees it; nothing when they do not. */
  updates(change: Change): Update[] {
    switch (change.kind) {
      case 'message-create':
      case 'message-update':
        return this.messageUpdates(change.message);
      case 'message-delete':
        return this.seesMessage(change.message) ? [{ kind: 'message-gone', id: change.message.id }] : [];
      case 'channel-create':
      case 'channel-update':
        return this.sees(change.channel)
          ? [{ kind: 'channel', channel: this.channelView(change.channel) }]
          : [];
      case 'channel-delete':
        return [{ kind: 'channel-gone', id: change.channel.id }];
      case 'typing':
        return this.sees(change.channel)
          ? [{ kind: 'typing', channelId: change.channel.id, personId: change.by.id }]
          : [];
      case 'guild-create':
      case 'interaction':
        return [];
    }
  }

  private messageUpdates(message: StoredMessage): Update[] {
    const channel = this.discord.world.liveChannel(message.channelId);
    if (channel === undefined || !this.seesMessage(message)) return [];
    const update: Update = { kind: 'message', message: this.messageView(message) };
    // A thread's number of messages is shown where the thread is named.
    if (isThread(channel)) return [update, { kind: 'channel', channel: this.channelView(channel) }];
    return message.threadId === null ? [update] : [update, ...this.threadStart(message.threadId)];
  }

  /** A thread's own first message: it is there from the thread's beginning, and nothing announces it. */
  private threadStart(threadId: string): Update[] {
    const messages = this.discord.world.messagesIn(threadId);
    const start = messages.find(({ type }) => type === MESSAGE_TYPE.threadStarter);
    return start === undefined ? [] : [{ kind: 'message', message: this.messageView(start) }];
  }

  private sees(channel: Channel): boolean {
    if (channel.isDeleted) return false;
    if (channel.type === CHANNEL_TYPE.direct) return channel.recipientId === this.viewer.id;
    return channel.guildId === this.cast.guild.id;
  }

  private seesMessage({ channelId, seenBy }: StoredMessage): boolean {
    const channel = this.discord.world.liveChannel(channelId);
    return channel !== undefined && this.sees(channel) && (seenBy === null || seenBy === this.viewer.id);
  }

  private channelView(channel: Channel): ChannelView {
    const { id, name, parentId, isArchived, isLocked } = channel;
    const kind = channel.type === CHANNEL_TYPE.direct ? 'direct' : isThread(channel) ? 'thread' : 'text';
    const messages = this.discord.world.messagesIn(id).length;
    return { id, kind, name, parentId, messages, isArchived, isLocked };
  }

  private messageView(message: StoredMessage): MessageView {
    const { id, channelId, type, author, content, embeds, components, flags } = message;
    return {
      id,
      channelId,
      type,
      authorId: author.id,
      content,
      embeds,
      components,
      isEphemeral: message.seenBy !== null,
      isLoading: (flags & MESSAGE_FLAG.loading) !== 0,
      repliesTo: message.reference?.messageId ?? null,
      usedCommand: this.usedCommand(message),
      threadId:
        type === MESSAGE_TYPE.threadCreated ? (message.reference?.channelId ?? null) : message.threadId,
      sentAt: message.sentAt,
      // What takes the place of "thinking…" is no edit to a reader.
      editedAt: message.interaction === null ? message.editedAt : null,
    };
  }

  private usedCommand({ interaction }: StoredMessage): MessageView['usedCommand'] {
    if (interaction === null) return null;
    const used = [...this.discord.ledger.tracked.values()].find(({ id }) => id === interaction.id);
    const { name, options } = (used?.data ?? {}) as { name?: string; options?: InteractionOption[] };
    if (name === undefined) return null;
    const subcommand = options?.find(({ type }) => type === OPTION_TYPE.subcommand)?.name ?? null;
    return { name, subcommand, personId: interaction.by.id };
  }
}

/** A name as Discord shows it: the global name, which the loopback makes of the username. */
export function personView({ id, username, isBot }: Person): PersonView {
  return { id, name: username.slice(0, 1).toUpperCase() + username.slice(1), isBot };
}
