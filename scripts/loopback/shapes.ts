import { isoTime } from './clock.ts';
import { CHANNEL_TYPE, isThread, type Channel, type Guild, type Person } from './entities.ts';
import { EVERYONE } from './permissions.ts';

/** Objects as Discord sends them, in the shapes of API v10, reduced to what its documentation calls required. */

export const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAwMQ.loopback.token-of-the-test-bot';
export const APPLICATION_ID = '1000000000000000001';
export const GUILD_ID = '2000000000000000001';
export const CHANNEL_ID = '3000000000000000001';
export const ASKER_ID = '4000000000000000001';

export type Json = Record<string, unknown>;

/** The bot's own user, as a person of this Discord. */
export const BOT: Person = {
  id: APPLICATION_ID,
  username: 'footnote',
  permissions: String(EVERYONE),
  isBot: true,
  refusesDirectMessages: true,
};

export const APPLICATION: Json = {
  id: APPLICATION_ID,
  name: 'Footnote',
  icon: null,
  description: '',
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '00',
  flags: 0,
  summary: '',
};

export function userShape(person: Person): Json {
  const user = {
    id: person.id,
    username: person.username,
    discriminator: person.isBot ? '0001' : '0',
    global_name: person.isBot ? null : capitalised(person.username),
    avatar: null,
    public_flags: 0,
  };
  if (!person.isBot) return user;
  return { ...user, bot: true, ...(person === BOT ? { mfa_enabled: false, flags: 0 } : {}) };
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** A guild member without its user, as messages carry it. */
export function memberShape(): Json {
  return {
    nick: null,
    avatar: null,
    roles: [],
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
  };
}

export function channelShape(channel: Channel, recipient?: Person): Json {
  if (channel.type === CHANNEL_TYPE.direct) {
    const recipients = recipient === undefined ? [] : [userShape(recipient)];
    return { id: channel.id, type: channel.type, last_message_id: null, flags: 0, recipients };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
  };
  return isThread(channel) ? { ...common, ...threadFields(channel) } : { ...common, ...textFields(channel) };
}

function textFields({ allowed, denied }: Channel): Json {
  const overwrite = { id: APPLICATION_ID, type: 1, allow: String(allowed), deny: String(denied) };
  return {
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: allowed === 0n && denied === 0n ? [] : [overwrite],
  };
}

function threadFields(thread: Channel): Json {
  return {
    owner_id: thread.ownerId,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    thread_metadata: {
      archived: thread.isArchived,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: isoTime(thread.archivedAt),
      locked: thread.isLocked,
      create_timestamp: isoTime(thread.createdAt),
      ...(thread.type === CHANNEL_TYPE.privateThread ? { invitable: true } : {}),
    },
  };
}

/** A server as GUILD_CREATE sends it, with the channels and threads that the bot can see. */
export function guildShape(guild: Guild, channels: Channel[]): Json {
  const everyone = {
    id: guild.id,
    name: '@everyone',
    color: 0,
    hoist: false,
    position: 0,
    permissions: String(EVERYONE),
    managed: false,
    mentionable: false,
    flags: 0,
  };
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: ASKER_ID,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: [everyone],
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    joined_at: '2026-01-01T00:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: 2,
    voice_states: [],
    // Without the members intent Discord lists the bot alone.
    members: [{ ...memberShape(), user: userShape(BOT) }],
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => channelShape(channel)),
    threads: channels
      .filter((channel) => isThread(channel) && !channel.isArchived)
      .map((channel) => channelShape(channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    stickers: [],
  };
}
