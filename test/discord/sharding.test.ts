import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../../scripts/loopback/entities.ts';
import type { LoopbackDiscord } from '../../scripts/loopback/loopback-discord.ts';
import type { Tracked } from '../../scripts/loopback/interaction.ts';
import { GUILD_ID } from '../../scripts/loopback/shapes.ts';
import { REAL_BOT, stage, STUB_BOT } from '../support/bot-against-loopback.ts';
import type { Child } from '../support/child.ts';
import { readingSettings, writeReadingCorpus } from '../support/reading-corpus.ts';
import { isRunning } from '../support/running-process.ts';
import { footer } from '../support/shown-message.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** Shards are started one after another, and each loads the model. */
const SLOW = { timeout: 240_000 };
const QUESTION = '海燕號的船底換了多少塊木板？';
const ANSWER = /木板/u;

/** A server's number of those that Discord divides among shards. */
const FIRST = BigInt(GUILD_ID) >> 22n;

/** A channel in a server of each of two shards. */
function channelsOf(discord: LoopbackDiscord): [Channel, Channel] {
  const guild = discord.addGuild({ id: String((FIRST + 1n) << 22n), name: 'Neighbour' });
  const channels: [Channel, Channel] = [discord.channel, discord.addChannel({ guild })];
  return FIRST % 2n === 0n ? channels : [channels[1], channels[0]];
}

/** Ids of the processes that a manager has started for a shard, oldest first. */
function processesOf(manager: Child, shard: number): number[] {
  const pattern = new RegExp(`Shard ${shard + 1} of \\d+ is started as process (\\d+)`, 'u');
  return manager.lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).map(Number);
}

async function startShards(
  on: { discord: LoopbackDiscord; start: ReturnType<typeof stage>['start'] },
  env: Record<string, string>,
  count: number,
): Promise<Child> {
  const manager = on.start(REAL_BOT, env);
  for (let shard = 1; shard <= count; shard += 1)
    await manager.line(new RegExp(`Shard ${shard} of ${count}: Footnote is ready as`, 'u'));
  return manager;
}

describe('a bot in two processes', SLOW, () => {
  const on = stage({ isShared: true });
  const folder = mkdtempSync(join(tmpdir(), 'footnote-shards-'));
  let channels: [Channel, Channel];
  let manager: Child;

  beforeAll(async () => {
    await writeReadingCorpus(folder);
    channels = channelsOf(on.discord);
    on.discord.gateway.identifyInterval = 5000;
    on.discord.gateway.shardingRequired = true;
    on.discord.rest.shards = 2;
    manager = await startShards(on, { ...readingSettings(folder), SHARDS: 'auto' }, 2);
  }, SLOW.timeout);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (channel: Channel | string): Tracked =>
    on.discord.use({ command: 'ask', options: { question: QUESTION }, in: channel });
  const answered = async (tracked: Tracked): Promise<void> => {
    expect((await on.discord.reply(tracked)).embeds[0]?.description).toMatch(ANSWER);
    expect(tracked.edits).toBe(1);
  };

  it('has as many shards as Discord advises, identified in turn, and one of them built the index', () => {
    expect(on.discord.gateway.readyShards).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(on.discord.gateway.log).not.toContain('identify too soon');
    expect(manager.lines.filter((line) => line.includes('Building the index'))).toHaveLength(1);
  });

  it('answers commands in a server of each, each in its own process', async () => {
    for (const [shard, channel] of channels.entries()) {
      await answered(ask(channel));
      const status = on.discord.use({
        command: 'footnote',
        subcommand: 'status',
        in: channel,
        locale: 'en-US',
      });
      expect(footer(await on.discord.shown(status))).toBe(`Shard ${shard + 1} of 2`);
    }
  });

  it('answers a mention in a server of each, and a direct message, once', async () => {
    const asked = [
      ...channels.map((channel) => on.discord.mention(QUESTION, { in: channel })),
      on.discord.directMessage(QUESTION),
    ];
    for (const message of asked) await on.discord.answerTo(message);
    // Another question after each: a second answer to the first would stand before its answer.
    for (const channel of channels) await answered(ask(channel));
    for (const message of asked) {
      const answers = on.discord
        .messagesIn(message.channelId)
        .filter(({ reference }) => reference?.messageId === message.id);
      expect(answers).toHaveLength(1);
    }
  });

  it('counts the questions of all processes together', async () => {
    const status = on.discord.use({
      command: 'footnote',
      subcommand: 'status',
      in: channels[1],
      locale: 'en-US',
    });
    const field = (await on.discord.shown(status)).embeds[0]?.fields?.[1];
    expect(field?.value).toMatch(/^3 in this server: .*\n.*\n7 in all servers and direct messages together/u);
  });

  it('starts a process again that was killed, while the other goes on', async () => {
    const [killed] = processesOf(manager, 1);
    process.kill(killed ?? 0, 'SIGKILL');
    await manager.line(/Shard 2 of 2 has ended \(SIGKILL\); it is started again/u);
    await answered(ask(channels[0]));
    await on.discord.until('the new process', () => processesOf(manager, 1).length === 2);
    // What is asked meanwhile goes to the session that Discord keeps for a while; the new process identifies anew.
    await on.discord.until('its session', () => on.discord.gateway.readyShards.length === 2);
    await answered(ask(channels[1]));
    expect(processesOf(manager, 0)).toHaveLength(1);
    expect(on.discord.gateway.log).not.toContain('identify too soon');
  });

  it('ends with all its processes on SIGTERM, the question in progress answered', async () => {
    const set = on.discord.use({ command: 'footnote', subcommand: 'channels', in: channels[1] });
    await on.discord.shown(set);
    const choice = on.discord.choose(set, 'channels:only', [], { locale: 'en-US' });
    await on.discord.until('the choice to be saved', () => choice.acknowledgedAt);
    const question = ask(channels[0]);
    await on.discord.until('the acknowledgement', () => question.acknowledgedAt);
    manager.signal('SIGTERM');
    expect(await manager.exited).toBe(0);
    await answered(question);
    expect([0, 1].flatMap((shard) => processesOf(manager, shard)).filter(isRunning)).toEqual([]);
    expect(manager.lines.filter((line) => /has ended/u.test(line))).toEqual([
      expect.stringMatching(/SIGKILL/u),
    ]);
    expect(manager.output).not.toContain('Error');
  });

  it('keeps what a moderator set when another process serves the server, and leaves none when it is killed', async () => {
    on.discord.gateway.shardingRequired = false;
    manager = await startShards(on, { ...readingSettings(folder), SHARDS: '1' }, 1);
    const status = on.discord.use({
      command: 'footnote',
      subcommand: 'status',
      in: channels[1],
      locale: 'en-US',
    });
    const shown = (await on.discord.shown(status)).embeds[0];
    expect(shown?.fields?.[2]?.value).toContain('no channel');
    expect(shown?.footer).toBeUndefined();

    await manager.kill();
    const [shard = 0] = processesOf(manager, 0);
    await on.discord.until('the end of the shard', () => !isRunning(shard));
    expect(on.discord.gateway.isReady).toBe(false);
  });
});

