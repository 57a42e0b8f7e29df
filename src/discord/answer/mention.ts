import type { Message as DiscordMessage } from 'discord.js';
import type { Engine, PreviousAnswer } from '../../engine.ts';
import { mayAnswerIn } from '../answer-channels.ts';
import { localeOf } from '../dispatch-message.ts';
import { lostReply, say } from '../failure.ts';
import type { MessageHandler } from '../feature.ts';
import { ANSWER_WORDING, ASK_ABOUT_LABEL } from '../wording/answer.ts';
import { inLanguage } from '../wording/language.ts';
import { giveAnswer } from './give-answer.ts';
import { lastAnswerIn } from './last-answer.ts';
import { previousAnswerOf } from './previous-answer.ts';

/**
 * Answers a message that mentions the bot (the text beside the mention is the question), a reply to one of its answers, and
 * every direct message. A mention alone, in reply to a message, asks about that message.
 */
export const mention: MessageHandler = {
  async handle(message, { engine: opening, desk, state }) {
    const isDirect = !message.inGuild();
    if (!isDirect && !(mentionsBot(message) && (await mayAnswerIn(message, state)))) return false;

    const text = withoutMention(message);
    const replied = await repliedTo(message);
    const asked = text === '' ? (replied?.content.trim() ?? '') : text;
    if (asked === '') {
      await message.reply(say(nothingAsked(message, replied)));
      return true;
    }
    const asker = { userId: message.author.id, guildId: message.guildId };
    await desk.admit(asker);
    if (message.channel.isSendable()) await message.channel.sendTyping();
    const engine = await opening;
    const previous = text === '' ? null : await previousOf(message, replied, engine);
    const locale = localeOf(message);
    const reply = await giveAnswer({ text: asked, locale, asker, previous }, engine, desk);
    await message.reply({ ...reply, failIfNotExists: false });
    return true;
  },
};

/** Mentioned itself, or replied to: `@everyone` and the bot's role are not meant for it. */
function mentionsBot(message: DiscordMessage): boolean {
  return message.mentions.users.has(message.client.user.id);
}

function withoutMention(message: DiscordMessage): string {
  const own = new RegExp(`<@!?${message.client.user.id}>`, 'gu');
  return message.content.replaceAll(own, ' ').replaceAll(/\s+/gu, ' ').trim();
}

/** The message that this one replies to; `null` when there is none, or none any more. */
async function repliedTo(message: DiscordMessage): Promise<DiscordMessage | null> {
  if (message.reference?.messageId === undefined) return null;
  try {
    return await message.fetchReference();
  } catch (error) {
    if (lostReply(error) !== null) return null;
    throw error;
  }
}

/**
 * What the question may go on from: the answer, or the words of a person, that it replies to; in a thread or a direct
 * conversation the last answer there.
 */
async function previousOf(
  message: DiscordMessage,
  replied: DiscordMessage | null,
  engine: Engine,
): Promise<PreviousAnswer | null> {
  if (replied !== null) {
    const said = replied.content.trim();
    return previousAnswerOf(replied, engine) ?? (said === '' ? null : { question: said, quote: null });
  }
  const isConversation = message.channel.isThread() || message.channel.isDMBased();
  return isConversation ? lastAnswerIn(message.channel, engine) : null;
}

/** Why there is nothing to answer, and how to ask. */
function nothingAsked(message: DiscordMessage, replied: DiscordMessage | null): string {
  const locale = localeOf(message);
  const wording = inLanguage(ANSWER_WORDING, locale);
  return replied === null ? wording.mentionEmpty : wording.messageHidden(inLanguage(ASK_ABOUT_LABEL, locale));
}
