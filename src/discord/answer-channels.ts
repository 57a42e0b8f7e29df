import type { Message } from 'discord.js';
import type { State } from '../state/state.ts';

/** Channels as last read, by server; `null` for all. */
type Remembered = Map<string, string[] | null>;

/** What is remembered of each state, for when it cannot be read. */
const remembered = new WeakMap<State, Remembered>();

/**
 * Whether the server's moderators let the bot answer mentions here; a thread is part of its channel.
 * @throws what reading the settings throws
 */
export async function mayAnswerIn(message: Message<true>, state: State): Promise<boolean> {
  const { answerChannels } = await state.settings.get(message.guildId);
  const known = remembered.get(state) ?? new Map<string, string[] | null>();
  remembered.set(state, known.set(message.guildId, answerChannels));
  return isAmong(answerChannels, message);
}

/**
 * The same as last read, for when the settings cannot be. Where they never were, nobody knows what moderators chose, and the
 * bot stays silent: what they may have forbidden stays forbidden, and commands still say what is wrong.
 */
export function mayAnswerAsRemembered(message: Message<true>, state: State): boolean {
  const channels = remembered.get(state)?.get(message.guildId);
  return channels !== undefined && isAmong(channels, message);
}

function isAmong(channels: string[] | null, { channelId, channel }: Message<true>): boolean {
  const places = [channelId, channel.isThread() ? channel.parentId : null];
  return channels === null || places.some((id) => id !== null && channels.includes(id));
}
