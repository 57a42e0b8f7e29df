import type { Person } from './entities.ts';
import { resolvedChannel, resolvedUser } from './interaction-shape.ts';
import { OPTION_TYPE } from './option-type.ts';
import type { Json } from './shapes.ts';
import type { World } from './world.ts';

/** The value of an option, from which its type follows; channels and users by id. */
export type OptionValue = string | number | boolean | { channel: string } | { user: string };

export interface InteractionOption {
  name: string;
  type: number;
  value?: string | number | boolean;
  focused?: boolean;
  options?: InteractionOption[];
}

/** An option as API v10 sends it. */
export function optionOf(name: string, value: OptionValue): InteractionOption {
  if (typeof value === 'string') return { name, type: OPTION_TYPE.string, value };
  if (typeof value === 'boolean') return { name, type: OPTION_TYPE.boolean, value };
  if (typeof value === 'number') {
    return { name, type: Number.isInteger(value) ? OPTION_TYPE.integer : OPTION_TYPE.number, value };
  }
  if ('channel' in value) return { name, type: OPTION_TYPE.channel, value: value.channel };
  return { name, type: OPTION_TYPE.user, value: value.user };
}

/** The `data` of a slash command or of typing into one. */
export function commandData(
  world: World,
  input: {
    id: string;
    name: string;
    subcommand?: string | undefined;
    options: InteractionOption[];
    by: Person;
  },
): Json {
  const { id, name, subcommand, options, by } = input;
  const nested =
    subcommand === undefined ? options : [{ name: subcommand, type: OPTION_TYPE.subcommand, options }];
  const named = (type: number, shape: (id: string) => Json): Json =>
    Object.fromEntries(
      options
        .filter((option) => option.type === type)
        .map(({ value }): [string, Json] => [String(value), shape(String(value))]),
    );
  const channels = named(OPTION_TYPE.channel, (channelId) =>
    resolvedChannel(world, channelId, by.permissions),
  );
  const users = named(OPTION_TYPE.user, (userId) => resolvedUser(world, userId));
  const resolved = {
    ...(Object.keys(channels).length > 0 ? { channels } : {}),
    ...(Object.keys(users).length > 0 ? { users } : {}),
  };
  return {
    id,
    name,
    type: 1,
    ...(nested.length > 0 ? { options: nested } : {}),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}
