import { CHANNEL_TYPE, type Channel } from './entities.ts';

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageServer: 1n << 5n,
  addReactions: 1n << 6n,
  view: 1n << 10n,
  send: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
} as const;

export type PermissionName = keyof typeof PERMISSION;

/** What `@everyone` may do in the loopback's servers, the bot included. */
export const EVERYONE =
  PERMISSION.addReactions |
  PERMISSION.view |
  PERMISSION.send |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.readHistory |
  PERMISSION.useCommands |
  PERMISSION.createThreads |
  PERMISSION.sendInThreads;

/** The bits of all named permissions together. */
export function bitsOf(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | PERMISSION[name], 0n);
}

/**
 * What the bot may do in a channel.
 * @param parent for a thread, the channel that it hangs on: its permissions count.
 */
export function botPermissions(channel: Channel, parent: Channel | undefined): bigint {
  if (channel.type === CHANNEL_TYPE.direct) return EVERYONE & ~PERMISSION.createThreads;
  const { allowed, denied } = parent ?? channel;
  const bits = (EVERYONE & ~denied) | allowed;
  return (bits & PERMISSION.view) === 0n ? 0n : bits;
}
