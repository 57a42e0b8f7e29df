import { ApplicationCommandOptionType } from 'discord.js';
import { EVERYWHERE } from '../contexts.ts';
import type { SlashCommand } from '../feature.ts';
import { ARTICLES_LABELS } from '../wording/articles.ts';
import { localised } from '../wording/label.ts';
import { articleOption, suggestArticles } from './article-option.ts';
import { showOutline } from './outlines.ts';
import { unreadable } from './show-reader.ts';

/** Shows an article's outline to everyone; each then reads by themselves. */
export const article: SlashCommand = {
  data: {
    ...localised(ARTICLES_LABELS.article),
    ...EVERYWHERE,
    options: [
      {
        ...localised(ARTICLES_LABELS.articleOption),
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
      },
    ],
  },

  async execute(interaction, { engine: opening }) {
    await interaction.deferReply();
    const engine = await opening;
    const chosen = articleOption(interaction, engine);
    if (chosen === null) throw unreadable();
    await showOutline(interaction, engine, chosen.key, { page: 0, here: null });
  },

  autocomplete: suggestArticles,
};
