import type { APIEmbed, MessageMentionOptions } from 'discord.js';

/** Nothing the bot says pings anyone, whoever wrote it. Set for the whole client and again in every message. */
export const NO_MENTIONS = { parse: [] } as const satisfies MessageMentionOptions;

/** What the bot sends, as data: the same for a first reply and for an edit. */
export interface Message {
  /** Empty clears what was there before. */
  content: string;
  embeds: APIEmbed[];
  allowedMentions: { parse: never[] };
}

/** The only maker of messages, so that none goes out without {@link NO_MENTIONS}. */
export function message(parts: { content?: string; embeds?: APIEmbed[] }): Message {
  return {
    content: parts.content ?? '',
    embeds: parts.embeds ?? [],
    allowedMentions: { parse: [...NO_MENTIONS.parse] },
  };
}

/** The strip of colour beside an embed. */
export const COLOURS = {
  answered: 0x2f_85_5a,
  related: 0xb7_79_1f,
  none: 0x71_80_96,
  neutral: 0x2b_6c_b0,
} as const;
