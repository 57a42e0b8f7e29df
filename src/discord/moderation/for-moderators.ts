import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type BaseInteraction,
} from 'discord.js';
import { refusal } from '../refusal.ts';
import { MODERATION_WORDING } from '../wording/moderation.ts';

/**
 * In servers, for those who may manage the server. A server's own command permissions (Server Settings, Integrations) may
 * say otherwise, and are Discord's to enforce: no permission is checked again here.
 */
export const FOR_MODERATORS = {
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/**
 * The server where something is used: moderators see and change nothing of any other.
 * @throws Refusal in direct messages, where Discord offers none of this.
 */
export function serverOf({ guildId }: BaseInteraction): string {
  if (guildId === null) throw refusal(MODERATION_WORDING, ({ onlyInServers }) => onlyInServers);
  return guildId;
}
