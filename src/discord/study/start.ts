import {
  ChannelType,
  ThreadAutoArchiveDuration,
  userMention,
  type AnyThreadChannel,
  type ChatInputCommandInteraction,
  type NewsChannel,
  type TextChannel,
} from 'discord.js';
import { FootnoteError } from '../../errors.ts';
import type { Engine } from '../../engine.ts';
import { startSession, type StudySession } from '../../study/session.ts';
import type { Context } from '../feature.ts';
import { articleOption } from '../reading/article-option.ts';
import { unreadable } from '../reading/show-reader.ts';
import { refusal } from '../refusal.ts';
import { STUDY_REPLY_WORDING } from '../wording/study-replies.ts';
import { inTurn } from './in-turn.ts';
import { saveStudy, type Study } from './kept-study.ts';
import { permitted, requireToStart } from './permissions.ts';
import { renderInvitation, renderRules, threadName } from './render-opening.ts';
import { renderQuotation } from './render-quotation.ts';
import { materialOf, type Material } from './study-material.ts';
import { post } from './study-thread.ts';

/** `/study start`: an invitation in the channel, with a thread on it that begins with the first quotation. */
export async function start(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { user, locale } = interaction;
  // What cannot be here is said to the person alone, so before the reply that all will see.
  const channel = textChannelOf(interaction);
  requireToStart(interaction);
  await context.desk.admit({ userId: user.id, guildId: channel.guildId });
  await interaction.deferReply();
  const engine = await context.engine;
  const { article, material, session } = await readChosen(interaction, engine);

  const invitation = await interaction.editReply(renderInvitation(article, material, locale));
  const thread: AnyThreadChannel = await permitted('start', () =>
    channel.threads.create({
      name: threadName(article, locale),
      startMessage: invitation.id,
      autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
    }),
  );
  await inTurn(thread.id, async () => {
    const study: Study = {
      threadId: thread.id,
      guildId: channel.guildId,
      locale,
      startedBy: user.id,
      articleId: article.id,
      title: article.title,
      messageId: null,
      earlier: [],
      session,
    };
    // Before anything is shown: a bot that is killed here leaves a study that `/study score` shows.
    await saveStudy(context.state, study);
    await post(thread, renderRules(material, userMention(interaction.client.user.id), locale));
    const first = await post(thread, renderQuotation(material, 0, locale));
    await saveStudy(context.state, { ...study, messageId: first.id });
  });
}

function textChannelOf({ channel }: ChatInputCommandInteraction): TextChannel | NewsChannel {
  if (channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement)
    return channel;
  throw refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.onlyInTextChannels);
}

/** The chosen article, and the session through it. @throws Refusal when there is none, or nothing in it to read. */
async function readChosen(
  interaction: ChatInputCommandInteraction,
  engine: Engine,
): Promise<{
  article: NonNullable<ReturnType<typeof articleOption>>;
  material: Material;
  session: StudySession;
}> {
  const article = articleOption(interaction, engine);
  const material = article === null ? null : await materialOf(engine, article);
  if (article === null || material === null) throw unreadable();
  try {
    return { article, material, session: startSession(article.key, material.steps, Date.now()) };
  } catch (error) {
    if (!(error instanceof FootnoteError) || error.code !== 'study-no-steps') throw error;
    throw refusal(STUDY_REPLY_WORDING, ({ refusals }) => refusals.nothingToRead);
  }
}
