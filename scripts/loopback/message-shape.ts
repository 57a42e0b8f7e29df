import { isoTime } from './clock.ts';
import { CHANNEL_TYPE, type StoredMessage } from './entities.ts';
import { APPLICATION_ID, BOT, channelShape, memberShape, userShape, type Json } from './shapes.ts';
import type { World } from './world.ts';

/**
 * A message in API v10. Without the message-content intent, what people wrote is emptied unless it is the bot's own, a
 * direct message or mentions the bot; the message that it replies to is judged by itself
 * (https://discord.com/developers/docs/events/gateway#message-content-intent).
 * @param sees what the bot may read: `granted` content, or everything when a person handed it over (`always`).
 */
export function messageShape(
  world: World,
  message: StoredMessage,
  sees: { granted: boolean; always?: boolean },
): Json {
  const { reference } = message;
  const guildId = world.channels.get(message.channelId)?.guildId ?? undefined;
  const thread = world.liveChannel(message.threadId ?? '');
  const referenced = world.referenced(message);
  return {
    ...plainShape(world, message, sees.granted || sees.always === true),
    ...(reference === null
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: reference.channelId,
            ...(reference.messageId === null ? {} : { message_id: reference.messageId }),
            ...(guildId === undefined ? {} : { guild_id: guildId }),
          },
        }),
    ...(reference === null || reference.messageId === null
      ? {}
      : { referenced_message: referenced === null ? null : plainShape(world, referenced, sees.granted) }),
    ...(thread === undefined ? {} : { thread: channelShape(thread) }),
  };
}

function plainShape(world: World, message: StoredMessage, readsContent: boolean): Json {
  const isOpen = readsContent || isReadable(world, message);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: userShape(message.author),
    content: isOpen ? message.content : '',
    embeds: isOpen ? message.embeds : [],
    components: isOpen ? message.components : [],
    attachments: [],
    mentions: message.mentions.map(userShape),
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: isoTime(message.sentAt),
    edited_timestamp: message.editedAt === null ? null : isoTime(message.editedAt),
    flags: message.flags,
    ...(message.interaction === null ? {} : answerFields(message.interaction)),
  };
}

function answerFields({ id, type, by }: NonNullable<StoredMessage['interaction']>): Json {
  return {
    application_id: APPLICATION_ID,
    webhook_id: APPLICATION_ID,
    interaction_metadata: { id, type, user: userShape(by), authorizing_integration_owners: {} },
  };
}

function isReadable(world: World, message: StoredMessage): boolean {
  return (
    message.author === BOT ||
    message.mentions.includes(BOT) ||
    world.channels.get(message.channelId)?.type === CHANNEL_TYPE.direct
  );
}

/** The same as MESSAGE_CREATE and MESSAGE_UPDATE carry it. */
export function messageEventShape(world: World, message: StoredMessage, granted: boolean): Json {
  const channel = world.channels.get(message.channelId);
  const shape = { ...messageShape(world, message, { granted }), channel_type: channel?.type };
  if (channel === undefined || channel.guildId === null) return shape;
  return { ...shape, guild_id: channel.guildId, member: memberShape() };
}
