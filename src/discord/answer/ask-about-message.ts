import { ApplicationCommandType, MessageFlags } from 'discord.js';
import { EVERYWHERE } from '../contexts.ts';
import type { MessageCommand } from '../feature.ts';
import { refusal } from '../refusal.ts';
import { ANSWER_WORDING, ASK_ABOUT_LABEL } from '../wording/answer.ts';
import { localisedName } from '../wording/label.ts';
import { giveAnswer } from './give-answer.ts';

/**
 * Takes a message as the question. The answer is for whoever asked: the message's writer did not ask for one. It can be
 * shared.
 */
export const askAboutMessage: MessageCommand = {
  data: { ...localisedName(ASK_ABOUT_LABEL), ...EVERYWHERE, type: ApplicationCommandType.Message },

  async execute(interaction, { engine: opening, desk }) {
    const asker = { userId: interaction.user.id, guildId: interaction.guildId };
    await desk.admit(asker);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const text = interaction.targetMessage.cleanContent.trim();
    if (text === '') throw refusal(ANSWER_WORDING, ({ messageEmpty }) => messageEmpty);
    const { locale } = interaction;
    const question = { text, locale, asker, isPrivate: true };
    await interaction.editReply(await giveAnswer(question, await opening, desk));
  },
};
