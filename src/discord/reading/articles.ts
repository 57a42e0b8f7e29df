import { ApplicationCommandOptionType } from 'discord.js';
import { EVERYWHERE } from '../contexts.ts';
import { wholeNumber } from '../custom-id.ts';
import type { ComponentHandler, SlashCommand } from '../feature.ts';
import { ARTICLES_LABELS } from '../wording/articles.ts';
import { localised } from '../wording/label.ts';
import { LIST } from './reading-ids.ts';
import { renderArticles } from './render-articles.ts';
import { changeInPlace, required } from './show-reader.ts';
import { fittingWords, unpackWords } from './words-in-id.ts';

/** Characters of search words: as many as a button remembers, unless colons are among them. */
const SEARCH_MAX_LENGTH = 80;

export const articles: SlashCommand = {
  data: {
    ...localised(ARTICLES_LABELS.articles),
    ...EVERYWHERE,
    options: [
      {
        ...localised(ARTICLES_LABELS.search),
        type: ApplicationCommandOptionType.String,
        max_length: SEARCH_MAX_LENGTH,
      },
    ],
  },

  async execute(interaction, { engine: opening }) {
    await interaction.deferReply();
    const engine = await opening;
    const words = fittingWords(interaction.options.getString('search') ?? '');
    await interaction.editReply(renderArticles(engine.articles(), { page: 0, words }, interaction.locale));
  },
};

/** Turns the pages of the list, for all who see it. */
export const articlePages: ComponentHandler = {
  action: LIST,

  async execute(interaction, [page, packed = ''], { engine: opening }) {
    await changeInPlace(interaction);
    const engine = await opening;
    const place = { page: required(wholeNumber(page)), words: unpackWords(packed) };
    await interaction.editReply(renderArticles(engine.articles(), place, interaction.locale));
  },
};
