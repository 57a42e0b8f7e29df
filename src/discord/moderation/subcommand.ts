import type { ChatInputCommandInteraction } from 'discord.js';
import type { Context } from '../feature.ts';
import type { Message } from '../message.ts';
import type { Labelled } from '../wording/label.ts';
import type { Worded } from '../wording/language.ts';

/** A subcommand of `/footnote`, acknowledged already: what it shows, to the moderator alone. */
export interface Subcommand {
  label: Worded<Labelled>;
  show: (interaction: ChatInputCommandInteraction, context: Context) => Message | Promise<Message>;
}
