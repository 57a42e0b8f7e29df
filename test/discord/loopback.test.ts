import {
  ButtonStyle,
  ChannelType,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  MessageFlags,
  Partials,
  TextInputStyle,
  type Interaction,
} from 'discord.js';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  choiceProblems,
  commandProblems,
  messageProblems,
  modalProblems,
} from '../../scripts/loopback/body-limits.ts';
import type { StoredMessage } from '../../scripts/loopback/entities.ts';
import type { Tracked } from '../../scripts/loopback/interaction.ts';
import { LoopbackDiscord } from '../../scripts/loopback/loopback-discord.ts';
import { hasOpenApi, openApiValidator } from '../../scripts/loopback/openapi.ts';
import { pingsOf } from '../../scripts/loopback/pings.ts';
import { APPLICATION_ID, CHANNEL_ID, GUILD_ID, type Json } from '../../scripts/loopback/shapes.ts';

/** A loopback that lets everything pass proves nothing: it refuses what Discord refuses. */

const fits = (length: number): string => 'x'.repeat(length);
const button = (more: Json = {}): Json => ({ type: 2, style: 1, custom_id: 'b', label: 'B', ...more });
const option = (value: string, more: Json = {}): Json => ({ label: value, value, ...more });
const menu = (more: Json = {}): Json => ({ type: 3, custom_id: 'm', options: [option('a')], ...more });
const row = (...components: Json[]): Json => ({ type: 1, components });
const buttons = (count: number): Json[] =>
  Array.from({ length: count }, (_, i) => button({ custom_id: `b${i}` }));
const rows = (count: number): Json[] =>
  Array.from({ length: count }, (_, i) => row(button({ custom_id: `b${i}` })));

