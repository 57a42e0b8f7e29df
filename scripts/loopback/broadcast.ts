import { CHANNEL_TYPE, isThread, type Channel, type StoredMessage } from './entities.ts';
import type { Gateway } from './gateway.ts';
import { INTENT } from './intents.ts';
import { messageEventShape } from './message-shape.ts';
import { channelShape, guildShape, type Json } from './shapes.ts';
import type { Change, World } from './world.ts';

/** A server with what the bot can see of it. */
export function visibleGuilds(world: World): { id: string; shape: Json }[] {
  return [...world.guilds.values()].map((guild) => {
    const channels = [...world.channels.values()].filter(
      (channel) => channel.guildId === guild.id && !channel.isDeleted && world.botMay(channel, 'view'),
    );
    return { id: guild.id, shape: guildShape(guild, channels) };
  });
}

/** Tells the bot through the gateway what changes in the world, as far as it can see it. */
export function broadcast(world: World, gateway: Gateway): void {
  world.onChange((change) => {
    switch (change.kind) {
      case 'guild-create': {
        const { id } = change.guild;
        const data = (): Json => visibleGuilds(world).find((guild) => guild.id === id)?.shape ?? {};
        gateway.dispatch({ name: 'GUILD_CREATE', guildId: id, intent: INTENT.guilds, data });
        break;
      }
      case 'message-create':
      case 'message-update':
      case 'message-delete':
        sendMessageEvent(world, gateway, change.kind, change.message);
        break;
      case 'channel-create':
      case 'channel-update':
      case 'channel-delete':
        sendChannelEvent(world, gateway, change.kind, change.channel);
        break;
      case 'typing':
      case 'interaction':
        break;
    }
  });
}

function sendMessageEvent(
  world: World,
  gateway: Gateway,
  kind: Change['kind'],
  message: StoredMessage,
): void {
  const channel = world.channels.get(message.channelId);
  // What one person alone sees never passes through the gateway.
  if (channel === undefined || message.seenBy !== null || !world.botMay(channel, 'view')) return;
  const { guildId } = channel;
  gateway.dispatch({
    name: kind.replace('-', '_').toUpperCase(),
    guildId,
    intent: guildId === null ? INTENT.directMessages : INTENT.guildMessages,
    data: (intents) =>
      kind === 'message-delete'
        ? { id: message.id, channel_id: channel.id, ...(guildId === null ? {} : { guild_id: guildId }) }
        : messageEventShape(world, message, (intents & INTENT.messageContent) !== 0),
  });
}

function sendChannelEvent(world: World, gateway: Gateway, kind: Change['kind'], channel: Channel): void {
  // Bots hear of direct messages only through the messages themselves.
  if (channel.type === CHANNEL_TYPE.direct) return;
  if (kind === 'channel-create' && !world.botMay(channel, 'view')) return;
  const verb = kind.replace('channel-', '').toUpperCase();
  const { id, type, guildId, parentId } = channel;
  const data = (): Json => {
    if (!isThread(channel)) return channelShape(channel);
    if (kind === 'channel-delete') return { id, type, guild_id: guildId, parent_id: parentId };
    return { ...channelShape(channel), ...(kind === 'channel-create' ? { newly_created: true } : {}) };
  };
  const name = `${isThread(channel) ? 'THREAD' : 'CHANNEL'}_${verb}`;
  gateway.dispatch({ name, guildId, intent: INTENT.guilds, data });
}
