import { type Message } from 'discord.js';
import { mayAnswerAsRemembered } from './answer-channels.ts';
import { describeFailure, isOfDatabase, lostReply, stackOf } from './failure.ts';
import type { Context, Feature } from './feature.ts';
import { localeOfText } from './wording/language.ts';

/** Takes a message to the feature that it is for, if it is for any. Never rejects. */
export async function dispatchMessage(
  message: Message,
  features: readonly Feature[],
  context: Context,
): Promise<void> {
  // Webhooks and bots are not answered, lest two bots talk for ever; system messages say nothing.
  if (message.author.bot || message.webhookId !== null || message.system) return;
  const what = `The message ${message.id}`;
  try {
    for (const handler of features.flatMap(({ messages = [] }) => messages)) {
      if (await handler.handle(message, context)) return;
    }
  } catch (error) {
    const failure = describeFailure(error, { locale: localeOf(message), what });
    if (failure.log !== null) context.log(failure.log);
    if (failure.reply === null) return;
    // Without the settings nobody knows whether the bot may speak here.
    const isUnsettled = message.inGuild() && isOfDatabase(error);
    if (isUnsettled && !mayAnswerAsRemembered(message, context.state)) return;
    try {
      await message.reply({ ...failure.reply, failIfNotExists: false });
    } catch (second) {
      context.log(`${what}: the apology could not be sent either: ${lostReply(second) ?? stackOf(second)}`);
    }
  }
}

/** The locale to answer a message in. */
export function localeOf(message: Message): string {
  return localeOfText(message.cleanContent, message.guild?.preferredLocale ?? 'en-US');
}
