import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Embed, StoredMessage } from '../../scripts/loopback/entities.ts';
import type { Tracked } from '../../scripts/loopback/interaction.ts';
import { REAL_BOT, stage } from '../support/bot-against-loopback.ts';
import type { Child } from '../support/child.ts';
import { description } from '../support/shown-message.ts';
import { startPglite } from '../support/pglite-server.ts';
import { readingSettings, writeReadingCorpus } from '../support/reading-corpus.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { tempFolder } from '../support/temp-folder.ts';

const AWAY_BOT = 'test/support/away-bot.ts';
const SENTENCE = 'Cannot reach the database postgres://db:5432/notes (ECONNREFUSED). See whether it runs.';
const SAID = {
  'zh-TW': '我現在連不上資料庫，正在一直重試。請過一分鐘再來一次。',
  'zh-CN': '我现在连不上数据库，正在一直重试。请过一分钟再来一次。',
  'en-US': 'I cannot reach my database right now, and keep trying. Please try again in a minute.',
};
const GONE = /The database cannot be used, and is tried until it can: (.*)$/u;
const BACK = /The database can be used again, after \d+ s\.$/u;

/** The engine and the state throw as those over PostgreSQL do; Discord's side is the bot's own. */
describe('while the database is away', () => {
  const on = stage();
  let folder: string;
  let away: string;
  beforeEach(async () => {
    folder = await tempFolder();
    away = join(folder, 'away');
  });

  const leave = (code = 'database-unreachable', sentence = SENTENCE): void => {
    writeFileSync(away, `${code} ${sentence}`);
  };
  const comeBack = (): void => {
    rmSync(away);
  };
  const start = (part = 'all'): Child =>
    on.start(AWAY_BOT, { AWAY_FILE: away, AWAY_PART: part, STATE_FILE: join(folder, 'state.sqlite') });
  const startReady = async (part?: string): Promise<Child> => {
    const bot = start(part);
    await bot.line(/ready as/u);
    return bot;
  };
  const loggedIn = (): Promise<true> => on.discord.until('the login', () => on.discord.gateway.isReady);
  const ask = (locale = 'zh-TW'): Tracked => on.discord.ask({ question: '連署人要求', locale });
  const replyTo = async (tracked: Tracked): Promise<string> =>
    (await on.discord.reply(tracked)).embeds[0]?.description ?? '';
  const footnote = (subcommand: string): Tracked =>
    on.discord.use({ command: 'footnote', subcommand, locale: 'en-US' });
  const answersTo = ({ id, channelId }: StoredMessage): StoredMessage[] =>
    on.discord.messagesIn(channelId).filter(({ reference }) => reference?.messageId === id);
  const count = (bot: Child, pattern: RegExp): number =>
    bot.lines.filter((line) => pattern.test(line)).length;

  describe('at the start', () => {
    it('logs in, says so in the language of whoever asks, and goes on trying until it answers', async () => {
      leave();
      const bot = start();
      await loggedIn();
      for (const [locale, said] of Object.entries(SAID)) expect(await replyTo(ask(locale))).toBe(said);
      expect(description(await on.discord.answerTo(on.discord.directMessage('連署人要求')))).toBe(
        SAID['zh-TW'],
      );
      expect(bot.output).not.toContain('ready as');
      expect((await bot.line(GONE)).endsWith(SENTENCE)).toBe(true);

      comeBack();
      await bot.line(/ready as/u);
      await bot.line(BACK);
      expect(await replyTo(ask())).toContain('至少6個月');
      expect(description(await on.discord.answerTo(on.discord.mention('連署人要求')))).toContain('至少6個月');
      expect([count(bot, GONE), count(bot, BACK)]).toEqual([1, 1]);
      // Those two, that it is ready, and no line for any of those who asked.
      expect(bot.lines).toHaveLength(3);
    });

    it('stays silent in servers, where moderators may have forbidden it to speak', async () => {
      leave();
      const bot = start();
      await loggedIn();
      const mention = on.discord.mention('連署人要求');
      expect(await replyTo(ask())).toBe(SAID['zh-TW']);
      const direct = on.discord.directMessage('連署人要求');
      await on.discord.answerTo(direct);
      expect(answersTo(mention)).toEqual([]);
      expect(count(bot, GONE)).toBe(1);
    });

    it.each(['all', 'state'])('ends with the sentence when the database refuses it (%s)', async (part) => {
      const refused = 'The database postgres://db:5432/notes refuses it (password authentication failed).';
      leave('database-refused', refused);
      const bot = start(part);
      expect(await bot.exited).toBe(1);
      expect(bot.lines).toEqual([refused]);
    });
  });

  it('says so where it may speak, tells the log once when it goes and once when it is back', async () => {
    const bot = await startReady();
    const elsewhere = on.discord.addChannel();
    const choice = footnote('channels');
    await on.discord.shown(choice);
    const only = on.discord.choose(choice, 'channels:only', [on.discord.channel.id]);
    await on.discord.until('the choice to be saved', () => only.acknowledgedAt);
    await on.discord.answerTo(on.discord.mention('連署人要求'));

    for (const round of [1, 2]) {
      leave();
      const forbidden = on.discord.mention('連署人要求', { in: elsewhere });
      const said = await Promise.all([replyTo(ask()), replyTo(ask()), replyTo(ask())]);
      expect(new Set(said)).toEqual(new Set([SAID['zh-TW']]));
      const allowed = on.discord.mention('連署人要求');
      expect(description(await on.discord.answerTo(allowed))).toBe(SAID['zh-TW']);
      expect(answersTo(forbidden)).toEqual([]);

      comeBack();
      await on.discord.until('the database', () => count(bot, BACK) === round);
      expect(await replyTo(ask())).toContain('至少6個月');
      expect(count(bot, GONE)).toBe(round);
    }
    expect(bot.lines).toHaveLength(5);
  });

  it('tells moderators the whole sentence, of commands and of buttons', async () => {
    const bot = await startReady();
    const setting = footnote('channels');
    await on.discord.shown(setting);
    leave();
    const told = `${SAID['en-US']}\n\`\`\`\n${SENTENCE}\n\`\`\``;
    for (const subcommand of ['status', 'channels', 'unanswered', 'feedback', 'privacy'])
      expect(await replyTo(footnote(subcommand))).toBe(told);
    const pressed = on.discord.choose(setting, 'channels:only', [], { locale: 'en-US' });
    expect(await replyTo(pressed)).toBe(told);
    expect(pressed.isEphemeral).toBe(true);
    expect(count(bot, GONE)).toBe(1);
  });

  it('loses no answer when only what lasts cannot be written', async () => {
    const bot = await startReady('state');
    leave();
    for (let i = 0; i < 3; i += 1) expect(await replyTo(ask())).toContain('至少6個月');
    await bot.line(GONE);
    expect(bot.lines).toHaveLength(2);
    comeBack();
    expect(await replyTo(ask())).toContain('至少6個月');
    await bot.line(BACK);
    expect(bot.lines).toHaveLength(3);
  });

  it('logs what failed each time when the database is there, but full', async () => {
    const bot = await startReady();
    const setting = footnote('channels');
    await on.discord.shown(setting);
    leave('database-full', 'The database postgres://db:5432/notes has no room left.');
    for (let i = 0; i < 2; i += 1) {
      const pressed = on.discord.choose(setting, 'channels:only', [], { locale: 'en-US' });
      expect(await replyTo(pressed)).toContain('has no room left');
    }
    expect(count(bot, /^The button .*has no room left\. \(database-full\)$/u)).toBe(2);
    expect(count(bot, GONE)).toBe(0);
  });

  it('stops when told to, while it still waits', async () => {
    const bot = await startReady();
    leave();
    expect(await replyTo(ask())).toBe(SAID['zh-TW']);
    bot.signal('SIGTERM');
    expect(await bot.exited).toBe(0);
  });
});

