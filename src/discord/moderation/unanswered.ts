import type { MessageComponentInteraction } from 'discord.js';
import type { State } from '../../state/state.ts';
import { UNANSWERED_LIMIT } from '../../state/unanswered.ts';
import { acknowledgeWhenDone } from '../acknowledge-when-done.ts';
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
      const { unanswered: kept } = await acknowledgeWhenDone(interaction, state.kept(guildId));
      await interaction.editReply(renderConfirmOff(kept.count, locale));
      return;
    }
    const set = (setting: { days: number } | null): Promise<unknown> =>
      acknowledgeWhenDone(interaction, state.settings.set(guildId, { unanswered: setting }));
    if (act === 'keep') await set({ days: chosenDays(interaction) });
    else if (act === 'delete') await set(null);
    else if (act === 'page') await interaction.deferUpdate();
    else throw unknown();
    await interaction.editReply(await show(guildId, wholeNumber(page) ?? 0, locale, state));
  },
};

function chosenDays(interaction: MessageComponentInteraction): number {
  const days = interaction.isStringSelectMenu() ? wholeNumber(interaction.values[0]) : null;
  if (days === null) throw unknown();
  return days;
}

async function show(guildId: string, page: number, locale: string, state: State): Promise<Message> {
  const { unanswered: setting } = await state.settings.get(guildId);
  const groups = setting === null ? [] : await state.unanswered.digest(guildId, { limit: UNANSWERED_LIMIT });
  return renderUnanswered({ days: setting?.days ?? null, groups, page, now: new Date() }, locale);
}

function unknown(): Error {
  return refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
}