describe('the limits of the loopback Discord', () => {
  it.each<[string, Json, Json]>([
    ['content', { content: fits(2000) }, { content: fits(2001) }],
    ['a description', { embeds: [{ description: fits(4096) }] }, { embeds: [{ description: fits(4097) }] }],
    ['a title', { embeds: [{ title: fits(256) }] }, { embeds: [{ title: fits(257) }] }],
    [
      'all embeds',
      { embeds: [{ description: fits(4096) }, { description: fits(1904) }] },
      { embeds: [{ description: fits(4096) }, { description: fits(1905) }] },
    ],
    [
      'fields',
      { embeds: [{ fields: Array.from({ length: 25 }, () => ({ name: 'n', value: 'v' })) }] },
      { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' })) }] },
    ],
    [
      'half a surrogate pair',
      { content: 'a', embeds: [{ title: '𠮷' }] },
      { content: 'a', embeds: [{ title: '\ud842' }] },
    ],
    ['emptiness', { content: 'a' }, { content: '' }],
  ])('knows the limit of %s', (_, allowed, refused) => {
    expect(messageProblems(allowed)).toEqual([]);
    expect(messageProblems(refused)).toHaveLength(1);
  });

  it.each<[string, Json[], Json[]]>([
    ['rows', rows(5), rows(6)],
    ['buttons in a row', [row(...buttons(5))], [row(...buttons(6))]],
    ['an empty row', rows(1), [row()]],
    ['a menu beside a button', [row(menu()), row(button())], [row(menu(), button())]],
    ['a custom id', [row(button({ custom_id: fits(100) }))], [row(button({ custom_id: fits(101) }))]],
    ['custom ids that repeat', rows(2), [row(button()), row(button())]],
    ['a label', [row(button({ label: fits(80) }))], [row(button({ label: fits(81) }))]],
    [
      'a link',
      [row({ type: 2, style: 5, label: 'L', url: 'https://example.org' })],
      [row({ type: 2, style: 5, label: 'L' })],
    ],
    ['a placeholder', [row(menu({ placeholder: fits(150) }))], [row(menu({ placeholder: fits(151) }))]],
    [
      "an option's label",
      [row(menu({ options: [option('a', { label: fits(100) })] }))],
      [row(menu({ options: [option('a', { label: fits(101) })] }))],
    ],
    [
      "an option's description",
      [row(menu({ options: [option('a', { description: fits(100) })] }))],
      [row(menu({ options: [option('a', { description: fits(101) })] }))],
    ],
    [
      'options',
      [row(menu({ options: Array.from({ length: 25 }, (_, i) => option(`o${i}`)) }))],
      [row(menu({ options: Array.from({ length: 26 }, (_, i) => option(`o${i}`)) }))],
    ],
    ['option values that repeat', [row(menu())], [row(menu({ options: [option('a'), option('a')] }))]],
    ['how many values', [row(menu({ max_values: 1 }))], [row(menu({ max_values: 2 }))]],
    ['a component outside a row', rows(1), [button()]],
  ])('knows the limit of components: %s', (_, allowed, refused) => {
    expect(messageProblems({ components: allowed })).toEqual([]);
    expect(messageProblems({ components: refused })).toHaveLength(1);
  });

  const input = (more: Json = {}): Json => ({ type: 4, custom_id: 'i', style: 1, label: 'I', ...more });
  const form = (more: Json = {}): Json => ({
    title: 'T',
    custom_id: 'f',
    components: [row(input())],
    ...more,
  });
  const labels = (count: number): Json[] =>
    Array.from({ length: count }, (_, i) => ({
      type: 18,
      label: 'L',
      component: { type: 4, style: 1, custom_id: `i${i}` },
    }));
  it.each<[string, Json, Json]>([
    ['title', form({ title: fits(45) }), form({ title: fits(46) })],
    ['custom id', form({ custom_id: fits(100) }), form({ custom_id: fits(101) })],
    ['fields', form({ components: labels(5) }), form({ components: labels(6) })],
    [
      "an input's label",
      form({ components: [row(input({ label: fits(45) }))] }),
      form({ components: [row(input({ label: fits(46) }))] }),
    ],
    [
      "an input's placeholder",
      form({ components: [row(input({ placeholder: fits(100) }))] }),
      form({ components: [row(input({ placeholder: fits(101) }))] }),
    ],
    [
      "an input's value",
      form({ components: [row(input({ value: fits(4000) }))] }),
      form({ components: [row(input({ value: fits(4001) }))] }),
    ],
    ['a button in a form', form(), form({ components: [row(input()), row(button())] })],
  ])('knows the limit of forms: %s', (_, allowed, refused) => {
    expect(modalProblems(allowed)).toEqual([]);
    expect(modalProblems(refused)).toHaveLength(1);
  });

  it('knows the limits of choices', () => {
    const choice = (length: number) => ({ name: fits(length), value: 'v' });
    expect(choiceProblems({ choices: Array.from({ length: 25 }, () => choice(100)) })).toEqual([]);
    expect(choiceProblems({ choices: Array.from({ length: 26 }, () => choice(1)) })).toHaveLength(1);
    expect(choiceProblems({ choices: [choice(101)] })).toHaveLength(1);
  });

  const slash = (name: string, more: object = {}) => ({ name, description: 'd', ...more });
  const menuCommands = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ type: 3, name: `Ask about This ${i}` }));
  const wordy = (length: number) =>
    slash('ask', {
      options: Array.from({ length: 20 }, (_, i) => ({
        type: 3,
        name: `o${i}`,
        description: 'd',
        choices: Array.from({ length: 2 }, (_, j) => ({ name: `${j}${fits(length)}`, value: fits(100) })),
      })),
    });
  it.each<[string, object[], object[]]>([
    ['upper case', [slash('ask')], [slash('Ask')]],
    ['a space', [slash('ask-me')], [slash('ask me')]],
    ['a description', [slash('ask', { description: fits(100) })], [slash('ask', { description: fits(101) })]],
    ['two of one name', [slash('a'), slash('b')], [slash('a'), slash('a')]],
    ['menu commands', menuCommands(5), menuCommands(6)],
    ["a menu command's description", menuCommands(1), [{ type: 3, name: 'Ask', description: 'd' }]],
    ['one name in both kinds', [slash('ask'), { type: 3, name: 'ask' }], [slash('ask'), slash('ask')]],
    [
      'subcommands',
      [slash('study', { options: [slash('start', { type: 1 }), slash('stop', { type: 1 })] })],
      [slash('study', { options: [slash('start', { type: 1 }), slash('stop', { type: 3 })] })],
    ],
    [
      'required options',
      [slash('ask', { options: [slash('a', { required: true }), slash('b')] })],
      [slash('ask', { options: [slash('a'), slash('b', { required: true })] })],
    ],
    ['8000 characters of text', [wordy(95)], [wordy(99)]],
  ])('knows the limit of commands: %s', (_, allowed, refused) => {
    expect(commandProblems(allowed as Parameters<typeof commandProblems>[0])).toEqual([]);
    expect(commandProblems(refused as Parameters<typeof commandProblems>[0])).toHaveLength(1);
  });

  it('sees who would be pinged', () => {
    const content = '@everyone <@1> <@&2>';
    expect(pingsOf({ content })).toEqual(['@everyone', '<@1>', '<@&2>']);
    expect(pingsOf({ content, allowed_mentions: { parse: [] } })).toEqual([]);
    expect(pingsOf({ content, allowed_mentions: { parse: ['users'], roles: ['2'] } })).toEqual([
      '<@1>',
      '<@&2>',
    ]);
    expect(pingsOf({ embeds: [{ description: content }] })).toEqual([]);
  });

  it.skipIf(!hasOpenApi)(
    'refuses what ../shared/discord/openapi.json does not allow (skipped without it)',
    () => {
      const validate = openApiValidator();
      const edit = '/webhooks/1000000000000000001/token/messages/@original';
      expect(validate('PATCH', edit, { content: 'a', allowed_mentions: { parse: [] } })).toEqual([]);
      expect(validate('PATCH', edit, { embeds: [{ description: 3 }] })).toHaveLength(1);
      expect(validate('PATCH', edit, { embeds: [{ title: fits(257) }] })).toHaveLength(1);
      expect(validate('GET', edit, undefined)).toEqual([]);
      expect(validate('POST', '/nowhere', {})).toHaveLength(1);
      expect(validate('GET', '/nowhere', undefined)).toHaveLength(1);
    },
  );
});