/** The database, the model and the bot start on one machine. */
const SLOW = { timeout: 240_000 };

describe('npm start with a PostgreSQL database', () => {
  const on = stage();
  const QUESTION = '海燕號的船底換了多少塊木板？';

  const mention = async (): Promise<string> =>
    description(await on.discord.answerTo(on.discord.mention(QUESTION)));
  const direct = async (): Promise<string> =>
    description(await on.discord.answerTo(on.discord.directMessage(QUESTION)));
  const status = async (): Promise<Embed> => {
    const used = on.discord.use({ command: 'footnote', subcommand: 'status', locale: 'en-US' });
    return (await on.discord.reply(used)).embeds[0] ?? {};
  };
  const questionsToday = async (): Promise<string | undefined> => (await status()).fields?.[1]?.value;

  it('waits for it at the start, and for it to come back under the running bot', SLOW, async () => {
    const folder = await tempFolder();
    await writeReadingCorpus(folder);
    const server = await startPglite();
    onTestFinished(() => server.close());
    const { proxy, url } = await TcpProxy.before(server.url);
    const place = url.replace('postgres@', '');

    proxy.shut();
    const DATABASE_URL = url.replace('postgres@', 'postgres:hunter2@');
    const bot = on.start(REAL_BOT, { ...readingSettings(folder), DATABASE_URL });
    const lines = (pattern: RegExp): number => bot.lines.filter((line) => pattern.test(line)).length;
    expect(await bot.line(GONE)).toContain(place);
    await on.discord.until('the login', () => on.discord.gateway.isReady);
    expect(await direct()).toBe(SAID['zh-TW']);
    expect((await status()).description).toContain(place);

    await proxy.reopen();
    await bot.line(/ready as .* with 15 articles/u);
    await bot.line(BACK);
    expect(await mention()).toContain('木板');
    await expect.poll(questionsToday, SLOW).toMatch(/^1 in this server: 1 answered/u);

    proxy.shut();
    expect((await status()).description).toContain(SAID['en-US']);
    expect(await mention()).toBe(SAID['zh-TW']);
    expect(await direct()).toBe(SAID['zh-TW']);
    expect([lines(GONE), lines(BACK)]).toEqual([2, 1]);

    await proxy.reopen();
    await on.discord.until('the database', () => lines(BACK) === 2);
    expect(await questionsToday()).toMatch(/^1 in this server: 1 answered/u);
    expect(await direct()).toContain('木板');
    expect(lines(GONE)).toBe(2);
    bot.signal('SIGTERM');
    expect(await bot.exited).toBe(0);
    expect(bot.output).not.toContain('hunter2');
  });
});
