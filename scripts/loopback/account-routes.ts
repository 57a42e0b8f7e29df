import { visibleGuilds } from './broadcast.ts';
import { commandProblems } from './command-limits.ts';
import { Refusal, refuseBroken } from './refusals.ts';
import { ok, route, type Answered, type Context, type Route } from './routing.ts';
import { APPLICATION, APPLICATION_ID, BOT, memberShape, userShape, type Json } from './shapes.ts';

/** The bot's account, its commands, and the servers and people that it can look up. */
export const ACCOUNT_ROUTES: Route[] = [
  route('GET', '/gateway/bot', ({ gatewayUrl, shards, maxConcurrency }) => {
    const max_concurrency = maxConcurrency();
    const limit = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency };
    return ok({ url: gatewayUrl(), shards: shards(), session_start_limit: limit });
  }),
  route('GET', '/applications/@me', () => ok(APPLICATION)),
  route('GET', '/users/@me', () => ok(userShape(BOT))),
  route('GET', '/users/{}', ({ world }, { params: [id = ''] }) => {
    const person = world.persons.get(id);
    if (person === undefined) throw new Refusal(10013);
    return ok(userShape(person));
  }),
  route('GET', '/guilds/{}', (context, { params: [id] }) => ok(guildOf(context, id))),
  route('GET', '/guilds/{}/channels', (context, { params: [id] }) => ok(guildOf(context, id).channels)),
  route('GET', '/guilds/{}/members/{}', (context, { params: [id, userId = ''] }) => {
    guildOf(context, id);
    const person = context.world.persons.get(userId);
    if (person === undefined) throw new Refusal(10007);
    return ok({ ...memberShape(), user: userShape(person) });
  }),
  route('GET', '/applications/{}/commands', (context, { params: [applicationId] }) =>
    listCommands(context, applicationId, 'global'),
  ),
  route('PUT', '/applications/{}/commands', (context, { params: [applicationId], body }) =>
    putCommands(context, applicationId, 'global', body),
  ),
  route(
    'GET',
    '/applications/{}/guilds/{}/commands',
    (context, { params: [applicationId, guildId = ''] }) => {
      requireGuild(context, guildId);
      return listCommands(context, applicationId, guildId);
    },
  ),
  route(
    'PUT',
    '/applications/{}/guilds/{}/commands',
    (context, { params: [applicationId, guildId = ''], body }) => {
      requireGuild(context, guildId);
      return putCommands(context, applicationId, guildId, body);
    },
  ),
];

function guildOf({ world }: Context, id: string | undefined): Json {
  const guild = visibleGuilds(world).find((each) => each.id === id);
  if (guild === undefined) throw new Refusal(10004);
  return guild.shape;
}

function requireGuild({ world }: Context, id: string): void {
  if (!world.guilds.has(id)) throw new Refusal(50001);
}

function listCommands(context: Context, applicationId: string | undefined, place: string): Answered {
  if (applicationId !== APPLICATION_ID) throw new Refusal(50001);
  const commands = context.commands.get(place) ?? [];
  return ok(commands.map((command) => ({ ...command, id: commandId(context, String(command.name)) })));
}

function putCommands(
  context: Context,
  applicationId: string | undefined,
  place: string,
  body: Json,
): Answered {
  const commands = body as unknown as Json[];
  if (applicationId === APPLICATION_ID) {
    refuseBroken(commandProblems(commands as unknown as Parameters<typeof commandProblems>[0]));
    context.commands.set(place, commands);
  }
  return listCommands(context, applicationId, place);
}

const FIRST_COMMAND_ID = 5_000_000_000_000_000_001n;

/** The id of a registered command; for a name that is not registered, that of a command since removed. */
export function commandId({ commands }: Pick<Context, 'commands'>, name: string): string {
  const names = [...new Set([...commands.values()].flat().map((command) => command.name))];
  return String(FIRST_COMMAND_ID + BigInt(names.indexOf(name) + 1));
}
