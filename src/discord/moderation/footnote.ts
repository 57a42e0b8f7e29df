import { ApplicationCommandOptionType, MessageFlags } from 'discord.js';
import type { SlashCommand } from '../feature.ts';
import { localised } from '../wording/label.ts';
import { MODERATION_LABELS } from '../wording/moderation.ts';
import { channels } from './channels.ts';
import { feedback } from './feedback-log.ts';
import { FOR_MODERATORS } from './for-moderators.ts';
import { privacy } from './privacy.ts';
import { status } from './status.ts';
import { unanswered } from './unanswered.ts';

const SUBCOMMANDS = [status, channels, unanswered, feedback, privacy].map((subcommand) => ({
  ...subcommand,
  data: { ...localised(subcommand.label), type: ApplicationCommandOptionType.Subcommand as const },
}));

/** `/footnote`: what moderators see and set of their own server. */
export const footnote: SlashCommand = {
  data: {
    ...localised(MODERATION_LABELS.footnote),
    ...FOR_MODERATORS,
    options: SUBCOMMANDS.map(({ data }) => data),
  },

  async execute(interaction, context) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const name = interaction.options.getSubcommand();
    const subcommand = SUBCOMMANDS.find(({ data }) => data.name === name);
    if (subcommand === undefined) throw new Error(`/footnote has no subcommand "${name}"`);
    await interaction.editReply(await subcommand.show(interaction, context));
  },
};
