import type { MessageComponentInteraction } from 'discord.js';
import type { State } from '../../state/state.ts';
import { UNANSWERED_LIMIT } from '../../state/unanswered.ts';
import { wholeNumber } from '../custom-id.ts';
import type { ComponentHandler } from '../feature.ts';
import type { Message } from '../message.ts';
import { refusal } from '../refusal.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';
import { MODERATION_LABELS } from '../wording/moderation.ts';
import { serverOf } from './for-moderators.ts';
import { UNANSWERED } from './moderation-ids.ts';
import { renderConfirmOff, renderUnanswered } from './render-unanswered.ts';
import type { Subcommand } from './subcommand.ts';

/** `/footnote unanswered` */
export const unanswered: Subcommand = {
  label: MODERATION_LABELS.unanswered,
  show: (interaction, { state }) => show(serverOf(interaction), 0, interaction.locale, state),
};

/** Leafs through the digest, switches it on and off. What is set or deleted is on disk before it is acknowledged. */
export const unansweredControls: ComponentHandler = {
  action: UNANSWERED,

  async execute(interaction, [act, page], { state }) {
    const guildId = serverOf(interaction);
    const { locale } = interaction;
    if (act === 'off') {
      await interaction.update(renderConfirmOff(state.kept(guildId).unanswered.count, locale));
      return;
    }
    if (act === 'keep') state.settings.set(guildId, { unanswered: { days: chosenDays(interaction) } });
    else if (act === 'delete') state.settings.set(guildId, { unanswered: null });
    else if (act !== 'page') throw unknown();
    // Grouping thousands of questions takes longer than a person's Discord waits.
    await interaction.deferUpdate();
    await interaction.editReply(show(guildId, wholeNumber(page) ?? 0, locale, state));
  },
};

function chosenDays(interaction: MessageComponentInteraction): number {
  const days = interaction.isStringSelectMenu() ? wholeNumber(interaction.values[0]) : null;
  if (days === null) throw unknown();
  return days;
}

function show(guildId: string, page: number, locale: string, state: State): Message {
  const { unanswered: setting } = state.settings.get(guildId);
  const groups = setting === null ? [] : state.unanswered.digest(guildId, { limit: UNANSWERED_LIMIT });
  return renderUnanswered({ days: setting?.days ?? null, groups, page, now: new Date() }, locale);
}

function unknown(): Error {
  return refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
}
