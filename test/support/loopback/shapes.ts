/** Objects as Discord sends them, in the shapes of API v10, reduced to what its documentation calls required. */

export const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAwMQ.loopback.token-of-the-test-bot';
export const APPLICATION_ID = '1000000000000000001';
export const GUILD_ID = '2000000000000000001';
export const CHANNEL_ID = '3000000000000000001';
export const ASKER_ID = '4000000000000000001';

export type Json = Record<string, unknown>;

let counter = 0;
/** A fresh snowflake. */
export function snowflake(): string {
  counter += 1;
  return String(9_000_000_000_000_000_000n + BigInt(counter));
}

export const BOT_USER: Json = {
  id: APPLICATION_ID,
  username: 'footnote',
  discriminator: '0001',
  global_name: null,
  avatar: null,
  bot: true,
  mfa_enabled: false,
  flags: 0,
  public_flags: 0,
};

const ASKER: Json = {
  id: ASKER_ID,
  username: 'asker',
  discriminator: '0',
  global_name: 'Asker',
  avatar: null,
  public_flags: 0,
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

const CHANNEL: Json = {
  id: CHANNEL_ID,
  type: 0,
  guild_id: GUILD_ID,
  name: 'reading-group',
  position: 0,
  permission_overwrites: [],
  nsfw: false,
  parent_id: null,
  topic: null,
  last_message_id: null,
  rate_limit_per_user: 0,
};

export const GUILD: Json = {
  id: GUILD_ID,
  name: 'Loopback',
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: ASKER_ID,
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  roles: [
    {
      id: GUILD_ID,
      name: '@everyone',
      color: 0,
      hoist: false,
      position: 0,
      permissions: '2147483648',
      managed: false,
      mentionable: false,
      flags: 0,
    },
  ],
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
  preferred_locale: 'zh-TW',
  public_updates_channel_id: null,
  nsfw_level: 0,
  premium_progress_bar_enabled: false,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  large: false,
  unavailable: false,
  member_count: 2,
  voice_states: [],
  members: [],
  channels: [CHANNEL],
  threads: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  stickers: [],
};

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type */
export const INTERACTION_TYPE = { command: 2, autocomplete: 4 } as const;

export interface InteractionOption {
  name: string;
  /** 3 string, 5 boolean. */
  type: 3 | 5;
  value: string | boolean;
  focused?: boolean;
}

/** The `d` of an INTERACTION_CREATE for a slash command, in a server's channel. */
export function interactionCreate(input: {
  id: string;
  token: string;
  type: number;
  command: string;
  options: InteractionOption[];
  locale: string;
}): Json {
  return {
    id: input.id,
    application_id: APPLICATION_ID,
    type: input.type,
    token: input.token,
    version: 1,
    data: {
      id: '5000000000000000001',
      name: input.command,
      type: 1,
      ...(input.options.length > 0 ? { options: input.options } : {}),
    },
    guild_id: GUILD_ID,
    guild: { id: GUILD_ID, features: [], locale: 'zh-TW' },
    channel_id: CHANNEL_ID,
    channel: { ...CHANNEL, permissions: '2251799813685247' },
    member: {
      user: ASKER,
      nick: null,
      avatar: null,
      roles: [],
      joined_at: '2026-01-01T00:00:00.000000+00:00',
      premium_since: null,
      deaf: false,
      mute: false,
      pending: false,
      flags: 0,
      permissions: '2251799813685247',
      communication_disabled_until: null,
    },
    app_permissions: '2251799813685247',
    locale: input.locale,
    guild_locale: 'zh-TW',
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { '0': GUILD_ID },
    context: 0,
    attachment_size_limit: 10_485_760,
  };
}

/** A message of the bot, as the webhook routes return it. */
export function botMessage(id: string, body: Json, flags: number): Json {
  return {
    id,
    channel_id: CHANNEL_ID,
    type: 20,
    author: BOT_USER,
    application_id: APPLICATION_ID,
    webhook_id: APPLICATION_ID,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    flags,
  };
}
