import type { Component, Embed } from '../loopback/entities.ts';

/** What the page and its server say to each other; both sides import it, so it imports nothing that runs. */

/** Discord's locales that the bot has words for. */
export const LOCALES = ['zh-TW', 'zh-CN', 'en-US'] as const;
export type Locale = (typeof LOCALES)[number];

export interface PersonView {
  id: string;
  name: string;
  isBot: boolean;
}

export interface ChannelView {
  id: string;
  kind: 'text' | 'thread' | 'direct';
  name: string;
  /** The channel that a thread hangs on. */
  parentId: string | null;
  /** Messages that everyone there sees. */
  messages: number;
  isArchived: boolean;
  isLocked: boolean;
}

export interface MessageView {
  id: string;
  channelId: string;
  /** https://discord.com/developers/docs/resources/message#message-object-message-types */
  type: number;
  authorId: string;
  content: string;
  embeds: Embed[];
  components: Component[];
  isEphemeral: boolean;
  /** Whether it says "thinking…" for now. */
  isLoading: boolean;
  /** The message that it replies to, there or gone; in a thread's first message the one that the thread hangs on. */
  repliesTo: string | null;
  /** Which command it answers, and whose. */
  usedCommand: { name: string; subcommand: string | null; personId: string } | null;
  threadId: string | null;
  /** Milliseconds since 1970. */
  sentAt: number;
  editedAt: number | null;
}

/** A command as it was registered with Discord, as far as the page shows it. */
export interface CommandView {
  name: string;
  name_localizations?: Record<string, string> | null;
  description?: string;
  description_localizations?: Record<string, string> | null;
  /** 1: slash command, 3: entry of a message's menu. */
  type?: number;
  options?: OptionView[];
  contexts?: number[] | null;
  default_member_permissions?: string | null;
}

export interface OptionView {
  type: number;
  name: string;
  name_localizations?: Record<string, string> | null;
  description: string;
  description_localizations?: Record<string, string> | null;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; name_localizations?: Record<string, string> | null; value: string | number }[];
  options?: OptionView[];
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
}

export interface ModalView {
  title: string;
  components: Component[];
}

/** Everything that one person can see. */
export interface Snapshot {
  kind: 'snapshot';
  me: string;
  guildName: string;
  /** The people that the page can be, and the bot. */
  people: PersonView[];
  channels: ChannelView[];
  messages: MessageView[];
  commands: CommandView[];
}

/** What changed of it. */
export type Update =
  | Snapshot
  | { kind: 'message'; message: MessageView }
  | { kind: 'message-gone'; id: string }
  | { kind: 'channel'; channel: ChannelView }
  | { kind: 'channel-gone'; id: string }
  | { kind: 'typing'; channelId: string; personId: string };

export type OptionInput = string | number | boolean | { channel: string } | { user: string };

interface CommandUse {
  channelId: string;
  command: string;
  subcommand?: string | undefined;
}

/** What a person does. */
export type Action =
  | { kind: 'say'; channelId: string; content: string; replyTo?: string | undefined }
  | (CommandUse & { kind: 'command'; options: Record<string, OptionInput> })
  | (CommandUse & { kind: 'type'; option: string; typed: string; others: Record<string, OptionInput> })
  | { kind: 'menu'; messageId: string; command: string }
  | { kind: 'click'; messageId: string; customId: string }
  | { kind: 'choose'; messageId: string; customId: string; values: string[] }
  | { kind: 'submit'; interactionId: string; fields: Record<string, string | string[]> };

/** An action with who does it, in which language of their Discord. */
export interface Act {
  personId: string;
  locale: Locale;
  action: Action;
}

export type Outcome =
  | { kind: 'done' }
  | { kind: 'choices'; choices: { name: string; value: string | number }[] }
  | { kind: 'modal'; interactionId: string; modal: ModalView }
  /** The bot did not respond within Discord's 3 seconds. */
  | { kind: 'unanswered' };
