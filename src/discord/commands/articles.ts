import { localised, type Command } from '../command.ts';
import { EVERYWHERE } from '../contexts.ts';
import { renderArticles } from '../render-articles.ts';

export const articles: Command = {
  data: { ...localised('articles'), ...EVERYWHERE },

  async execute(interaction, { engine: opening }) {
    await interaction.deferReply();
    const engine = await opening;
    await interaction.editReply(renderArticles(engine.articles(), interaction.locale));
  },
};
