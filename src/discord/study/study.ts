import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { Feature, SlashCommand } from '../feature.ts';
import { suggestArticles } from '../reading/article-option.ts';
import { localised } from '../wording/label.ts';
import { STUDY_LABELS } from '../wording/study.ts';
import { answerButton, answerForm } from './answer-form.ts';
import { answerMessage } from './answer-message.ts';
import { moveOn } from './move-on.ts';
import { score } from './score.ts';
import { start } from './start.ts';
import { stop, stopButton } from './stop.ts';

const SUBCOMMANDS: Record<string, SlashCommand['execute']> = { start, score, stop };
const type = ApplicationCommandOptionType.Subcommand as const;

/** `/study`: a group reads an article in a thread. */
const command: SlashCommand = {
  data: {
    ...localised(STUDY_LABELS.study),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    options: [
      {
        ...localised(STUDY_LABELS.start),
        type,
        options: [
          {
            ...localised(STUDY_LABELS.article),
            type: ApplicationCommandOptionType.String,
            required: true,
            autocomplete: true,
          },
        ],
      },
      { ...localised(STUDY_LABELS.score), type },
      { ...localised(STUDY_LABELS.stop), type },
    ],
  },

  async execute(interaction, context) {
    const name = interaction.options.getSubcommand();
    const run = SUBCOMMANDS[name];
    if (run === undefined) throw new Error(`/study has no subcommand "${name}"`);
    await run(interaction, context);
  },

  autocomplete: suggestArticles,
};

/** Reading an article together: quotations, questions, a score. */
export const study: Feature = {
  slashCommands: [command],
  components: [moveOn, answerButton, stopButton],
  modals: [answerForm],
};

/** A feature of its own because it must hear of a message before those that answer questions. */
export const studyAnswers: Feature = { messages: [answerMessage] };
