import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type MessageMentionOptions,
} from 'discord.js';
import { BUTTON_LABEL_LIMIT, BUTTONS_PER_ROW, cut } from './limits.ts';

/** Nothing the bot says pings anyone, whoever wrote it. Set for the whole client and again in every message. */
export const NO_MENTIONS = { parse: [], repliedUser: false } as const satisfies MessageMentionOptions;

/** A row of up to five buttons, or of one select menu. */
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What the bot sends, as data: the same for a first reply, for an edit and for a message in a channel. */
export interface Message {
  /** Empty clears what was there before. */
  content: string;
  embeds: APIEmbed[];
  /** Empty takes away what was there before. */
  components: Row[];
  allowedMentions: { parse: never[]; repliedUser: false };
}

/** The only maker of messages, so that none goes out without {@link NO_MENTIONS}. */
export function message(parts: { content?: string; embeds?: APIEmbed[]; components?: Row[] }): Message {
  return {
    content: parts.content ?? '',
    embeds: parts.embeds ?? [],
    components: parts.components ?? [],
    allowedMentions: { parse: [...NO_MENTIONS.parse], repliedUser: false },
  };
}

/** The strip of colour beside an embed. */
export const COLOURS = {
  answered: 0x2f_85_5a,
  related: 0xb7_79_1f,
  none: 0x71_80_96,
  neutral: 0x2b_6c_b0,
} as const;

export interface ButtonParts {
  customId: string;
  /** Plain text; cut to what Discord allows. */
  label: string;
  style?: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger;
  disabled?: boolean;
}

/** A button that comes back to the bot. */
export function button({ customId, label, style, disabled }: ButtonParts): APIButtonComponent {
  return {
    type: ComponentType.Button,
    custom_id: customId,
    label: cut(label, BUTTON_LABEL_LIMIT),
    style: style ?? ButtonStyle.Secondary,
    ...(disabled === true ? { disabled } : {}),
  };
}

/** Buttons in rows of five, in order; no row without buttons. */
export function buttonRows(buttons: readonly APIButtonComponent[]): Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < buttons.length; at += BUTTONS_PER_ROW) {
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(at, at + BUTTONS_PER_ROW) });
  }
  return rows;
}
