import type { Message as DiscordMessage } from 'discord.js';
import { placeOf } from '../../study/session.ts';
import type { Engine } from '../../engine.ts';
import { previousAnswerOf } from '../answer/previous-answer.ts';
import { lostReply, say } from '../failure.ts';
import type { MessageHandler } from '../feature.ts';
import { findStudy, placeIn } from './kept-study.ts';
import { movedOn } from './moved-on.ts';
import { outcomeText } from './render-outcome.ts';
import { threadOf } from './study-thread.ts';
import { takeAnswer } from './take-answer.ts';

/**
 * While a question is open in a study thread, a mention of the bot or a reply that pings it is an answer to it. A reply to
 * an answer that the bot gave to somebody's question goes on from that, as everywhere.
 */
export const answerMessage: MessageHandler = {
  async handle(message, context) {
    if (!message.inGuild() || !message.mentions.users.has(message.client.user.id)) return false;
    const study = await findStudy(context, message.channelId);
    if (study === null || placeOf(study.session).kind !== 'question') return false;
    const place = placeIn(study);
    const repliesTo = message.reference?.messageId;
    if (repliesTo !== undefined) {
      if (study.earlier.includes(repliesTo)) throw movedOn(study);
      if (repliesTo !== study.messageId && (await isAnswerToQuestion(message, await context.engine)))
        return false;
    }
    const { id: userId, displayName } = message.author;
    const answer = {
      userId,
      name: message.member?.displayName ?? displayName,
      text: withoutMention(message),
      place,
    };
    const thread = await threadOf(message.client, message.channelId);
    await takeAnswer(answer, thread, context, async (outcome, { session, locale }) => {
      const said = say(outcomeText(outcome, userId, session, locale));
      await message.reply({ ...said, failIfNotExists: false });
    });
    return true;
  },
};

async function isAnswerToQuestion(message: DiscordMessage, engine: Engine): Promise<boolean> {
  try {
    return previousAnswerOf(await message.fetchReference(), engine) !== null;
  } catch (error) {
    if (lostReply(error) !== null) return false;
    throw error;
  }
}

function withoutMention({ content, client }: DiscordMessage): string {
  const own = new RegExp(`<@!?${client.user.id}>`, 'gu');
  return content.replaceAll(own, ' ').replaceAll(/\s+/gu, ' ').trim();
}
