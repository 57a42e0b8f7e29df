import type { Client } from 'discord.js';
import { messageOf } from '../../errors.ts';
import type { Log } from '../feature.ts';
import { settledWithin } from '../settled-within.ts';

/** A command as Discord Markdown: `path` is its name, with that of a subcommand behind a space. */
export type CommandMention = (path: string) => string;

/** Milliseconds that help waits for Discord's list; without it the commands are named all the same. */
const PATIENCE = 2000;

/** Ids by name, asked for once a server and process; a server's own commands go before those for everywhere. */
const known = new WeakMap<Client, Map<string | null, Promise<Map<string, string>>>>();

/**
 * How to write commands so that a click begins them (https://discord.com/developers/docs/reference#message-formatting).
 * Where Discord does not tell their ids they are written as code.
 */
export async function commandMentions(
  client: Client<true>,
  guildId: string | null,
  log: Log,
): Promise<CommandMention> {
  const ids = await idsWithin(client, guildId, log);
  return (path) => {
    const id = ids.get(path.split(' ')[0] ?? '');
    return id === undefined ? `\`/${path}\`` : `</${path}:${id}>`;
  };
}

async function idsWithin(
  client: Client<true>,
  guildId: string | null,
  log: Log,
): Promise<Map<string, string>> {
  const ofClient = known.get(client) ?? new Map<string | null, Promise<Map<string, string>>>();
  known.set(client, ofClient);
  const asked = ofClient.get(guildId) ?? fetchIds(client, guildId);
  ofClient.set(guildId, asked);
  try {
    return (await settledWithin(asked, PATIENCE)) ?? new Map();
  } catch (error) {
    ofClient.delete(guildId);
    log(`Discord did not list the commands, so help names them without links: ${messageOf(error)}`);
    return new Map();
  }
}

async function fetchIds(client: Client<true>, guildId: string | null): Promise<Map<string, string>> {
  const { commands } = client.application;
  const everywhere = await commands.fetch();
  const own = guildId === null ? null : await commands.fetch({ guildId });
  return new Map([...everywhere.values(), ...(own?.values() ?? [])].map(({ name, id }) => [name, id]));
}
