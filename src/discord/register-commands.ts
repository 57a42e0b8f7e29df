import { DiscordAPIError, REST, Routes, type RESTGetCurrentApplicationResult } from 'discord.js';
import type { Config } from '../config.ts';
import { FootnoteError } from '../errors.ts';
import { describeConnectionFailure, tokenMissing } from './connection-failure.ts';
import type { MessageCommand, SlashCommand } from './feature.ts';
import { commandsOf, FEATURES } from './features.ts';
import { inviteUrl } from './invite.ts';

export type CommandBody = (SlashCommand | MessageCommand)['data'];

/** Ids of Discord: https://discord.com/developers/docs/reference#snowflakes. */
export function isSnowflake(id: string): boolean {
  return /^\d{17,20}$/u.test(id);
}

/** A server's own commands know no contexts: they are for that server. */
function forGuild(command: CommandBody): CommandBody {
  const body = { ...command };
  delete body.contexts;
  delete body.integration_types;
  return body;
}

function guildUnreachable(guildId: string, applicationId: string, cause: unknown): FootnoteError {
  return new FootnoteError(
    'guild-unreachable',
    `Footnote has no access to the server ${guildId}. Check the id (Developer Mode, then Copy Server ID) and add the ` +
      `bot with ${inviteUrl(applicationId, guildId)}`,
    { cause },
  );
}

/**
 * Replaces Discord's list of commands by ours, for one server at once or for all of them.
 * @param guildId a server's id; without one the commands are registered everywhere.
 * @returns the commands that were sent, and the address under which the bot is added to a server.
 * @throws FootnoteError `token-missing`, `token-invalid`, `guild-unreachable`, `discord-unreachable`.
 */
export async function registerCommands(
  config: Pick<Config, 'discordToken' | 'discordApiBase'>,
  guildId?: string,
): Promise<{ commands: CommandBody[]; invite: string }> {
  if (config.discordToken === undefined) throw tokenMissing();
  const rest = new REST({ api: config.discordApiBase }).setToken(config.discordToken);
  const body = commandsOf(FEATURES).map(({ data }) => (guildId === undefined ? data : forGuild(data)));
  let applicationId = '';
  try {
    const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    applicationId = application.id;
    const route =
      guildId === undefined
        ? Routes.applicationCommands(applicationId)
        : Routes.applicationGuildCommands(applicationId, guildId);
    await rest.put(route, { body });
    return { commands: body, invite: inviteUrl(applicationId, guildId) };
  } catch (error) {
    const isRefused = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
    if (guildId !== undefined && applicationId !== '' && isRefused) {
      throw guildUnreachable(guildId, applicationId, error);
    }
    throw describeConnectionFailure(error, config.discordApiBase);
  }
}
