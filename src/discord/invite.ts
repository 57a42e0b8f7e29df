import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What the bot does in a channel: read where it is asked, answer with embeds, open threads and go on from what was said. */
const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.ReadMessageHistory;

/**
 * The address under which a moderator adds the bot to a server, with the permissions it needs and no others
 * (https://discord.com/developers/docs/topics/oauth2#bot-authorization-flow).
 * @param guildId the server to offer.
 */
export function inviteUrl(applicationId: string, guildId?: string): string {
  const url = new URL('https://discord.com/oauth2/authorize');
  url.searchParams.set('client_id', applicationId);
  url.searchParams.set('scope', [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '));
  url.searchParams.set('permissions', String(PERMISSIONS));
  if (guildId !== undefined) url.searchParams.set('guild_id', guildId);
  return url.href;
}
