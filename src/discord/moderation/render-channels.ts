import {
  channelMention,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  type APIChannelSelectComponent,
} from 'discord.js';
import { SELECT_LIMITS } from '../limits.ts';
import { button, buttonRows, COLOURS, message, type Message } from '../message.ts';
import { inLanguage } from '../wording/language.ts';
import {
  MENTION_CHANNELS_WORDING,
  type MentionChannelsWording,
  type NeededPermission,
} from '../wording/mention-channels.ts';
import { CHOOSE_CHANNELS_ID, EVERYWHERE_ID } from './moderation-ids.ts';

/** A channel where mentions may be answered. */
export interface ChosenChannel {
  id: string;
  /** Whether the bot knows it and may see it. */
  isVisible: boolean;
  /** What the bot would need there besides. */
  missing: NeededPermission[];
}

/** Where a person may mention the bot. Threads belong to their channel. */
const CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum];

/**
 * Where mentions are answered, with a menu to change it.
 * @param chosen `null` for everywhere, empty for nowhere. Those beyond what a menu can show are left out: no menu set them.
 */
export function renderChannels(chosen: readonly ChosenChannel[] | null, locale: string): Message {
  const wording = inLanguage(MENTION_CHANNELS_WORDING, locale);
  const shown = chosen?.slice(0, SELECT_LIMITS.options) ?? null;
  const description = [setting(shown, wording), troubles(shown ?? [], wording), wording.hint]
    .filter((part) => part !== '')
    .join('\n\n');
  return message({
    embeds: [{ color: COLOURS.neutral, title: wording.title, description }],
    components: [
      { type: ComponentType.ActionRow, components: [menu(shown ?? [], wording)] },
      ...buttonRows([
        button({ customId: EVERYWHERE_ID, label: wording.everywhereButton, disabled: shown === null }),
      ]),
    ],
  });
}

function setting(chosen: readonly ChosenChannel[] | null, wording: MentionChannelsWording): string {
  if (chosen === null) return wording.everywhere;
  if (chosen.length === 0) return wording.nowhere;
  return wording.only(chosen.map(({ id }) => channelMention(id)).join(' '));
}

function troubles(chosen: readonly ChosenChannel[], wording: MentionChannelsWording): string {
  const lines = chosen.flatMap(({ id, isVisible, missing }) => {
    const channel = channelMention(id);
    if (!isVisible) return [`• ${wording.unknown(channel)}`];
    if (missing.length === 0) return [];
    const names = missing.map((name) => wording.permissions[name]).join(wording.separator);
    return [`• ${wording.lacks(channel, names)}`];
  });
  return lines.length === 0 ? '' : [wording.cannotAnswer, ...lines].join('\n');
}

function menu(chosen: readonly ChosenChannel[], wording: MentionChannelsWording): APIChannelSelectComponent {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: CHOOSE_CHANNELS_ID,
    channel_types: CHANNEL_TYPES,
    placeholder: wording.placeholder,
    min_values: 0,
    max_values: SELECT_LIMITS.options,
    // One that was deleted cannot be chosen, and Discord might refuse it.
    default_values: chosen
      .filter(({ isVisible }) => isVisible)
      .map(({ id }) => ({ id, type: SelectMenuDefaultValueType.Channel })),
  };
}
