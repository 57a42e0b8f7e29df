import { ApplicationCommandOptionType, MessageFlags, type ChatInputCommandInteraction } from 'discord.js';
import type { Engine, PreviousAnswer } from '../../engine.ts';
import { EVERYWHERE } from '../contexts.ts';
import type { SlashCommand } from '../feature.ts';
import { articleOption, suggestArticles } from '../reading/article-option.ts';
import { ANSWER_LABELS } from '../wording/answer.ts';
import { localised } from '../wording/label.ts';
import { giveAnswer } from './give-answer.ts';
import { lastAnswerIn } from './last-answer.ts';
import { openThread } from './open-thread.ts';

/** Characters of a question: room for a pasted paragraph, and half of what the engine takes. */
const QUESTION_MAX_LENGTH = 1000;

export const ask: SlashCommand = {
  data: {
    ...localised(ANSWER_LABELS.ask),
    ...EVERYWHERE,
    options: [
      {
        ...localised(ANSWER_LABELS.question),
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: QUESTION_MAX_LENGTH,
      },
      { ...localised(ANSWER_LABELS.article), type: ApplicationCommandOptionType.String, autocomplete: true },
      { ...localised(ANSWER_LABELS.private), type: ApplicationCommandOptionType.Boolean },
      { ...localised(ANSWER_LABELS.thread), type: ApplicationCommandOptionType.Boolean },
    ],
  },

  async execute(interaction, { engine: opening, desk, log }) {
    const asker = { userId: interaction.user.id, guildId: interaction.guildId };
    await desk.admit(asker);
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    const engine = await opening;
    const text = interaction.options.getString('question', true);
    const onlyIn = articleOption(interaction, engine);
    const previous = await previousInThread(interaction, engine);
    const { locale } = interaction;
    const reply = await giveAnswer({ text, locale, asker, isPrivate, onlyIn, previous }, engine, desk);
    const shown = await interaction.editReply(reply);
    const wantsThread = interaction.options.getBoolean('thread') ?? false;
    if (wantsThread && !isPrivate) await openThread(interaction, shown, text, log);
  },

  autocomplete: suggestArticles,
};

/** In a thread a question may go on from the last answer there; in a channel everyone asks something else. */
async function previousInThread(
  interaction: ChatInputCommandInteraction,
  engine: Engine,
): Promise<PreviousAnswer | null> {
  const { channel } = interaction;
  return channel?.isThread() === true ? lastAnswerIn(channel, engine) : null;
}
