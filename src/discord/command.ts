import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Engine } from '../engine.ts';
import type { Labelled, Wording } from './wording/wording.ts';
import { WORDINGS } from './wording/wording.ts';

/** Writes one line for the operator. */
export type Log = (line: string) => void;

/** What a command may use. */
export interface CommandContext {
  /** Resolves when the index is open; a question that comes earlier waits for it. */
  engine: Promise<Engine>;
  log: Log;
}

/** A command is data plus what it does: `data` is registered with Discord, the rest runs when it is used. */
export interface Command {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Acknowledges before any work. What it throws is told to the person by the dispatcher. */
  execute: (interaction: ChatInputCommandInteraction, context: CommandContext) => Promise<void>;
  /** Answers with what is known now: there is no second chance after 3 seconds. */
  autocomplete?: (interaction: AutocompleteInteraction, context: CommandContext) => Promise<void>;
}

type LabelKey = keyof Wording['commands'];

/** Name and description of a command or option in every language, in the shape that Discord registers. */
export function localised(key: LabelKey): Labelled & {
  name_localizations: Record<'zh-TW' | 'zh-CN', string>;
  description_localizations: Record<'zh-TW' | 'zh-CN', string>;
} {
  const hant = WORDINGS['zh-Hant'].commands[key];
  const hans = WORDINGS['zh-Hans'].commands[key];
  return {
    ...WORDINGS.en.commands[key],
    name_localizations: { 'zh-TW': hant.name, 'zh-CN': hans.name },
    description_localizations: { 'zh-TW': hant.description, 'zh-CN': hans.description },
  };
}
