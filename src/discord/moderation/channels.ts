import {
  PermissionFlagsBits,
  type BaseInteraction,
  type GuildBasedChannel,
  type MessageComponentInteraction,
} from 'discord.js';
import type { State } from '../../state/state.ts';
import { acknowledgeWhenDone } from '../acknowledge-when-done.ts';
import type { ComponentHandler } from '../feature.ts';
import type { Message } from '../message.ts';
import { refusal } from '../refusal.ts';
import { FAILURE_WORDING } from '../wording/failure.ts';
import type { NeededPermission } from '../wording/mention-channels.ts';
import { MODERATION_LABELS } from '../wording/moderation.ts';
import { serverOf } from './for-moderators.ts';
import { CHANNELS } from './moderation-ids.ts';
import { renderChannels, type ChosenChannel } from './render-channels.ts';
import type { Subcommand } from './subcommand.ts';

/** What the bot needs to answer a mention: the answer is an embed, and it replies to the question. */
const NEEDED: Record<Exclude<NeededPermission, 'send' | 'sendInThreads'>, bigint> = {
  view: PermissionFlagsBits.ViewChannel,
  embedLinks: PermissionFlagsBits.EmbedLinks,
  readHistory: PermissionFlagsBits.ReadMessageHistory,
};

/** `/footnote channels` */
export const channels: Subcommand = {
  label: MODERATION_LABELS.channels,
  show: (interaction, { state }) => renderSetting(interaction, state),
};

/** The menu and the button below it. What was chosen is on disk before it is acknowledged. */
export const setChannels: ComponentHandler = {
  action: CHANNELS,

  async execute(interaction, [where], { state }) {
    const guildId = serverOf(interaction);
    const answerChannels = chosenIn(interaction, where);
    if (answerChannels === undefined) throw refusal(FAILURE_WORDING, ({ unknownButton }) => unknownButton);
    await acknowledgeWhenDone(interaction, state.settings.set(guildId, { answerChannels }));
    await interaction.editReply(await renderSetting(interaction, state));
  },
};

/** `null` for everywhere; `undefined` when the button is none of this version's. */
function chosenIn(
  interaction: MessageComponentInteraction,
  where: string | undefined,
): string[] | null | undefined {
  if (where === 'everywhere') return null;
  return interaction.isChannelSelectMenu() ? [...interaction.values] : undefined;
}

async function renderSetting(interaction: BaseInteraction, state: State): Promise<Message> {
  const { answerChannels } = await state.settings.get(serverOf(interaction));
  const chosen = answerChannels?.map((id) => examine(id, interaction)) ?? null;
  return renderChannels(chosen, interaction.locale);
}

function examine(id: string, { guild }: BaseInteraction): ChosenChannel {
  const channel = guild?.channels.cache.get(id);
  const isVisible = channel?.viewable === true;
  return { id, isVisible, missing: channel === undefined ? [] : missingIn(channel) };
}

/** What the bot lacks in a channel; nothing when Discord has not told what it may. */
function missingIn(channel: GuildBasedChannel): NeededPermission[] {
  const me = channel.guild.members.me;
  const granted = me === null ? null : channel.permissionsFor(me);
  if (granted === null) return [];
  // Posts of a forum are threads; it has no messages of its own.
  const needed: [NeededPermission, bigint][] = channel.isThreadOnly()
    ? [['sendInThreads', PermissionFlagsBits.SendMessagesInThreads]]
    : [['send', PermissionFlagsBits.SendMessages]];
  for (const [name, bit] of Object.entries(NEEDED)) needed.push([name as keyof typeof NEEDED, bit]);
  return needed.flatMap(([name, bit]) => (granted.has(bit) ? [] : [name]));
}
