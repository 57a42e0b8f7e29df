import { answer } from './answer/answer.ts';
import type { Feature, MessageCommand, SlashCommand } from './feature.ts';
import { withHelp } from './help/help.ts';
import { moderation } from './moderation/moderation.ts';
import { reading } from './reading/reading.ts';
import { study, studyAnswers } from './study/study.ts';

/** The one list of what the bot can do: registration sends its commands to Discord, dispatch finds its functions. */
export const FEATURES: readonly Feature[] = withHelp([studyAnswers, answer, reading, study, moderation]);

/** Every command of some features, in the order that Discord registers them. */
export function commandsOf(features: readonly Feature[]): (SlashCommand | MessageCommand)[] {
  return features.flatMap(({ slashCommands = [], messageCommands = [] }) => [
    ...slashCommands,
    ...messageCommands,
  ]);
}
