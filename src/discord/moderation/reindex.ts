import { MessageFlags } from 'discord.js';
import type { SlashCommand } from '../feature.ts';
import { localised } from '../wording/label.ts';
import { REINDEX_LABELS } from '../wording/reindex.ts';
import { FOR_MODERATORS, serverOf } from './for-moderators.ts';
import { refuseDuringChange } from './index-change.ts';
import { ReindexMessage } from './reindex-message.ts';
import { renderPlan } from './render-reindex.ts';

/**
 * `/reindex`: shows what a new index would change; its buttons build it. The index is one for all servers that a bot is in,
 * so moderators of any of them may take up new articles for all.
 */
export const reindex: SlashCommand = {
  data: { ...localised(REINDEX_LABELS.reindex), ...FOR_MODERATORS },

  async execute(interaction, { indexing, log }) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    refuseDuringChange(serverOf(interaction), indexing);
    const shown = new ReindexMessage(interaction, log);
    const plan = await shown.attempt('plan', () => indexing.plan());
    if (plan === null) return;
    const { locale, client } = interaction;
    // A shard knows its own servers only, and each other has some.
    const servers = Math.max(client.guilds.cache.size, client.options.shardCount ?? 1);
    await shown.show(renderPlan(plan, { locale, servers }));
  },
};
