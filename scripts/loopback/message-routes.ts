import { messageIn, requireAwake, requirePermission, requireSpeech, visibleChannel } from './access.ts';
import { editProblems, messageProblems } from './body-limits.ts';
import { MESSAGE_TYPE, type Channel, type StoredMessage } from './entities.ts';
import { partsOf } from './message-body.ts';
import { messageShape } from './message-shape.ts';
import { Refusal, refuseBroken } from './refusals.ts';
import { NO_CONTENT, ok, route, type Answered, type Context, type Route } from './routing.ts';
import { BOT, type Json } from './shapes.ts';
import type { World } from './world.ts';

const MESSAGES = '/channels/{}/messages';

/** Messages in channels, with the bot's own token. */
export const MESSAGE_ROUTES: Route[] = [
  route('POST', MESSAGES, (context, { params: [channelId], body }) => {
    const { world, ledger } = context;
    const channel = visibleChannel(world, channelId);
    requireSpeech(world, channel);
    if (hasEmbeds(body)) requirePermission(world, channel, 'embedLinks');
    refuseBroken(messageProblems(body));
    const repliedTo = referencedBy(world, channel, body);
    ledger.countPings(body);
    const parts = partsOf(world, body);
    if (repliedTo !== null && pingsAuthor(body) && repliedTo.author !== BOT) {
      ledger.pings.push(`<@${repliedTo.author.id}>`);
      parts.mentions = [...new Set([...(parts.mentions ?? []), repliedTo.author])];
    }
    const message = world.post(channel, BOT, {
      ...parts,
      ...(repliedTo === null
        ? {}
        : { type: MESSAGE_TYPE.reply, reference: { channelId: channel.id, messageId: repliedTo.id } }),
    });
    return shown(context, message);
  }),
  route('GET', MESSAGES, (context, { params: [channelId], query }) => {
    const { world } = context;
    const channel = visibleChannel(world, channelId);
    if (!world.botMay(channel, 'readHistory')) return ok([]);
    const page = pageOf(world.messagesIn(channel.id), query);
    return ok(page.map((message) => shapeOf(context, message)));
  }),
  route('GET', `${MESSAGES}/{}`, (context, { params: [channelId, id] }) => {
    const channel = visibleChannel(context.world, channelId);
    requirePermission(context.world, channel, 'readHistory');
    return shown(context, messageIn(context.world, channel, id));
  }),
  route('PATCH', `${MESSAGES}/{}`, (context, { params: [channelId, id], body }) => {
    const { world, ledger } = context;
    const channel = visibleChannel(world, channelId);
    const message = messageIn(world, channel, id);
    if (message.author !== BOT) throw new Refusal(50005);
    requireAwake(channel);
    if (hasEmbeds(body)) requirePermission(world, channel, 'embedLinks');
    refuseBroken(editProblems(body, message));
    ledger.countPings(body);
    world.edit(message, partsOf(world, body));
    return shown(context, message);
  }),
  route('DELETE', `${MESSAGES}/{}`, ({ world }, { params: [channelId, id] }) => {
    const channel = visibleChannel(world, channelId);
    const message = messageIn(world, channel, id);
    if (message.author !== BOT) requirePermission(world, channel, 'manageMessages');
    requireAwake(channel);
    world.deleteMessage(message);
    return NO_CONTENT;
  }),
  route('POST', '/channels/{}/typing', ({ world }, { params: [channelId] }) => {
    const channel = visibleChannel(world, channelId);
    requireSpeech(world, channel);
    world.startTyping(channel, BOT);
    return NO_CONTENT;
  }),
];

function shapeOf({ world, readsContent }: Context, message: StoredMessage): Json {
  return messageShape(world, message, { granted: readsContent() });
}

function shown(context: Context, message: StoredMessage): Answered {
  return ok(shapeOf(context, message));
}

function hasEmbeds({ embeds }: Json): boolean {
  return Array.isArray(embeds) && embeds.length > 0;
}

/** A reply pings whom it answers, unless `allowed_mentions` is there and does not say so. */
function pingsAuthor(body: Json): boolean {
  const allowed = body.allowed_mentions as { replied_user?: boolean } | null | undefined;
  return allowed === undefined || allowed === null || allowed.replied_user === true;
}

/** What a body replies to; `null` when it is no reply, or what it replies to is gone and that was allowed for. */
function referencedBy(world: World, channel: Channel, body: Json): StoredMessage | null {
  const reference = body.message_reference as
    { message_id: string; channel_id?: string; fail_if_not_exists?: boolean } | null | undefined;
  if (reference === undefined || reference === null) return null;
  if (!world.botMay(channel, 'readHistory')) throw new Refusal(160002);
  const message = world.liveMessage(reference.message_id);
  const isHere = message?.channelId === channel.id && message.seenBy === null;
  const namesOtherChannel = reference.channel_id !== undefined && reference.channel_id !== channel.id;
  if (message !== undefined && isHere && !namesOtherChannel) return message;
  if (reference.fail_if_not_exists === false && !namesOtherChannel) return null;
  const code = namesOtherChannel
    ? {
        code: 'MESSAGE_REFERENCE_INVALID_CHANNEL',
        message: 'Cannot reply to a message in a different channel',
      }
    : { code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' };
  throw new Refusal(50035, [], { message_reference: { _errors: [code] } });
}

/** Newest first, as Discord lists them; `limit` from 1 to 100, 50 unless told. */
function pageOf(oldestFirst: StoredMessage[], query: URLSearchParams): StoredMessage[] {
  const limit = Number(query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new Refusal(50035, [`limit is ${String(query.get('limit'))}, not from 1 to 100`]);
  }
  const older = (id: string): StoredMessage[] =>
    oldestFirst.filter((message) => BigInt(message.id) < BigInt(id));
  const newer = (id: string): StoredMessage[] =>
    oldestFirst.filter((message) => BigInt(message.id) > BigInt(id));
  const around = query.get('around');
  if (around !== null) {
    const half = Math.floor(limit / 2);
    const at = oldestFirst.filter((message) => message.id === around);
    const before = half === 0 ? [] : older(around).slice(-half);
    return [...before, ...at, ...newer(around).slice(0, half)].reverse();
  }
  const [before, after] = [query.get('before'), query.get('after')];
  if (after !== null) return newer(after).slice(0, limit).reverse();
  return (before === null ? oldestFirst : older(before)).slice(-limit).reverse();
}
