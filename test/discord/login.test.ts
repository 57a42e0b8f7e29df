import { describe, expect, it } from 'vitest';
import { REAL_BOT, stage, STUB_BOT } from '../support/bot-against-loopback.ts';

describe('logging in', () => {
  const on = stage();

  it('says who it is and how many articles it has', async () => {
    const bot = on.start(STUB_BOT);
    expect(await bot.line(/ready/)).toContain('ready as footnote#0001, with 2 articles');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves with exit code 0 on %s', async (signal) => {
    const bot = await on.startReady();
    bot.signal(signal);
    expect(await bot.exited).toBe(0);
  });

  it('finishes the question in progress before it leaves', async () => {
    const bot = await on.startReady({ STUB_ASK_MS: '1000' });
    const question = on.discord.ask({ question: '連署人' });
    await on.discord.until('the acknowledgement', () => question.acknowledgedAt);
    bot.signal('SIGTERM');
    expect(await bot.exited).toBe(0);
    expect((await on.discord.reply(question)).embeds[0]?.description).toContain('至少6個月');
  });

  it('names the key and where to get a token when Discord refuses the one it has', async () => {
    const bot = on.start(STUB_BOT, { DISCORD_TOKEN: 'wrong' });
    expect(await bot.exited).toBe(1);
    expect(bot.output).toMatch(
      /^Discord does not accept the token in DISCORD_TOKEN\. .*developers\/applications/m,
    );
    expect(bot.lines).toHaveLength(1);
  });

  it('says the same when only the gateway refuses it (4004)', async () => {
    on.discord.gateway.refuseIdentifyWith = 4004;
    const bot = on.start(STUB_BOT);
    expect(await bot.exited).toBe(1);
    expect(bot.output).toContain('does not accept the token in DISCORD_TOKEN');
  });

  it('says that intents were refused (4014)', async () => {
    on.discord.gateway.refuseIdentifyWith = 4014;
    const bot = on.start(STUB_BOT);
    expect(await bot.exited).toBe(1);
    expect(bot.output).toContain('refused the gateway intents');
  });

  it('says that a token is missing when there is none and no terminal to chat in', async () => {
    const bot = on.start(REAL_BOT, { DISCORD_TOKEN: undefined });
    expect(await bot.exited).toBe(1);
    expect(bot.output).toMatch(/^DISCORD_TOKEN is not set\. .*developers\/applications/m);
    expect(bot.lines).toHaveLength(1);
  });

  it('names the address when nothing listens there', async () => {
    const bot = on.start(STUB_BOT, { DISCORD_API_BASE: 'http://127.0.0.1:1/api' });
    expect(await bot.exited).toBe(1);
    expect(bot.output).toContain('http://127.0.0.1:1/api cannot be reached (ECONNREFUSED)');
  });
});
