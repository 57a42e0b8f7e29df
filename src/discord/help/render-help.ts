import type { APIEmbed } from 'discord.js';
import { escapeMarkdown } from '../escape.ts';
import { COLOURS, message, type Message } from '../message.ts';
import { ASK_ABOUT_LABEL } from '../wording/answer.ts';
import { HELP_WORDING, type HelpWording } from '../wording/help.ts';
import { inLanguage } from '../wording/language.ts';
import type { CommandEntry } from './command-entries.ts';
import type { CommandMention } from './command-mentions.ts';

/** Characters of a list of commands; two of them and what is said around them stay below 6,000. */
const LIST_LENGTH = 2000;

export interface HelpContext {
  entries: readonly CommandEntry[];
  mention: CommandMention;
  /** The bot itself, as a mention. */
  bot: string;
  /** Whether the reader may manage the server. */
  isModerator: boolean;
  locale: string;
}

/** What the bot does and how to ask it. */
export function renderHelp({ entries, mention, bot, isModerator, locale }: HelpContext): Message {
  const wording = inLanguage(HELP_WORDING, locale);
  const menu = inLanguage(ASK_ABOUT_LABEL, locale);
  const listed = (forModerators: boolean): string =>
    listOf(
      entries.filter((entry) => entry.forModerators === forModerators),
      mention,
      wording,
    );
  const ways = wording.ways({ ask: mention('ask'), bot, menu }).map((way) => `• ${way}`);
  const description = [
    wording.what,
    `**${wording.waysHeading}**\n${ways.join('\n')}`,
    `**${wording.commandsHeading}**\n${listed(false)}`,
    wording.privacy,
  ].join('\n\n');
  const embeds: APIEmbed[] = [{ color: COLOURS.neutral, title: wording.title, description }];
  const moderation = listed(true);
  if (isModerator && moderation !== '')
    embeds.push({ color: COLOURS.neutral, title: wording.moderatorsHeading, description: moderation });
  return message({ embeds });
}

/** The commands, a line each, as many as fit. */
function listOf(entries: readonly CommandEntry[], mention: CommandMention, wording: HelpWording): string {
  let list = '';
  for (const [shown, { path, description }] of entries.entries()) {
    const line = `${shown === 0 ? '' : '\n'}${mention(path)} ${wording.dash} ${escapeMarkdown(description)}`;
    if (list.length + line.length > LIST_LENGTH) return `${list}\n${wording.more(entries.length - shown)}`;
    list += line;
  }
  return list;
}
