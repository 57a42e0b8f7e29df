import { isThread, type Channel, type StoredMessage } from './entities.ts';
import type { PermissionName } from './permissions.ts';
import { Refusal } from './refusals.ts';
import type { World } from './world.ts';

/** What the bot must be allowed to before Discord does what it asks. All throw {@link Refusal}. */

/** A channel that exists and that the bot can see. */
export function visibleChannel(world: World, id: string | undefined): Channel {
  const channel = world.liveChannel(id ?? '');
  if (channel === undefined) throw new Refusal(10003);
  if (!world.botMay(channel, 'view')) throw new Refusal(50001);
  return channel;
}

export function requirePermission(world: World, channel: Channel, ...names: PermissionName[]): void {
  if (!world.botMay(channel, ...names)) throw new Refusal(50013);
}

/** A message that stands in the channel; what one person alone sees is not there. */
export function messageIn(world: World, channel: Channel, id: string | undefined): StoredMessage {
  const message = world.liveMessage(id ?? '');
  if (message?.channelId !== channel.id || message.seenBy !== null) throw new Refusal(10008);
  return message;
}

/** That the bot may speak here; speaking wakes an archived thread, unless it is locked. */
export function requireSpeech(world: World, channel: Channel): void {
  requirePermission(world, channel, isThread(channel) ? 'sendInThreads' : 'send');
  const recipient = world.persons.get(channel.recipientId ?? '');
  if (recipient?.refusesDirectMessages === true) throw new Refusal(50007);
  if (!channel.isLocked || world.botMay(channel, 'manageThreads')) return;
  throw new Refusal(channel.isArchived ? 50083 : 50013);
}

/** That nothing but speaking or waking is done to an archived thread. */
export function requireAwake(channel: Channel): void {
  if (channel.isArchived) throw new Refusal(50083);
}
