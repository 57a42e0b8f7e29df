import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Message as DiscordMessage,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { LiveEngine } from '../engine.ts';
import type { Indexing } from '../indexing.ts';
import type { State } from '../state/state.ts';
import type { QuestionDesk } from './question-desk.ts';

/** Writes one line for the operator. */
export type Log = (line: string) => void;

/** What a feature may use. */
export interface Context {
  /**
   * Resolves when the index is open; a question that comes earlier waits for it, but is told at once when the database is
   * away. Asked for anew each time.
   */
  readonly engine: Promise<LiveEngine>;
  /** Where every question is asked: keeps the limits and the order. */
  desk: QuestionDesk;
  /** What lasts. */
  state: State;
  /** Comparing, building and rolling back the index. */
  indexing: Indexing;
  log: Log;
}

/**
 * A command is data plus what it does: `data` is registered with Discord, the rest runs when it is used. `execute`
 * acknowledges before any work; what it throws is told to the person by the dispatcher.
 */
export interface SlashCommand {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  execute: (interaction: ChatInputCommandInteraction, context: Context) => Promise<void>;
  /** Answers with what is known now: there is no second chance after 3 seconds. */
  autocomplete?: (interaction: AutocompleteInteraction, context: Context) => Promise<void>;
}

/** An entry in the menu of a message. */
export interface MessageCommand {
  data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  execute: (interaction: MessageContextMenuCommandInteraction, context: Context) => Promise<void>;
}

/** What a button or a select menu does. Its state is in its custom id, so that it works after a restart. */
export interface ComponentHandler {
  /** First part of the custom id, see `customId`. */
  action: string;
  /** @param args the other parts of the custom id. */
  execute: (interaction: MessageComponentInteraction, args: string[], context: Context) => Promise<void>;
}

/** What a submitted form does. */
export interface ModalHandler {
  /** First part of the custom id, see `customId`. */
  action: string;
  execute: (interaction: ModalSubmitInteraction, args: string[], context: Context) => Promise<void>;
}

/** What a message in a channel, a thread or a direct message does. */
export interface MessageHandler {
  /**
   * @returns whether the message was for this handler; the first that says so is the last that is asked.
   */
  handle: (message: DiscordMessage, context: Context) => Promise<boolean>;
}

/** One thing that the bot can do, with all the ways to reach it. */
export interface Feature {
  /** Whether only moderators reach it, who are told what the operator is told when the database is away. */
  isForModerators?: boolean;
  slashCommands?: readonly SlashCommand[];
  messageCommands?: readonly MessageCommand[];
  components?: readonly ComponentHandler[];
  modals?: readonly ModalHandler[];
  messages?: readonly MessageHandler[];
}
