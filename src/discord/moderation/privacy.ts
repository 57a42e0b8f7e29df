import type { State } from '../../state/state.ts';
import { acknowledgeWhenDone } from '../acknowledge-when-done.ts';
import type { ComponentHandler } from '../feature.ts';
import type { Message } from '../message.ts';
import { refusal } from '../refusal.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';
import { MODERATION_LABELS } from '../wording/moderation.ts';
import { serverOf } from './for-moderators.ts';
import { PRIVACY } from './moderation-ids.ts';
import { renderConfirmDelete, renderDeleted, renderPrivacy } from './render-privacy.ts';
import type { Subcommand } from './subcommand.ts';

/** `/footnote privacy` */
export const privacy: Subcommand = {
  label: MODERATION_LABELS.privacy,

  show: (interaction, { state }) => show(serverOf(interaction), interaction.locale, state),
};

/** Deletes what is kept of a server, once confirmed; it is gone from the disk before that is acknowledged. */
export const privacyControls: ComponentHandler = {
  action: PRIVACY,

  async execute(interaction, [act], { state }) {
    const guildId = serverOf(interaction);
    const { locale } = interaction;
    const render = ACTS.get(act);
    if (render === undefined) throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
    await interaction.editReply(await acknowledgeWhenDone(interaction, render(guildId, locale, state)));
  },
};

const ACTS = new Map<string | undefined, (guildId: string, locale: string, state: State) => Promise<Message>>(
  [
    ['show', show],
    ['ask', async (guildId, locale, state) => renderConfirmDelete(await state.kept(guildId), locale)],
    ['delete', async (guildId, locale, state) => renderDeleted(await state.deleteServer(guildId), locale)],
  ],
);

async function show(guildId: string, locale: string, state: State): Promise<Message> {
  return renderPrivacy(await state.kept(guildId), await state.settings.get(guildId), locale);
}
