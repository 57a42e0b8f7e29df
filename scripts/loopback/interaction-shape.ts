import { CHANNEL_TYPE } from './entities.ts';
import type { Tracked } from './interaction.ts';
import { messageShape } from './message-shape.ts';
import { APPLICATION_ID, channelShape, memberShape, userShape, type Json } from './shapes.ts';
import type { World } from './world.ts';

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-context-types */
const CONTEXT = { guild: 0, botDirectMessages: 1 } as const;

/** The `d` of an INTERACTION_CREATE. */
export function interactionShape(world: World, tracked: Tracked): Json {
  const { id, token, type, by, channel, source } = tracked;
  const guild = world.guilds.get(channel.guildId ?? '');
  const person = { ...userShape(by) };
  const place =
    guild === undefined
      ? {
          user: person,
          channel: channelShape(channel, by),
          authorizing_integration_owners: { '0': '0' },
          context: CONTEXT.botDirectMessages,
        }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, features: [], locale: guild.locale },
          guild_locale: guild.locale,
          channel: { ...channelShape(channel), permissions: by.permissions },
          member: { ...memberShape(), user: person, permissions: by.permissions },
          authorizing_integration_owners: { '0': guild.id },
          context: CONTEXT.guild,
        };
  return {
    id,
    application_id: APPLICATION_ID,
    type,
    token,
    version: 1,
    data: tracked.data,
    channel_id: channel.id,
    app_permissions: String(world.botPermissions(channel)),
    locale: tracked.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: 10_485_760,
    ...place,
    ...(source === null ? {} : { message: messageShape(world, source, { granted: false, always: true }) }),
  };
}

/** A channel that someone named or chose, as `resolved.channels` carries it. */
export function resolvedChannel(world: World, id: string, permissions: string): Json {
  const channel = world.liveChannel(id);
  if (channel === undefined || channel.type === CHANNEL_TYPE.direct)
    throw new Error(`There is no channel ${id}.`);
  const { name, type, parentId } = channel;
  return { id, name, type, parent_id: parentId, permissions };
}

/** Someone who was named or chosen, as `resolved.users` carries them. */
export function resolvedUser(world: World, id: string): Json {
  const person = world.persons.get(id);
  if (person === undefined) throw new Error(`There is nobody with the id ${id}.`);
  return userShape(person);
}
