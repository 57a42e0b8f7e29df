/** What a Discord is made of, as the loopback keeps it. `*-shape.ts` turn these into API v10. */

export interface Person {
  readonly id: string;
  readonly username: string;
  /** Bit field of what they may do in a server, in decimal (`permissions.ts`). */
  readonly permissions: string;
  readonly isBot: boolean;
  /** Whether a direct message to them is refused (50007). */
  readonly refusesDirectMessages: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
}

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
export const CHANNEL_TYPE = { text: 0, direct: 1, publicThread: 11, privateThread: 12 } as const;

export interface Channel {
  readonly id: string;
  readonly type: (typeof CHANNEL_TYPE)[keyof typeof CHANNEL_TYPE];
  /** `null` for direct messages. */
  readonly guildId: string | null;
  name: string;
  /** The channel that a thread hangs on. */
  readonly parentId: string | null;
  /** The person at the other end of direct messages. */
  readonly recipientId: string | null;
  /** Who opened the thread. */
  readonly ownerId: string | null;
  readonly createdAt: number;
  isDeleted: boolean;
  isArchived: boolean;
  archivedAt: number;
  isLocked: boolean;
  /** Minutes without a message until Discord would archive the thread. */
  autoArchiveMinutes: number;
  /** What the bot alone was given or denied here, as permission bits. */
  allowed: bigint;
  denied: bigint;
}

export interface Embed {
  title?: string;
  description?: string;
  url?: string;
  color?: number;
  footer?: { text: string };
  author?: { name: string; url?: string };
  fields?: { name: string; value: string; inline?: boolean }[];
}

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
export const COMPONENT_TYPE = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  text: 10,
  label: 18,
} as const;

export interface SelectOption {
  label: string;
  value: string;
  description?: string;
  default?: boolean;
}

/** Any component of a message or a modal; what a kind does not have is absent. */
export interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  style?: number;
  label?: string;
  url?: string;
  emoji?: { id?: string; name?: string };
  disabled?: boolean;
  placeholder?: string;
  description?: string;
  /** Markdown of a text in a form. */
  content?: string;
  options?: SelectOption[];
  min_values?: number;
  max_values?: number;
  channel_types?: number[];
  /** What a menu of channels or users shows as chosen already. */
  default_values?: { id: string; type: string }[];
  value?: string;
  min_length?: number;
  max_length?: number;
  required?: boolean;
  components?: Component[];
  component?: Component;
}

/** https://discord.com/developers/docs/resources/message#message-object-message-types */
export const MESSAGE_TYPE = {
  plain: 0,
  threadCreated: 18,
  reply: 19,
  command: 20,
  threadStarter: 21,
  menuCommand: 23,
} as const;

/** https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const MESSAGE_FLAG = { hasThread: 32, ephemeral: 64, loading: 128, componentsV2: 32_768 } as const;

export interface StoredMessage {
  readonly id: string;
  readonly channelId: string;
  readonly type: number;
  readonly author: Person;
  content: string;
  embeds: Embed[];
  components: Component[];
  /** {@link MESSAGE_FLAG}; while `loading` is set a person sees "thinking…". */
  flags: number;
  /** `message_reference`: what it replies to; a thread's start in its parent names the thread and no message. */
  readonly reference: { channelId: string; messageId: string | null } | null;
  /** Who it mentions, by `<@id>` or by a reply that pings. */
  mentions: Person[];
  /** The thread that hangs on it. */
  threadId: string | null;
  readonly sentAt: number;
  editedAt: number | null;
  isDeleted: boolean;
  /** The one person who sees it (ephemeral); `null` for everyone. */
  readonly seenBy: string | null;
  /** The interaction that it answers. */
  readonly interaction: { id: string; type: number; by: Person } | null;
}

export function isThread(channel: Channel): boolean {
  return channel.type === CHANNEL_TYPE.publicThread || channel.type === CHANNEL_TYPE.privateThread;
}
