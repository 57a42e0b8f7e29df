import { ApplicationCommandOptionType, MessageFlags } from 'discord.js';
import type { Engine, PhraseMatches } from '../../engine.ts';
import { FootnoteError } from '../../errors.ts';
import { EVERYWHERE } from '../contexts.ts';
import { wholeNumber } from '../custom-id.ts';
import { plainLine } from '../escape.ts';
import type { ComponentHandler, SlashCommand } from '../feature.ts';
import type { Message } from '../message.ts';
import { refusal } from '../refusal.ts';
import { localised } from '../wording/label.ts';
import { READING_LABELS, READING_WORDING } from '../wording/reading.ts';
import { clampPage } from './page-buttons.ts';
import { PHRASE } from './reading-ids.ts';
import { PLACES_PER_PAGE, renderPhrase } from './render-phrase.ts';
import { changeInPlace, required } from './show-reader.ts';
import { unpackWords } from './words-in-id.ts';

/** Characters: longer than that, one has the paragraph already. */
const PHRASE_MAX_LENGTH = 200;

/** Shows where a phrase stands word for word. */
export const quote: SlashCommand = {
  data: {
    ...localised(READING_LABELS.quote),
    ...EVERYWHERE,
    options: [
      {
        ...localised(READING_LABELS.phrase),
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: PHRASE_MAX_LENGTH,
      },
      { ...localised(READING_LABELS.private), type: ApplicationCommandOptionType.Boolean },
    ],
  },

  async execute(interaction, { engine: opening, desk }) {
    // A phrase costs about as much as a question.
    await desk.admit({ userId: interaction.user.id, guildId: interaction.guildId });
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    const phrase = plainLine(interaction.options.getString('phrase', true));
    await interaction.editReply(await findPage(await opening, phrase, 0, interaction.locale));
  },
};

/** Turns the pages of the places of a phrase, for all who see them. */
export const phrasePages: ComponentHandler = {
  action: PHRASE,

  async execute(interaction, [page, packed = ''], { engine: opening, desk }) {
    await desk.admit({ userId: interaction.user.id, guildId: interaction.guildId });
    await changeInPlace(interaction);
    const asked = required(wholeNumber(page));
    await interaction.editReply(
      await findPage(await opening, unpackWords(packed), asked, interaction.locale),
    );
  },
};

async function findPage(engine: Engine, phrase: string, asked: number, locale: string): Promise<Message> {
  const matches = await find(engine, phrase, (asked + 1) * PLACES_PER_PAGE);
  const page = clampPage(asked, Math.ceil(matches.total / PLACES_PER_PAGE));
  return renderPhrase(phrase, matches, { page, articles: engine.articles(), locale });
}

async function find(engine: Engine, phrase: string, limit: number): Promise<PhraseMatches> {
  try {
    return await engine.findPhrase(phrase, limit);
  } catch (error) {
    if (error instanceof FootnoteError && error.code === 'phrase-empty')
      throw refusal(READING_WORDING, ({ phraseEmpty }) => phraseEmpty);
    throw error;
  }
}
