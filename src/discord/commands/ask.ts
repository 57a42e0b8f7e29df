import { ApplicationCommandOptionType, MessageFlags } from 'discord.js';
import { FootnoteError } from '../../errors.ts';
import { articleChoices, chosenArticle } from '../article-choices.ts';
import { localised, type Command } from '../command.ts';
import { EVERYWHERE } from '../contexts.ts';
import { renderAnswer } from '../render-answer.ts';
import { settledWithin } from '../settled-within.ts';

/** Characters of a question: room for a pasted paragraph, and half of what the engine takes. */
const QUESTION_MAX_LENGTH = 1000;
/** Milliseconds that autocomplete waits for an index still opening, of the 3 seconds Discord gives. */
const AUTOCOMPLETE_PATIENCE = 1500;

export const ask: Command = {
  data: {
    ...localised('ask'),
    ...EVERYWHERE,
    options: [
      {
        ...localised('askQuestion'),
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: QUESTION_MAX_LENGTH,
      },
      { ...localised('askArticle'), type: ApplicationCommandOptionType.String, autocomplete: true },
      { ...localised('askPrivate'), type: ApplicationCommandOptionType.Boolean },
    ],
  },

  async execute(interaction, { engine: opening }) {
    const isPrivate = interaction.options.getBoolean('private') ?? false;
    await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
    const engine = await opening;
    const question = interaction.options.getString('question', true);
    const typed = interaction.options.getString('article');
    const articles = engine.articles();
    const onlyIn = typed === null ? null : chosenArticle(articles, typed);
    if (typed !== null && onlyIn === null) {
      throw new FootnoteError('article-unknown', `There is no article "${typed}" in the index.`);
    }
    const answer = await engine.ask(question, onlyIn === null ? {} : { articleId: onlyIn.id });
    const first = answer.quotes[0];
    const paragraph = first === undefined ? null : await engine.paragraph(first.articleId, first.paragraph);
    await interaction.editReply(
      renderAnswer(answer, {
        locale: interaction.locale,
        paragraph,
        articles,
        ...(onlyIn === null ? {} : { onlyIn }),
      }),
    );
  },

  async autocomplete(interaction, { engine: opening }) {
    const engine = await settledWithin(opening, AUTOCOMPLETE_PATIENCE);
    const typed = interaction.options.getFocused();
    await interaction.respond(engine === null ? [] : articleChoices(engine.articles(), typed));
  },
};
