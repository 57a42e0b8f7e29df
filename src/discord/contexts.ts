import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

/** In servers and in direct messages with the bot, once it was added to a server. */
export const EVERYWHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};
