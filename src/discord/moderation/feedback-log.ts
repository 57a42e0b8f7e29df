import type { State } from '../../state/state.ts';
import { wholeNumber } from '../custom-id.ts';
import type { ComponentHandler } from '../feature.ts';
import type { Message } from '../message.ts';
import { MODERATION_LABELS } from '../wording/moderation.ts';
import { serverOf } from './for-moderators.ts';
import { FEEDBACK_LOG } from './moderation-ids.ts';
import { FEEDBACK_A_PAGE, renderFeedback } from './render-feedback.ts';
import { pageOf } from './paging.ts';
import type { Subcommand } from './subcommand.ts';

/** `/footnote feedback` */
export const feedback: Subcommand = {
  label: MODERATION_LABELS.feedback,
  show: (interaction, { state }) => show(serverOf(interaction), 0, interaction.locale, state),
};

/** Leafs through what members said of answers. */
export const feedbackPages: ComponentHandler = {
  action: FEEDBACK_LOG,

  async execute(interaction, [page], { state }) {
    await interaction.deferUpdate();
    const shown = await show(serverOf(interaction), wholeNumber(page) ?? 0, interaction.locale, state);
    await interaction.editReply(shown);
  },
};

async function show(guildId: string, wanted: number, locale: string, state: State): Promise<Message> {
  const summary = await state.feedback.summary(guildId);
  const page = pageOf(summary.total, FEEDBACK_A_PAGE, wanted);
  const latest = await state.feedback.list(guildId, { limit: page.to });
  return renderFeedback({ summary, page, entries: latest.slice(page.from) }, locale);
}
