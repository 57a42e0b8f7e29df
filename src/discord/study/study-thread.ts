import {
  DiscordAPIError,
  RESTJSONErrorCodes,
  type AnyThreadChannel,
  type Client,
  type Message as DiscordMessage,
} from 'discord.js';
import { lostReply } from '../failure.ts';
import type { Log } from '../feature.ts';
import type { Message, Row } from '../message.ts';
import { rowsWithout } from '../rows-without.ts';
import { permitted } from './permissions.ts';
import { STUDY_ACTIONS } from './study-ids.ts';

/** The thread of a study. @throws DiscordAPIError when it is gone. */
export async function threadOf(client: Client, threadId: string): Promise<AnyThreadChannel> {
  const channel = await client.channels.fetch(threadId);
  if (channel?.isThread() !== true) throw new Error(`channel ${threadId} is no thread`);
  return channel;
}

/** @throws Refusal that names the permissions when Discord does not allow it. */
export async function post(thread: AnyThreadChannel, message: Message): Promise<DiscordMessage> {
  return permitted('go on', () => thread.send(message));
}

/** Takes away the buttons that make sense on the open message alone; the rest of a message stays. */
export async function closeMessage(
  thread: AnyThreadChannel,
  messageId: string | null,
  log: Log,
): Promise<void> {
  if (messageId === null) return;
  await unlessLost(`The buttons of message ${messageId} stay`, log, async () => {
    const shown = await thread.messages.fetch(messageId);
    await shown.edit({ components: rowsWithoutStudy(shown) });
  });
}

/** Shows something else in a message; the state of the study does not hang on it. */
export async function changeMessage(
  thread: AnyThreadChannel,
  messageId: string | null,
  message: Message,
  log: Log,
): Promise<void> {
  if (messageId === null) return;
  await unlessLost(`Message ${messageId} stays as it was`, log, async () => {
    await thread.messages.edit(messageId, message);
  });
}

/** Whether a message still stands in the thread. */
export async function stands(thread: AnyThreadChannel, messageId: string | null): Promise<boolean> {
  if (messageId === null) return false;
  try {
    await thread.messages.fetch({ message: messageId, force: true });
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return false;
    throw error;
  }
}

/** The rows of a message of the bot less the buttons of a study that is elsewhere. */
export function rowsWithoutStudy(shown: DiscordMessage): Row[] {
  return rowsWithout(shown, STUDY_ACTIONS);
}

/** The message was deleted, the thread archived, a permission taken away: one line for the operator, and on. */
async function unlessLost(what: string, log: Log, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const isArchived =
      error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread;
    const why = isArchived ? 'the thread is archived' : lostReply(error);
    if (why === null) throw error;
    log(`${what}: ${why}`);
  }
}
