import {
  ChannelType,
  DiscordAPIError,
  MessageFlags,
  RESTJSONErrorCodes,
  ThreadAutoArchiveDuration,
  userMention,
  type ChatInputCommandInteraction,
  type Message as DiscordMessage,
} from 'discord.js';
import { plainLine } from '../escape.ts';
import { say } from '../failure.ts';
import type { Log } from '../feature.ts';
import { cut, THREAD_NAME_LIMIT } from '../limits.ts';
import { message } from '../message.ts';
import { ANSWER_WORDING } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';

/** Opens a thread under an answer, named by its question. Where that cannot be, the asker is told why. */
export async function openThread(
  interaction: ChatInputCommandInteraction,
  answer: DiscordMessage,
  question: string,
  log: Log,
): Promise<void> {
  const wording = inLanguage(ANSWER_WORDING, interaction.locale);
  const { channel } = interaction;
  const isTextChannel =
    channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement;
  if (!isTextChannel) {
    await interaction.followUp({ ...say(wording.threadOnlyInServers), flags: MessageFlags.Ephemeral });
    return;
  }
  try {
    const name = cut(plainLine(question), THREAD_NAME_LIMIT) || '?';
    const thread = await channel.threads.create({
      name,
      startMessage: answer.id,
      autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    });
    const welcome = wording.threadWelcome(userMention(interaction.client.user.id));
    await thread.send(message({ content: welcome }));
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || !REFUSED.has(error.code)) throw error;
    log(`No thread for interaction ${interaction.id}: ${error.message} (Discord error ${error.code})`);
    await interaction.followUp({ ...say(wording.threadRefused), flags: MessageFlags.Ephemeral });
  }
}

const REFUSED = new Set<number | string>([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);
