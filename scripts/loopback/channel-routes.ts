import { messageIn, requireAwake, requirePermission, visibleChannel } from './access.ts';
import { threadNameProblems } from './body-limits.ts';
import { CHANNEL_TYPE, isThread, type Channel } from './entities.ts';
import { Refusal, refuseBroken } from './refusals.ts';
import { NO_CONTENT, ok, route, type Route } from './routing.ts';
import { BOT, channelShape, type Json } from './shapes.ts';
import type { World } from './world.ts';

/** Channels, threads and direct messages, with the bot's own token. */
export const CHANNEL_ROUTES: Route[] = [
  route('POST', '/channels/{}/messages/{}/threads', ({ world }, { params: [channelId, id], body }) => {
    const parent = threadParent(world, channelId);
    const message = messageIn(world, parent, id);
    if (message.threadId !== null) throw new Refusal(160004);
    requirePermission(world, parent, 'createThreads');
    refuseBroken(threadNameProblems(body.name as string));
    return ok(channelShape(world.addThread({ ...threadInput(parent, body), message })), 201);
  }),
  route('POST', '/channels/{}/threads', ({ world }, { params: [channelId], body }) => {
    const parent = threadParent(world, channelId);
    // Discord opens a private thread unless told otherwise.
    const isPrivate = (body.type ?? CHANNEL_TYPE.privateThread) === CHANNEL_TYPE.privateThread;
    requirePermission(world, parent, isPrivate ? 'createPrivateThreads' : 'createThreads');
    refuseBroken(threadNameProblems(body.name as string));
    return ok(channelShape(world.addThread({ ...threadInput(parent, body), isPrivate })), 201);
  }),
  route('GET', '/channels/{}', ({ world }, { params: [channelId] }) => {
    const channel = visibleChannel(world, channelId);
    return ok(shapeOf(world, channel));
  }),
  route('PATCH', '/channels/{}', ({ world }, { params: [channelId], body }) => {
    const channel = visibleChannel(world, channelId);
    if (channel.type === CHANNEL_TYPE.direct) throw new Refusal(50024);
    if (isThread(channel)) changeThread(world, channel, body);
    else {
      requirePermission(world, channel, 'manageChannels');
      if (typeof body.name === 'string') world.changeChannel(channel, { name: body.name });
    }
    return ok(shapeOf(world, channel));
  }),
  route('DELETE', '/channels/{}', ({ world }, { params: [channelId] }) => {
    const channel = visibleChannel(world, channelId);
    // Closing direct messages deletes nothing.
    if (channel.type === CHANNEL_TYPE.direct) return ok(shapeOf(world, channel));
    requirePermission(world, channel, isThread(channel) ? 'manageThreads' : 'manageChannels');
    world.deleteChannel(channel);
    return ok(shapeOf(world, channel));
  }),
  route('PUT', '/channels/{}/thread-members/@me', ({ world }, { params: [channelId] }) => {
    const channel = visibleChannel(world, channelId);
    if (!isThread(channel)) throw new Refusal(50024);
    requireAwake(channel);
    return NO_CONTENT;
  }),
  route('POST', '/users/@me/channels', ({ world }, { body }) => {
    const person = world.persons.get(body.recipient_id as string);
    if (person === undefined || person === BOT) throw new Refusal(50033);
    return ok(channelShape(world.directMessagesWith(person), person));
  }),
];

function shapeOf(world: World, channel: Channel): Json {
  return channelShape(channel, world.persons.get(channel.recipientId ?? ''));
}

/** A channel on which threads can hang. */
function threadParent(world: World, channelId: string | undefined): Channel {
  const channel = visibleChannel(world, channelId);
  if (channel.type !== CHANNEL_TYPE.text) throw new Refusal(50024);
  return channel;
}

function threadInput(parent: Channel, body: Json): Parameters<World['addThread']>[0] {
  const minutes = body.auto_archive_duration as number | null | undefined;
  const input = { parent, name: body.name as string, owner: BOT };
  return minutes === undefined || minutes === null ? input : { ...input, autoArchiveMinutes: minutes };
}

/** Who opened a thread may rename and archive it; the rest, and a locked thread, needs Manage Threads. */
function changeThread(world: World, thread: Channel, body: Json): void {
  const { name, archived, locked } = body as { name?: string; archived?: boolean; locked?: boolean };
  const isManager = world.botMay(thread, 'manageThreads');
  const isOwner = thread.ownerId === BOT.id;
  if (!isManager && (!isOwner || locked !== undefined)) throw new Refusal(50013);
  if (!isManager && thread.isLocked) throw new Refusal(thread.isArchived ? 50083 : 50013);
  if (thread.isArchived && archived !== false) throw new Refusal(50083);
  if (name !== undefined) refuseBroken(threadNameProblems(name));
  const minutes = body.auto_archive_duration as number | null | undefined;
  world.changeChannel(thread, {
    ...(name === undefined ? {} : { name }),
    ...(archived === undefined ? {} : { isArchived: archived }),
    ...(locked === undefined ? {} : { isLocked: locked }),
    ...(minutes === undefined || minutes === null ? {} : { autoArchiveMinutes: minutes }),
  });
}