describe('the loopback Discord', () => {
  let discord: LoopbackDiscord;
  let client: Client | null = null;
  beforeEach(async () => {
    discord = await LoopbackDiscord.start();
  });
  afterEach(async () => {
    await client?.destroy();
    client = null;
    await discord.stop();
  });

  interface Result {
    status: number;
    /** The JSON body, `{}` when there is none. */
    body: Json;
  }

  const call = async (method: string, path: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`${discord.apiBase}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
  };
  const codeOf = async (result: Promise<Result>): Promise<unknown> => (await result).body.code;
  const acknowledge = ({ id, token }: Tracked, type: number, data?: Json, query = ''): Promise<Result> =>
    call('POST', `/interactions/${id}/${token}/callback${query}`, { type, ...(data ? { data } : {}) });
  const webhook = ({ token }: Tracked, rest = ''): string => `/webhooks/${APPLICATION_ID}/${token}${rest}`;
  const channelPath = `/channels/${CHANNEL_ID}`;
  const send = (body: Json, channelId = CHANNEL_ID): Promise<Result> =>
    call('POST', `/channels/${channelId}/messages`, body);
  const FORM = {
    custom_id: 'form',
    title: 'Form',
    components: [row({ type: 4, custom_id: 'i', style: 1, label: 'I' })],
  };
  /** A message of the bot, with its components. */
  const shownWith = async (data: Json): Promise<StoredMessage> => {
    const tracked = discord.command('any');
    expect((await acknowledge(tracked, 4, data)).status).toBe(204);
    return discord.shown(tracked);
  };

  describe('as to interactions', () => {
    it('takes one acknowledgement, within 3 seconds, and edits for 15 minutes', async () => {
      const question = discord.command('ask');
      const original = webhook(question, '/messages/@original');
      expect(await codeOf(call('PATCH', original, { content: 'early' }))).toBe(10008);
      expect(await codeOf(call('POST', webhook(question), { content: 'early' }))).toBe(10015);
      expect((await acknowledge(question, 5)).status).toBe(204);
      expect(await codeOf(acknowledge(question, 5))).toBe(40060);
      discord.ledger.advance(14 * 60_000);
      expect((await call('PATCH', original, { content: 'in time' })).status).toBe(200);
      const { id } = (await call('POST', webhook(question), { content: 'more' })).body;
      discord.ledger.advance(2 * 60_000);
      const late: [string, string, Json?][] = [
        ['GET', original],
        ['PATCH', original, { content: 'late' }],
        ['DELETE', original],
        ['POST', webhook(question), { content: 'late' }],
        ['GET', webhook(question, `/messages/${String(id)}`)],
        ['PATCH', webhook(question, `/messages/${String(id)}`), { content: 'late' }],
        ['DELETE', webhook(question, `/messages/${String(id)}`)],
      ];
      for (const [method, path, body] of late) expect(await codeOf(call(method, path, body))).toBe(50027);
      expect(await codeOf(acknowledge(discord.command('ask', [], 'en-US', 3100), 5))).toBe(10062);
      expect(question.edits).toBe(1);
      expect(discord.ledger.violations).toEqual([]);
    });

    it('takes of each kind of interaction only the answers that fit it', async () => {
      const message = await shownWith({ content: 'a', components: [row(button())] });
      const opened = async (from: Tracked): Promise<Tracked> => {
        await acknowledge(from, 9, FORM);
        return discord.submit(from, { i: 'text' });
      };
      const kinds: [string, () => Tracked | Promise<Tracked>, number[]][] = [
        ['command', () => discord.command('ask'), [4, 5, 9]],
        ['autocomplete', () => discord.typeArticle(''), [8]],
        ['button', () => discord.click(message, 'b'), [4, 5, 6, 7, 9]],
        ['form from a command', () => opened(discord.command('ask')), [4, 5]],
        ['form from a button', () => opened(discord.click(message, 'b')), [4, 5, 6, 7]],
      ];
      const data: Record<number, Json> = {
        4: { content: 'x' },
        7: { content: 'a' },
        8: { choices: [] },
        9: FORM,
      };
      for (const [kind, begin, allowed] of kinds) {
        const taken: number[] = [];
        for (const type of [4, 5, 6, 7, 8, 9]) {
          if ((await acknowledge(await begin(), type, data[type])).status === 204) taken.push(type);
        }
        expect([kind, taken]).toEqual([kind, allowed]);
      }
      expect(discord.ledger.violations.length).toBeGreaterThan(0);
    });

    it('answers with the message when asked to', async () => {
      const { status, body } = await acknowledge(
        discord.command('a'),
        4,
        { content: 'x' },
        '?with_response=true',
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({
        interaction: { type: 2, response_message_loading: false, response_message_ephemeral: false },
        resource: { type: 4, message: { content: 'x', author: { id: APPLICATION_ID } } },
      });
      const quiet = await acknowledge(discord.command('a'), 4, { content: 'x' }, '?with_response=false');
      expect(quiet.status).toBe(204);
    });

    it('lets the first acknowledgement decide who sees the reply, and the first follow-up fill it', async () => {
      const question = discord.command('ask');
      await acknowledge(question, 5, { flags: 64 });
      expect(discord.messagesIn(CHANNEL_ID)).toEqual([]);
      expect(question.message).toBeNull();
      // Neither of these can make it public.
      const first = await call('POST', webhook(question), { content: 'first', flags: 0 });
      const second = await call('POST', webhook(question), { content: 'second' });
      const third = await call('POST', webhook(question), { content: 'third', flags: 64 });
      expect(first.body).toMatchObject({ id: question.messageId, flags: 64 });
      expect([second.body.flags, third.body.flags]).toEqual([0, 64]);
      expect(question.followUps.map(({ content }) => content)).toEqual(['second', 'third']);
      expect(discord.messagesIn(CHANNEL_ID).map(({ content }) => content)).toEqual(['second']);
      const own = discord.messagesIn(CHANNEL_ID, discord.asker).map(({ content }) => content);
      expect(own).toEqual(['first', 'second', 'third']);
      // What one person alone sees is no message of the channel.
      expect(await codeOf(call('GET', `${channelPath}/messages/${String(first.body.id)}`))).toBe(10008);
      const other = discord.addPerson();
      expect(() => discord.click(question, 'any', { by: other })).toThrow('does not see');
    });

    it('forgets what was deleted', async () => {
      const question = discord.command('ask');
      await acknowledge(question, 4, { content: 'x' });
      const original = webhook(question, '/messages/@original');
      expect((await call('GET', original)).body.content).toBe('x');
      expect((await call('DELETE', original)).status).toBe(204);
      for (const method of ['GET', 'DELETE']) expect(await codeOf(call(method, original))).toBe(10008);
      expect(await codeOf(call('PATCH', original, { content: 'y' }))).toBe(10008);
      expect(question.isDeleted).toBe(true);
      const message = await shownWith({ content: 'a', components: [row(button())] });
      const click = discord.click(message, 'b');
      discord.erase(message);
      expect(await codeOf(acknowledge(click, 7, { content: 'b' }))).toBe(10008);
    });

    it('updates the message whose button was pressed, and refuses an edit that empties it', async () => {
      const message = await shownWith({ content: 'a', components: [row(button())] });
      const click = discord.click(message, 'B');
      await acknowledge(click, 7, { components: [] });
      expect(await discord.shown(click)).toBe(message);
      expect(message).toMatchObject({ content: 'a', components: [] });
      const original = webhook(click, '/messages/@original');
      expect(await codeOf(call('PATCH', original, { content: '' }))).toBe(50035);
      expect(discord.ledger.violations).toEqual(['the message is empty']);
      expect(message.content).toBe('a');
    });

    it('presses only what a person could press', async () => {
      const link = { type: 2, style: 5, label: 'Link', url: 'https://example.org' };
      const message = await shownWith({
        content: 'a',
        components: [row(button({ disabled: true }), link), row(menu({ placeholder: 'Pick' }))],
      });
      expect(() => discord.click(message, 'b')).toThrow('disabled');
      expect(() => discord.click(message, 'Link')).toThrow('is a link');
      expect(() => discord.click(message, 'absent')).toThrow('"B" (b, disabled)');
      expect(() => discord.choose(message, 'Pick', ['z'])).toThrow('offers a, not z');
      expect(() => discord.choose(message, 'm', [])).toThrow('1 to 1 values');
      expect(discord.choose(message, 'Pick', ['a']).data).toMatchObject({ component_type: 3, values: ['a'] });
      const opening = discord.command('any');
      expect(() => discord.submit(opening, {})).toThrow('opened no form');
      await acknowledge(opening, 9, FORM);
      expect(() => discord.submit(opening, { i: '' })).toThrow('1 to 4000 characters');
      expect(() => discord.submit(opening, { other: 'x' })).toThrow('not "other"');
    });

    it('notes limits that are broken, in any place', async () => {
      const broken = { content: fits(2001) };
      const question = discord.command('ask');
      const noted = async (result: Promise<Result>): Promise<unknown[]> => {
        const before = discord.ledger.violations.length;
        return [await codeOf(result), discord.ledger.violations.length > before];
      };
      expect(await noted(acknowledge(question, 4, broken))).toEqual([50035, true]);
      // Refused is not acknowledged.
      expect(await noted(acknowledge(question, 4, { content: 'x' }))).toEqual([undefined, false]);
      expect(await noted(call('POST', webhook(question), broken))).toEqual([50035, true]);
      expect(await noted(send(broken))).toEqual([50035, true]);
      const wide = { ...FORM, title: fits(46) };
      expect(await noted(acknowledge(discord.command('a'), 9, wide))).toEqual([50035, true]);
    });
  });

  describe('as to channels and threads', () => {
    it('refuses with its own code what is not there', async () => {
      const none = '1';
      expect(await codeOf(send({ content: 'x' }, none))).toBe(10003);
      expect(await codeOf(call('GET', `${channelPath}/messages/${none}`))).toBe(10008);
      expect(await codeOf(call('GET', `/users/${none}`))).toBe(10013);
      expect(await codeOf(call('GET', `/guilds/${none}`))).toBe(10004);
      expect(await codeOf(call('GET', `/guilds/${GUILD_ID}/members/${none}`))).toBe(10007);
      expect(await codeOf(call('POST', '/users/@me/channels', { recipient_id: none }))).toBe(50033);
      expect(discord.ledger.violations).toEqual([]);
    });

    it.skipIf(!hasOpenApi)(
      'has no routes that Discord does not have (skipped without openapi.json)',
      async () => {
        expect(await codeOf(call('GET', '/nowhere'))).toBe(50035);
        expect(discord.ledger.violations).toEqual(['GET /nowhere is not in openapi.json']);
      },
    );

    it('refuses without the permission, and does it with it', async () => {
      const { id } = discord.say('hello');
      const thread = (): Promise<Result> =>
        call('POST', `${channelPath}/messages/${id}/threads`, { name: 't' });
      const reply = (): Promise<Result> =>
        send({ content: 'x', message_reference: { message_id: id }, allowed_mentions: { parse: [] } });
      discord.deny(discord.channel, 'view');
      expect(await codeOf(send({ content: 'x' }))).toBe(50001);
      expect(await codeOf(call('GET', channelPath))).toBe(50001);
      discord.allow(discord.channel, 'view');
      discord.deny(discord.channel, 'send', 'createThreads');
      for (const result of [send({ content: 'x' }), call('POST', `${channelPath}/typing`), thread()]) {
        expect(await codeOf(result)).toBe(50013);
      }
      discord.allow(discord.channel, 'send', 'createThreads');
      discord.deny(discord.channel, 'readHistory', 'embedLinks');
      expect(await codeOf(reply())).toBe(160002);
      expect(await codeOf(send({ embeds: [{ title: 't' }] }))).toBe(50013);
      expect((await call('GET', `${channelPath}/messages`)).body).toEqual([]);
      expect(await codeOf(call('GET', `${channelPath}/messages/${id}`))).toBe(50013);
      discord.allow(discord.channel, 'readHistory', 'embedLinks');
      for (const result of [await reply(), await send({ embeds: [{ title: 't' }] })]) {
        expect(result.status).toBe(200);
      }
      expect((await thread()).status).toBe(201);
      expect(await codeOf(call('PATCH', channelPath, { name: 'other' }))).toBe(50013);
      expect(await codeOf(call('PATCH', `${channelPath}/messages/${id}`, { content: 'x' }))).toBe(50005);
      expect(await codeOf(call('DELETE', `${channelPath}/messages/${id}`))).toBe(50013);
      const shy = discord.world.directMessagesWith(discord.addPerson({ refusesDirectMessages: true }));
      expect(await codeOf(send({ content: 'x' }, shy.id))).toBe(50007);
    });

    it('opens one thread on a message, with its id, and none in a thread', async () => {
      const message = discord.say('hello');
      const path = `${channelPath}/messages/${message.id}/threads`;
      expect(await codeOf(call('POST', path, { name: fits(101) }))).toBe(50035);
      expect(await codeOf(call('POST', path, { name: ' ' }))).toBe(50035);
      const { status, body } = await call('POST', path, { name: fits(100) });
      expect([status, body.id, body.type]).toEqual([201, message.id, 11]);
      expect(await codeOf(call('POST', path, { name: 'again' }))).toBe(160004);
      expect((await call('GET', `${channelPath}/messages/${message.id}`)).body).toMatchObject({
        thread: { id: message.id },
        flags: 32,
      });
      const inside = await send({ content: 'inside' }, message.id);
      const deeper = `/channels/${message.id}/messages/${String(inside.body.id)}/threads`;
      expect(await codeOf(call('POST', deeper, { name: 'deeper' }))).toBe(50024);
      expect(await codeOf(call('POST', `${channelPath}/threads`, { name: 'private by default' }))).toBe(
        50013,
      );
      expect((await call('POST', `${channelPath}/threads`, { name: 'public', type: 11 })).status).toBe(201);
      expect(discord.threads.map(({ name }) => name)).toEqual([fits(100), 'public']);
    });

    it('wakes an archived thread by speaking, unless it is locked', async () => {
      const { body } = await call('POST', `${channelPath}/threads`, { name: 't', type: 11 });
      const path = `/channels/${String(body.id)}`;
      const [thread] = discord.threads;
      const { id } = (await send({ content: 'x' }, String(body.id))).body;
      const edit = (): Promise<Result> => call('PATCH', `${path}/messages/${String(id)}`, { content: 'y' });
      expect((await call('PATCH', path, { archived: true })).status).toBe(200);
      expect(await codeOf(edit())).toBe(50083);
      expect(await codeOf(call('PUT', `${path}/thread-members/@me`))).toBe(50083);
      expect(await codeOf(call('PATCH', path, { name: 'u' }))).toBe(50083);
      expect((await send({ content: 'awake' }, String(body.id))).status).toBe(200);
      expect(thread?.isArchived).toBe(false);
      expect((await edit()).status).toBe(200);
      expect(await codeOf(call('PATCH', path, { locked: true }))).toBe(50013);
      discord.allow(discord.channel, 'manageThreads');
      await call('PATCH', path, { locked: true, archived: true });
      discord.deny(discord.channel, 'manageThreads');
      expect(await codeOf(send({ content: 'x' }, String(body.id)))).toBe(50083);
      expect(await codeOf(call('PATCH', path, { archived: false }))).toBe(50083);
      expect(await codeOf(call('DELETE', path))).toBe(50013);
    });

    it('refuses a reply to nothing, unless that is allowed for', async () => {
      const reply = (reference: Json): Promise<Result> =>
        send({ content: 'x', message_reference: reference });
      expect(await codeOf(reply({ message_id: '1' }))).toBe(50035);
      expect(await codeOf(reply({ message_id: '1', fail_if_not_exists: true }))).toBe(50035);
      const lone = await reply({ message_id: '1', fail_if_not_exists: false });
      expect([lone.status, lone.body.type]).toEqual([200, 0]);
      const elsewhere = discord.say('there', { in: discord.addChannel() });
      expect(await codeOf(reply({ message_id: elsewhere.id }))).toBe(50035);
      expect(discord.ledger.violations).toEqual([]);
    });

    it('counts whom a reply pings', async () => {
      const { id } = discord.say('hello');
      const reply = (allowed?: Json): Promise<Result> =>
        send({
          content: 'x',
          message_reference: { message_id: id },
          ...(allowed === undefined ? {} : { allowed_mentions: allowed }),
        });
      await reply({ parse: [] });
      await reply({ parse: [], replied_user: false });
      expect(discord.ledger.pings).toEqual([]);
      await reply();
      await reply({ parse: [], replied_user: true });
      await send({ content: '@here' });
      expect(discord.ledger.pings).toEqual([`<@${discord.asker.id}>`, `<@${discord.asker.id}>`, '@here']);
    });

    it('lists messages newest first, a page at a time', async () => {
      const ids = Array.from({ length: 5 }, (_, i) => discord.say(`m${i}`).id);
      const page = async (query: string): Promise<string[]> => {
        const { body } = await call('GET', `${channelPath}/messages?${query}`);
        return (body as unknown as { id: string }[]).map(({ id }) => `m${ids.indexOf(id)}`);
      };
      expect(await page('limit=2')).toEqual(['m4', 'm3']);
      expect(await page(`limit=2&before=${ids[3] ?? ''}`)).toEqual(['m2', 'm1']);
      expect(await page(`limit=2&after=${ids[1] ?? ''}`)).toEqual(['m3', 'm2']);
      expect(await page(`limit=3&around=${ids[2] ?? ''}`)).toEqual(['m3', 'm2', 'm1']);
      expect(await codeOf(call('GET', `${channelPath}/messages?limit=101`))).toBe(50035);
    });

    it('takes no bot token but its own', async () => {
      discord.token = 'another token';
      const response = await fetch(`${discord.apiBase}/v10${channelPath}`, {
        headers: { authorization: 'Bot wrong' },
      });
      expect(response.status).toBe(401);
    });

    it('tells a listener of every change', async () => {
      const seen: string[] = [];
      const stop = discord.onChange(({ kind }) => seen.push(kind));
      const message = discord.mention('hello');
      await call('POST', `${channelPath}/typing`);
      await call('POST', `${channelPath}/messages/${message.id}/threads`, { name: 't' });
      discord.erase(message);
      await acknowledge(discord.command('ask'), 4, { content: 'x' });
      stop();
      discord.say('unheard');
      expect(seen).toEqual([
        'message-create',
        'typing',
        'channel-create',
        'message-update',
        'message-delete',
        'interaction',
        'message-create',
        'interaction',
      ]);
    });
  });

  describe('as to the gateway', () => {
    interface Listener {
      /** Names and data of events, oldest first. */
      events: { t: string; d: Json }[];
      closed: Promise<number>;
      named: (name: string) => Json[];
      socket: WebSocket;
    }
    let sockets: WebSocket[] = [];
    afterEach(() => {
      for (const socket of sockets) socket.terminate();
      sockets = [];
    });

    const listen = (intents: number, shard?: [number, number]): Listener => {
      const socket = new WebSocket(`ws://127.0.0.1:${discord.port}`);
      sockets.push(socket);
      const events: Listener['events'] = [];
      socket.on('open', () => {
        const d = { token: discord.token, intents, properties: {}, ...(shard ? { shard } : {}) };
        socket.send(JSON.stringify({ op: 2, d }));
      });
      socket.on('message', (raw: Buffer) => {
        const payload = JSON.parse(raw.toString('utf8')) as { op: number; t: string; d: Json };
        if (payload.op === 0) events.push(payload);
      });
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      const named = (name: string): Json[] => events.filter(({ t }) => t === name).map(({ d }) => d);
      return { events, closed, named, socket };
    };
    const ready = async (intents: number, shard?: [number, number]): Promise<Listener> => {
      const listener = listen(intents, shard);
      await discord.until('READY', () => listener.events.some(({ t }) => t === 'READY'));
      return listener;
    };
    /** Everything before has arrived when this has: interactions need no intent, and events keep their order. */
    const settle = async (listener: Listener): Promise<void> => {
      const { id } = discord.command('marker');
      await discord.until('the marker', () => listener.named('INTERACTION_CREATE').some((d) => d.id === id));
    };
    const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;

    it.each<[string, number, string[]]>([
      ['nothing', 0, []],
      [
        'servers',
        Guilds,
        ['GUILD_CREATE', 'THREAD_CREATE', 'CHANNEL_CREATE', 'THREAD_UPDATE', 'THREAD_DELETE'],
      ],
      [
        'messages in servers',
        GuildMessages,
        ['MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE'],
      ],
      ['direct messages', DirectMessages, ['MESSAGE_CREATE']],
    ])('tells of %s only those who asked', async (_, intents, expected) => {
      const listener = await ready(intents);
      const message = discord.say('hello');
      const thread = discord.addThread('t', { on: message });
      discord.addChannel();
      discord.rewrite(message, 'hello again');
      discord.erase(message);
      discord.world.changeChannel(thread, { isArchived: true });
      discord.world.deleteChannel(thread);
      discord.directMessage('psst');
      await settle(listener);
      const names = listener.events
        .map(({ t }) => t)
        .filter((t) => t !== 'READY' && t !== 'INTERACTION_CREATE');
      expect(names).toEqual(expected);
    });

    it('tells nothing of a channel that the bot cannot see, nor what one person alone sees', async () => {
      const listener = await ready(Guilds | GuildMessages);
      await acknowledge(discord.command('ask'), 4, { content: 'private', flags: 64 });
      discord.deny(discord.channel, 'view');
      discord.say('unseen');
      await settle(listener);
      expect(listener.named('MESSAGE_CREATE')).toEqual([]);
    });

    it('empties what people wrote, but for mentions, direct messages and what the bot wrote', async () => {
      const listener = await ready(GuildMessages | DirectMessages);
      const heard = async (): Promise<Json> => {
        await settle(listener);
        return listener.named('MESSAGE_CREATE').at(-1) ?? {};
      };
      const plain = discord.say('plain');
      expect((await heard()).content).toBe('');
      expect((await call('GET', `${channelPath}/messages/${plain.id}`)).body.content).toBe('');
      const mention = discord.mention('asked', { replyTo: plain });
      expect(await heard()).toMatchObject({
        content: `<@${APPLICATION_ID}> asked`,
        mentions: [{ id: APPLICATION_ID }, { id: discord.asker.id }],
        referenced_message: { id: plain.id, content: '' },
      });
      expect((await call('GET', `${channelPath}/messages/${mention.id}`)).body.content).toContain('asked');
      const own = await send({ content: 'own', embeds: [{ title: 't' }] });
      expect(await heard()).toMatchObject({ content: 'own', embeds: [{ title: 't' }] });
      const replyTo = String(own.body.id);
      discord.say('pinging', { replyTo });
      expect(await heard()).toMatchObject({ content: 'pinging', referenced_message: { content: 'own' } });
      discord.say('quiet', { replyTo, pings: false });
      expect(await heard()).toMatchObject({ content: '', referenced_message: { content: 'own' } });
      discord.directMessage('psst');
      expect((await heard()).content).toBe('psst');
    });

    it('grants privileged intents only when they were switched on', async () => {
      expect(await listen(GuildMessages | MessageContent).closed).toBe(4014);
      discord.gateway.privilegedAllowed = true;
      const listener = await ready(GuildMessages | MessageContent);
      const { id } = discord.say('plain');
      await settle(listener);
      expect(listener.named('MESSAGE_CREATE')[0]?.content).toBe('plain');
      expect((await call('GET', `${channelPath}/messages/${id}`)).body.content).toBe('plain');
    });

    it('divides servers among shards', async () => {
      expect(await listen(Guilds, [2, 2]).closed).toBe(4010);
      const other = discord.addGuild({ id: String(((BigInt(GUILD_ID) >> 22n) + 1n) << 22n) });
      const channel = discord.addChannel({ guild: other });
      const shards = [
        await ready(Guilds | GuildMessages, [0, 2]),
        await ready(Guilds | GuildMessages, [1, 2]),
      ];
      const mine = Number((BigInt(GUILD_ID) >> 22n) % 2n);
      discord.say('here');
      discord.say('there', { in: channel });
      await discord.until('both', () => shards.every(({ named }) => named('MESSAGE_CREATE').length > 0));
      const guildsOf = (listener: Listener | undefined): unknown[] => [
        ...(listener?.named('GUILD_CREATE') ?? []).map(({ id }) => id),
        ...(listener?.named('MESSAGE_CREATE') ?? []).map(({ guild_id }) => guild_id),
      ];
      expect(guildsOf(shards[mine])).toEqual([GUILD_ID, GUILD_ID]);
      expect(guildsOf(shards[1 - mine])).toEqual([other.id, other.id]);
    });

    it('tells the first shard alone of direct messages', async () => {
      const shards = [await ready(DirectMessages, [0, 2]), await ready(DirectMessages, [1, 2])];
      discord.directMessage('psst');
      for (const channel of [discord.channel, discord.addChannel({ guild: discord.addGuild() })])
        discord.use({ command: 'marker', in: channel });
      await discord.until('the message', () => shards[0]?.named('MESSAGE_CREATE').length === 1);
      expect(shards[1]?.named('MESSAGE_CREATE')).toEqual([]);
    });

    it('refuses shards that there cannot be, and one alone where it asks for several', async () => {
      const impossible: [number, number][] = [
        [-1, 2],
        [0.5, 2],
        [0, 0],
      ];
      for (const shard of impossible) expect(await listen(Guilds, shard).closed).toBe(4010);
      discord.gateway.shardingRequired = true;
      expect(await listen(Guilds).closed).toBe(4011);
      await ready(Guilds, [0, 2]);
    });

    it('lets one shard of a bucket identify at a time, and advises how many there should be', async () => {
      discord.rest.shards = 4;
      discord.gateway.maxConcurrency = 2;
      discord.gateway.identifyInterval = 60_000;
      expect((await call('GET', '/gateway/bot')).body).toMatchObject({
        shards: 4,
        session_start_limit: { max_concurrency: 2 },
      });
      await ready(Guilds, [0, 4]);
      await ready(Guilds, [1, 4]);
      const third = listen(Guilds, [2, 4]);
      await discord.until('a refusal', () => discord.gateway.log.includes('identify too soon'));
      expect(third.events).toEqual([]);
      expect(discord.gateway.readyShards).toEqual([
        [0, 4],
        [1, 4],
      ]);
    });
  });

  describe('to the real client', () => {
    /** A bot that does one thing with each interaction. */
    const run = async (handle: (interaction: Interaction) => Promise<unknown>): Promise<Client> => {
      const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
      client = new Client({
        intents: [Guilds, GuildMessages, DirectMessages],
        partials: [Partials.Channel],
        allowedMentions: { parse: [], repliedUser: false },
        rest: { api: discord.apiBase },
      });
      const failures = discord.ledger.violations;
      client.on(Events.InteractionCreate, (interaction) => {
        handle(interaction).catch((error: unknown) => failures.push(String(error)));
      });
      const isReady = new Promise((resolve) => client?.once(Events.ClientReady, resolve));
      await client.login(discord.token);
      await isReady;
      return client;
    };
    afterEach(() => {
      expect(discord.ledger.violations).toEqual([]);
      expect(discord.ledger.pings).toEqual([]);
    });

    it('sends every kind of option, from anyone anywhere', async () => {
      const moderator = discord.addPerson({ username: 'mod', permissions: '32' });
      const thread = discord.addThread('talk');
      await run(async (interaction) => {
        if (!interaction.isChatInputCommand()) return;
        const { options } = interaction;
        const seen = [
          options.getSubcommand(),
          options.getString('text'),
          options.getInteger('days'),
          options.getNumber('share'),
          options.getBoolean('on'),
          options.getChannel('channel')?.name,
          options.getUser('user')?.username,
          interaction.user.username,
          interaction.memberPermissions?.has('ManageGuild'),
          interaction.channel?.isThread(),
          interaction.locale,
        ];
        await interaction.reply(JSON.stringify(seen));
      });
      const tracked = discord.use({
        command: 'footnote',
        subcommand: 'channels',
        options: {
          text: 'a',
          days: 7,
          share: 0.5,
          on: true,
          channel: { channel: CHANNEL_ID },
          user: { user: discord.asker.id },
        },
        by: moderator,
        in: thread,
        locale: 'zh-CN',
      });
      const { content } = await discord.reply(tracked);
      expect(JSON.parse(content)).toEqual([
        'channels',
        'a',
        7,
        0.5,
        true,
        'reading-group',
        'asker',
        'mod',
        true,
        true,
        'zh-CN',
      ]);
    });

    it('completes any option of any command', async () => {
      await run(async (interaction) => {
        if (!interaction.isAutocomplete()) return;
        const { name, value } = interaction.options.getFocused(true);
        const other = interaction.options.getString('other') ?? '';
        await interaction.respond([{ name: `${name} ${value} ${other}`, value }]);
      });
      const typing = discord.type({
        command: 'study',
        subcommand: 'start',
        option: 'article',
        typed: 'pau',
        others: { other: 'x' },
      });
      expect(await discord.choices(typing)).toEqual([{ name: 'article pau x', value: 'pau' }]);
    });

    it('hands over the message of a menu command, whoever wrote it', async () => {
      await run(async (interaction) => {
        if (!interaction.isMessageContextMenuCommand()) return;
        await interaction.reply({
          content: interaction.targetMessage.content,
          flags: MessageFlags.Ephemeral,
        });
      });
      const reply = await discord.reply(discord.menu('Ask about this', discord.say('read me')));
      expect(reply).toMatchObject({ content: 'read me', isEphemeral: true });
    });

    it('takes buttons, menus and forms of both styles through to the end', async () => {
      await run(async (interaction) => {
        if (interaction.isChatInputCommand()) {
          await interaction.deferReply();
          await interaction.editReply({
            content: 'start',
            components: [
              {
                type: ComponentType.ActionRow,
                components: [
                  { type: ComponentType.Button, style: ButtonStyle.Primary, custom_id: 'go', label: 'Go' },
                ],
              },
              {
                type: ComponentType.ActionRow,
                components: [
                  {
                    type: ComponentType.StringSelect,
                    custom_id: 'pick',
                    options: [{ label: 'One', value: '1' }],
                  },
                ],
              },
              {
                type: ComponentType.ActionRow,
                components: [
                  {
                    type: ComponentType.ChannelSelect,
                    custom_id: 'where',
                    channel_types: [ChannelType.GuildText],
                  },
                ],
              },
            ],
          });
        } else if (interaction.isButton()) {
          await interaction.showModal({
            custom_id: 'form',
            title: 'Form',
            components: [
              {
                type: ComponentType.ActionRow,
                components: [
                  {
                    type: ComponentType.TextInput,
                    custom_id: 'old',
                    style: TextInputStyle.Short,
                    label: 'Old',
                  },
                ],
              },
              {
                type: ComponentType.Label,
                label: 'New',
                component: {
                  type: ComponentType.TextInput,
                  custom_id: 'new',
                  style: TextInputStyle.Paragraph,
                },
              },
            ],
          });
        } else if (interaction.isModalSubmit()) {
          const texts = ['old', 'new'].map((name) => interaction.fields.getTextInputValue(name));
          if (interaction.isFromMessage()) await interaction.update({ content: texts.join('+') });
        } else if (interaction.isStringSelectMenu()) {
          await interaction.deferUpdate();
          await interaction.followUp({
            content: `picked ${interaction.values.join()}`,
            flags: MessageFlags.Ephemeral,
          });
        } else if (interaction.isChannelSelectMenu()) {
          const { resource } = await interaction.update({
            content: interaction.channels.map((channel) => channel.id).join(),
            withResponse: true,
          });
          await interaction.followUp(`now ${resource?.message?.content ?? ''}`);
        }
      });
      const start = discord.command('start');
      const message = await discord.shown(start);
      expect((await discord.reply(start)).components).toHaveLength(3);
      const click = discord.click(start, 'Go');
      expect((await discord.modal(click)).title).toBe('Form');
      const submitted = discord.submit(click, { old: 'a', new: 'b' });
      expect(await discord.shown(submitted)).toBe(message);
      expect(message.content).toBe('a+b');
      const picked = discord.choose(message, 'pick', ['1']);
      expect(await discord.shown(picked)).toMatchObject({ content: 'picked 1', seenBy: discord.asker.id });
      expect(message.content).toBe('a+b');
      const chosen = discord.choose(message, 'where', [CHANNEL_ID]);
      await discord.until('the follow-up', () => chosen.followUps.length === 1);
      expect(message.content).toBe(CHANNEL_ID);
      expect(chosen.followUps[0]?.content).toBe(`now ${CHANNEL_ID}`);
    });

    it('lets it reply, open threads, read back and write directly', async () => {
      const bot = await run(() => Promise.resolve());
      bot.on(Events.MessageCreate, (message) => {
        if (message.author.bot) return;
        const answer = async (): Promise<void> => {
          await message.channel.sendTyping();
          const earlier = message.reference === null ? null : await message.fetchReference();
          await message.reply(
            `${message.content.replace(/<@\d+> ?/u, '')} after ${earlier?.content ?? 'nothing'}`,
          );
          if (!message.inGuild() || message.channel.isThread()) return;
          const thread = await message.startThread({ name: 'talk' });
          await thread.send('welcome');
          await thread.setArchived(true);
        };
        answer().catch((error: unknown) => discord.ledger.violations.push(String(error)));
      });
      const question = discord.mention('one');
      const first = await discord.answerTo(question);
      expect(first.content).toBe('one after nothing');
      await discord.until('the thread', () => discord.threads[0]?.isArchived);
      expect(discord.messagesIn(question.id).map(({ content }) => content)).toEqual(['', 'welcome']);
      const inThread = discord.mention('two', { in: question.id });
      expect((await discord.answerTo(inThread)).content).toBe('two after nothing');
      const next = await discord.answerTo(discord.say('three', { replyTo: first }));
      expect(next.content).toBe('three after one after nothing');
      expect((await discord.answerTo(discord.directMessage('four'))).content).toBe('four after nothing');
      expect(discord.world.typing.length).toBe(4);
      const user = await bot.users.fetch(discord.asker.id);
      await user.send('five');
      expect(discord.messagesIn(discord.world.directMessagesWith(discord.asker)).at(-1)?.content).toBe(
        'five',
      );
    });

    it('sends interactions from direct messages without a member', async () => {
      await run(async (interaction) => {
        if (!interaction.isRepliable()) return;
        await interaction.reply(
          `${interaction.inGuild()} ${interaction.user.username} ${interaction.context ?? ''}`,
        );
      });
      const direct = discord.world.directMessagesWith(discord.asker);
      expect((await discord.reply(discord.use({ command: 'ask', in: direct }))).content).toBe(
        'false asker 1',
      );
      expect(discord.messagesIn(direct)).toHaveLength(1);
    });
  });
});
