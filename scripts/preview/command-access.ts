import type { Channel, Person } from '../loopback/entities.ts';
import { PERMISSION } from '../loopback/permissions.ts';
import type { CommandView } from './protocol.ts';

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-context-types */
const CONTEXT = { guild: 0, botDirectMessages: 1 } as const;

/** Whether Discord lists a command for a person in servers, by the permissions that the command asks for. */
export function isOffered({ default_member_permissions: wanted }: CommandView, person: Person): boolean {
  if (wanted === undefined || wanted === null) return true;
  const has = BigInt(person.permissions);
  if ((has & PERMISSION.administrator) !== 0n) return true;
  const needed = BigInt(wanted);
  // "0" is for administrators alone.
  return needed !== 0n && (has & needed) === needed;
}

/** Whether a command is there in a channel. In direct messages permissions do not count, contexts do. */
export function isUsable(command: CommandView, person: Person, channel: Channel): boolean {
  const isDirect = channel.guildId === null;
  const context = isDirect ? CONTEXT.botDirectMessages : CONTEXT.guild;
  const isInContext = command.contexts?.includes(context) ?? true;
  return isInContext && (isDirect || isOffered(command, person));
}