describe('the processes of a bot that starts', SLOW, () => {
  const on = stage();

  it('build the first index once, and all have it', async () => {
    const folder = await tempFolder();
    await writeReadingCorpus(folder);
    // Both identify at once, so none finds the other's index.
    on.discord.gateway.maxConcurrency = 2;
    on.discord.gateway.identifyInterval = 60_000;
    const manager = await startShards(on, { ...readingSettings(folder), SHARDS: '2' }, 2);
    expect(on.discord.gateway.readyShards).toHaveLength(2);
    expect(manager.lines.filter((line) => line.includes('Building the index'))).toHaveLength(1);
    expect(manager.lines.filter((line) => line.includes('with 15 articles'))).toHaveLength(2);
  });

  it('end at once when the manager does', async () => {
    const manager = on.start(REAL_BOT, { SHARDS: '1' });
    await manager.line(/is started as process/u);
    manager.signal('SIGTERM');
    expect(await manager.exited).toBe(0);
    expect(processesOf(manager, 0).filter(isRunning)).toEqual([]);
  });
});

describe('a bot in several processes that cannot work', SLOW, () => {
  const on = stage();

  it('says in one sentence that the token is wrong, and starts nothing', async () => {
    const manager = on.start(REAL_BOT, { DISCORD_TOKEN: 'wrong', SHARDS: '2' });
    expect(await manager.exited).toBe(1);
    expect(manager.lines).toEqual([
      expect.stringMatching(/^Discord does not accept the token in DISCORD_TOKEN\. /u),
    ]);
  });

  it('says so when there is no token', async () => {
    const manager = on.start(REAL_BOT, { DISCORD_TOKEN: undefined, SHARDS: 'auto' });
    expect(await manager.exited).toBe(1);
    expect(manager.output).toMatch(/^DISCORD_TOKEN is not set\./u);
  });

  it('ends at once, and does not start again, when a shard says that somebody must help', async () => {
    const folder = await tempFolder();
    const manager = on.start(REAL_BOT, { ...readingSettings(folder), SHARDS: '2' });
    expect(await manager.exited).toBe(1);
    expect(manager.output).toMatch(/articles/iu);
    expect(manager.lines.at(-2)).toMatch(/Stopping\.$/u);
    expect(manager.lines.at(-1)).toBe('Shard 1 of 2 cannot work; the line above says why. All shards stop.');
    expect(processesOf(manager, 0)).toHaveLength(1);
  });

  it('tells a bot in one process to share when Discord asks for several (4011)', async () => {
    on.discord.gateway.shardingRequired = true;
    const bot = on.start(STUB_BOT, { SHARDS: '' });
    expect(await bot.exited).toBe(1);
    expect(bot.output).toMatch(/Set SHARDS=auto in \.env\./u);
  });
});
