import type { ChatInputCommandInteraction, MessageComponentInteraction } from 'discord.js';
import type { Engine } from '../../engine.ts';
import { articleByKey, wholeArticleByKey } from '../article-by-key.ts';
import { wholeNumber } from '../custom-id.ts';
import type { ComponentHandler } from '../feature.ts';
import { paragraphAt } from './outline.ts';
import { CONTENTS, OPEN_ARTICLE, OUTLINE, parseSpan } from './reading-ids.ts';
import { renderOutline, type OutlinePlace } from './render-outline.ts';
import { changeInPlace, chosenValue, openReader, required } from './show-reader.ts';

/** @throws Refusal when the article was edited or taken out since. */
export async function showOutline(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  engine: Engine,
  key: string | undefined,
  place: OutlinePlace,
): Promise<void> {
  const summary = articleByKey(engine, key);
  const article = await wholeArticleByKey(engine, key);
  await interaction.editReply(renderOutline(article, summary, place, interaction.locale));
}

/** Opens the outline of the article that an answer quotes, its section pointed out. */
export const outlineOfAnswer: ComponentHandler = {
  action: OUTLINE,

  async execute(interaction, [key, page, span], { engine: opening }) {
    await openReader(interaction);
    const engine = await opening;
    const quoted = parseSpan(span);
    const here = quoted === null ? null : paragraphAt(await wholeArticleByKey(engine, key), quoted);
    const asked = here === null ? required(wholeNumber(page)) : null;
    await showOutline(interaction, engine, key, { page: asked, here });
  },
};

/** Opens the article chosen from a list. */
export const chosenArticleOutline: ComponentHandler = {
  action: OPEN_ARTICLE,

  async execute(interaction, _args, { engine: opening }) {
    await openReader(interaction);
    await showOutline(interaction, await opening, chosenValue(interaction), { page: 0, here: null });
  },
};

/** Turns the pages of an outline, and comes back to it from reading. */
export const outlinePages: ComponentHandler = {
  action: CONTENTS,

  async execute(interaction, [key, page = '', here = ''], { engine: opening }) {
    await changeInPlace(interaction);
    const place = {
      page: page === '' ? null : required(wholeNumber(page)),
      here: here === '' ? null : required(wholeNumber(here)),
    };
    await showOutline(interaction, await opening, key, place);
  },
};
