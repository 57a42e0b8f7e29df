import type { MessageComponentInteraction } from 'discord.js';
import type { Article } from '../../corpus/article.ts';
import { wholeArticleByKey } from '../article-by-key.ts';
import { wholeNumber } from '../custom-id.ts';
import type { ComponentHandler } from '../feature.ts';
import { pagesOf } from './pages.ts';
import { CHOOSE_SECTION, TURN_PAGE } from './reading-ids.ts';
import { renderPage } from './render-page.ts';
import { changeInPlace, chosenValue, openOrGoOn, required, unreadable } from './show-reader.ts';

/** Reads the section chosen from an outline, from its beginning. */
export const readSection: ComponentHandler = {
  action: CHOOSE_SECTION,

  async execute(interaction, [key = ''], { engine: opening }) {
    await openOrGoOn(interaction);
    const section = required(wholeNumber(chosenValue(interaction)));
    const article = await wholeArticleByKey(await opening, key);
    const page = pagesOf(article).findIndex((each) => each.section === section);
    if (page < 0) throw unreadable();
    await showPage(interaction, article, key, page);
  },
};

/** Turns the pages of an article, from section to section. */
export const turnPage: ComponentHandler = {
  action: TURN_PAGE,

  async execute(interaction, [key = '', page], { engine: opening }) {
    await changeInPlace(interaction);
    const article = await wholeArticleByKey(await opening, key);
    await showPage(interaction, article, key, required(wholeNumber(page)));
  },
};

async function showPage(
  interaction: MessageComponentInteraction,
  article: Article,
  key: string,
  page: number,
): Promise<void> {
  const shown = renderPage(article, key, page, interaction.locale);
  if (shown === null) throw unreadable();
  await interaction.editReply(shown);
}
