import type { Json } from './shapes.ts';

/**
 * Who a message would ping: mentions in its content (embeds never ping), narrowed by `allowed_mentions`
 * (https://discord.com/developers/docs/resources/message#allowed-mentions-object). Without that object all count.
 * Escapes are not honoured, which is the stricter reading.
 */
export function pingsOf(message: Json): string[] {
  const content = typeof message.content === 'string' ? message.content : '';
  const allowed = message.allowed_mentions as
    { parse?: string[]; users?: string[]; roles?: string[] } | null | undefined;
  const allows = (kind: 'everyone' | 'users' | 'roles', id: string): boolean => {
    if (allowed === undefined || allowed === null) return true;
    if (allowed.parse?.includes(kind)) return true;
    return kind !== 'everyone' && (allowed[kind]?.includes(id) ?? false);
  };
  const pinged: string[] = [];
  for (const [mention, kind] of content.matchAll(/@(everyone|here)/gu)) {
    if (kind !== undefined && allows('everyone', kind)) pinged.push(mention);
  }
  for (const [mention, sign, id] of content.matchAll(/<@([!&]?)(\d+)>/gu)) {
    if (id !== undefined && allows(sign === '&' ? 'roles' : 'users', id)) pinged.push(mention);
  }
  return pinged;
}
