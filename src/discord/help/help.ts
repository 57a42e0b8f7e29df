import { MessageFlags, PermissionFlagsBits, userMention } from 'discord.js';
import { EVERYWHERE } from '../contexts.ts';
import type { Feature, SlashCommand } from '../feature.ts';
import { HELP_LABELS } from '../wording/help.ts';
import { localised } from '../wording/label.ts';
import { languageOf } from '../wording/language.ts';
import { commandEntries } from './command-entries.ts';
import { commandMentions } from './command-mentions.ts';
import { renderHelp } from './render-help.ts';

/** Some features, and the command that says what they do, to the person alone. */
export function withHelp(features: readonly Feature[]): Feature[] {
  return [...features, { slashCommands: [helpAbout(features)] }];
}

function helpAbout(features: readonly Feature[]): SlashCommand {
  return {
    data: { ...localised(HELP_LABELS.help), ...EVERYWHERE },

    async execute(interaction, { log }) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const { client, guildId, locale } = interaction;
      const help = renderHelp({
        entries: commandEntries(features, languageOf(locale)),
        mention: await commandMentions(client, guildId, log),
        bot: userMention(client.user.id),
        isModerator: interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false,
        locale,
      });
      await interaction.editReply(help);
    },
  };
}
