/** https://discord.com/developers/docs/events/gateway#list-of-intents */
export const INTENT = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

/** Those that the bot's owner must switch on in the developer portal first. */
export const PRIVILEGED_INTENTS = INTENT.guildMembers | INTENT.guildPresences | INTENT.messageContent;
