import { MessageFlags } from 'discord.js';
import type { ComponentHandler } from '../feature.ts';
import { MORE, parseQuote } from './quotes-in-id.ts';
import { renderFurtherQuotes } from './render-answer.ts';

/** Shows the quotes that an answer had no room for, to the person alone. */
export const furtherQuotes: ComponentHandler = {
  action: MORE,

  async execute(interaction, args, { engine: opening }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const engine = await opening;
    const quotes = await Promise.all(args.map((arg) => parseQuote(arg, engine)));
    await interaction.editReply(renderFurtherQuotes(quotes, interaction.locale));
  },
};
