import { DiscordAPIError, RESTJSONErrorCodes, type Message, type TextBasedChannel } from 'discord.js';
import type { Engine, PreviousAnswer } from '../../engine.ts';
import { previousAnswerOf } from './previous-answer.ts';

/** How far back a question goes on from an answer: further up, the talk has moved on. */
const MESSAGES = 20;

/** The last answer in a thread or a direct conversation; `null` when there is none near its end. */
export async function lastAnswerIn(
  channel: TextBasedChannel,
  engine: Engine,
): Promise<PreviousAnswer | null> {
  try {
    const recent = await channel.messages.fetch({ limit: MESSAGES });
    for (const message of recent.values()) {
      const previous = previousAnswerOf(message, engine);
      if (previous !== null) return previous;
    }
    const starter = recent.size < MESSAGES ? await starterOf(channel) : null;
    return starter === null ? null : previousAnswerOf(starter, engine);
  } catch (error) {
    // Without the permission to read the history, the question stands for itself.
    if (error instanceof DiscordAPIError && MAY_NOT_READ.has(error.code)) return null;
    throw error;
  }
}

/** The message that a thread was opened on, which stands in the channel above; `null` when there is none any more. */
async function starterOf(channel: TextBasedChannel): Promise<Message | null> {
  if (!channel.isThread()) return null;
  try {
    return await channel.fetchStarterMessage();
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return null;
    throw error;
  }
}

const MAY_NOT_READ = new Set<number | string>([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);
