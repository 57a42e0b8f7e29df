import { MESSAGE_FLAG, type Component, type Embed, type StoredMessage } from './entities.ts';
import { pingsOf } from './pings.ts';
import type { Json } from './shapes.ts';
import type { World } from './world.ts';

type Parts = Pick<StoredMessage, 'content' | 'embeds' | 'components' | 'mentions'>;

/** What a request's body sets of a message; what it leaves out stays out. */
export function partsOf(world: World, body: Json): Partial<Parts> {
  const parts: Partial<Parts> = {};
  if (body.content !== undefined) {
    parts.content = (body.content as string | null) ?? '';
    // Whom `allowed_mentions` spares is not mentioned.
    parts.mentions = world.mentionedIn(pingsOf(body).join(' '));
  }
  if (body.embeds !== undefined) parts.embeds = (body.embeds as Embed[] | null) ?? [];
  if (body.components !== undefined) parts.components = (body.components as Component[] | null) ?? [];
  return parts;
}

export function isEphemeral(body: Json): boolean {
  return (((body.flags as number | null | undefined) ?? 0) & MESSAGE_FLAG.ephemeral) !== 0;
}
