import type { ComponentHandler } from '../feature.ts';
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

  show(interaction, { state }) {
    const guildId = serverOf(interaction);
    return renderPrivacy(state.kept(guildId), state.settings.get(guildId), interaction.locale);
  },
};

/** Deletes what is kept of a server, once confirmed; it is gone from the disk before that is acknowledged. */
export const privacyControls: ComponentHandler = {
  action: PRIVACY,

  async execute(interaction, [act], { state }) {
    const guildId = serverOf(interaction);
    const { locale } = interaction;
    if (act === 'show')
      await interaction.update(renderPrivacy(state.kept(guildId), state.settings.get(guildId), locale));
    else if (act === 'ask') await interaction.update(renderConfirmDelete(state.kept(guildId), locale));
    else if (act === 'delete') await interaction.update(renderDeleted(state.deleteServer(guildId), locale));
    else throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
  },
};
