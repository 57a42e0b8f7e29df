import type { Subcommand } from './subcommand.ts';
import { serverOf } from './for-moderators.ts';
import { MODERATION_LABELS } from '../wording/moderation.ts';
import { renderStatus } from './render-status.ts';

/** `/footnote status` */
export const status: Subcommand = {
  label: MODERATION_LABELS.status,

  async show(interaction, { engine: opening, state }) {
    const guildId = serverOf(interaction);
    const engine = await opening;
    const now = new Date();
    return renderStatus(
      {
        index: engine.status(),
        here: state.usage.today(guildId, now),
        everywhere: state.usage.today(null, now),
        since: new Date(now.getFullYear(), now.getMonth(), now.getDate()),
        settings: state.settings.get(guildId),
        faults: state.settings.faults(guildId),
      },
      interaction.locale,
    );
  },
};
