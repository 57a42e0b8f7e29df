import type { MessageComponentInteraction } from 'discord.js';
import type { Engine } from '../../engine.ts';
import { wholeArticleByKey } from '../article-by-key.ts';
import { wholeNumber } from '../custom-id.ts';
import type { ComponentHandler } from '../feature.ts';
import { PARAGRAPH, parsePlace, READ, READ_AROUND } from './reading-ids.ts';
import { renderParagraph, type ParagraphPlace } from './render-paragraph.ts';
import { changeInPlace, chosenValue, openReader, required, unreadable } from './show-reader.ts';

/** Opens a paragraph, such as the one before or after an answer's quotation. */
export const readParagraph: ComponentHandler = {
  action: READ,

  async execute(interaction, [key, paragraph], { engine: opening }) {
    await openReader(interaction);
    const place = { paragraph: required(wholeNumber(paragraph)), part: 0 };
    await showParagraph(interaction, await opening, key, place);
  },
};

/** Opens the paragraph chosen from the places of a phrase. */
export const readAround: ComponentHandler = {
  action: READ_AROUND,

  async execute(interaction, _args, { engine: opening }) {
    await openReader(interaction);
    const { key, paragraph } = parsePlace(chosenValue(interaction));
    await showParagraph(interaction, await opening, key, { paragraph: required(paragraph), part: 0 });
  },
};

/** Goes on to the next paragraph, or back, within a reader. */
export const nextParagraph: ComponentHandler = {
  action: PARAGRAPH,

  async execute(interaction, [key, paragraph, part], { engine: opening }) {
    await changeInPlace(interaction);
    const place = { paragraph: required(wholeNumber(paragraph)), part: required(wholeNumber(part)) };
    await showParagraph(interaction, await opening, key, place);
  },
};

async function showParagraph(
  interaction: MessageComponentInteraction,
  engine: Engine,
  key = '',
  place: ParagraphPlace,
): Promise<void> {
  const article = await wholeArticleByKey(engine, key);
  const shown = renderParagraph(article, key, place, interaction.locale);
  if (shown === null) throw unreadable();
  await interaction.editReply(shown);
}
