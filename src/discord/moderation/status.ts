import type { BaseInteraction } from 'discord.js';
import type { ShardPlace } from '../shard-place.ts';
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
    const [here, everywhere, settings, faults] = await Promise.all([
      state.usage.today(guildId, now),
      state.usage.today(null, now),
      state.settings.get(guildId),
      state.settings.faults(guildId),
    ]);
    return renderStatus(
      {
        index: engine.status(),
        here,
        everywhere,
        since: new Date(now.getFullYear(), now.getMonth(), now.getDate()),
        settings,
        shard: shardOf(interaction),
        faults,
      },
      interaction.locale,
    );
  },
};

/** The shard of a server, where there are several. */
function shardOf({ guild, client }: BaseInteraction): ShardPlace | null {
  const count = client.options.shardCount ?? 1;
  return guild === null || count === 1 ? null : { id: guild.shardId, count };
}
