import {
  PermissionFlagsBits,
  userMention,
  type BaseInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { ComponentHandler, Context } from '../feature.ts';
import { message } from '../message.ts';
import { refusal } from '../refusal.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import { endInThread, finalScore, finishStudy } from './end-study.ts';
import { inTurn } from './in-turn.ts';
import { openStudy, studyBeforeReply, type Study } from './kept-study.ts';
import { STOP_ID } from './study-ids.ts';
import { closeMessage, threadOf } from './study-thread.ts';

/** Who may end a study that somebody else started. */
const MODERATORS = [PermissionFlagsBits.ManageMessages, PermissionFlagsBits.ManageThreads];

/** `/study stop` */
export async function stop(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { channelId, client } = interaction;
  requireMayStop(await studyBeforeReply(context, channelId), interaction);
  await interaction.deferReply();
  await inTurn(channelId, async () => {
    const study = await openStudy(context, channelId);
    const score = message({ embeds: [finalScore(await context.engine, study)] });
    await finishStudy(study, context);
    await interaction.editReply(score);
    await closeMessage(await threadOf(client, channelId), study.messageId, context.log);
  });
}

/** The button for the same under a question. */
export const stopButton: ComponentHandler = {
  action: STOP_ID,

  async execute(interaction, _args, context) {
    const { channelId, client } = interaction;
    requireMayStop(await studyBeforeReply(context, channelId), interaction);
    await interaction.deferUpdate();
    await inTurn(channelId, async () => {
      const study = await openStudy(context, channelId);
      const score = message({ embeds: [finalScore(await context.engine, study)] });
      await endInThread(study, await threadOf(client, channelId), score, context);
    });
  },
};

function requireMayStop({ startedBy }: Study, { user, memberPermissions }: BaseInteraction): void {
  if (user.id === startedBy || memberPermissions?.any(MODERATORS) === true) return;
  throw refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.notYours(userMention(startedBy)));
}
