import { describe, expect, it } from 'vitest';
import { stage } from '../support/bot-against-loopback.ts';

describe('the connection to the gateway', () => {
  const on = stage({ heartbeatInterval: 2000 });

  it('resumes after a dropped socket and answers once the question that came meanwhile', async () => {
    const bot = await on.startReady();
    await on.discord.reply(on.discord.ask({ question: '連署人要求' }));
    on.discord.gateway.drop();
    const missed = on.discord.ask({ question: '第一個趨勢' });
    expect((await on.discord.reply(missed)).embeds[0]?.description).toContain('開放');
    expect(missed.edits).toBe(1);
    expect(on.discord.gateway.log.filter((entry) => entry !== 'heartbeat')).toEqual(['identify', 'resume']);
    expect(await bot.line(/Connected again; \d+ missed/)).toContain('replayed');
    // What was answered before the drop is not answered again.
    expect(on.discord.rest.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  });

  it('identifies anew when Discord has forgotten the session', async () => {
    await on.startReady();
    on.discord.gateway.forgetsSessions = true;
    on.discord.gateway.drop();
    await on.discord.until(
      'a new session',
      () => on.discord.gateway.log.filter((entry) => entry === 'identify').length === 2,
    );
    await on.discord.until('its readiness', () => on.discord.gateway.isReady);
    await on.discord.reply(on.discord.ask({ question: '連署人要求' }));
  });

  it('notices a connection that died without a word and resumes', async () => {
    await on.startReady();
    on.discord.gateway.acknowledgesHeartbeats = false;
    await on.discord.until('a resume', () => on.discord.gateway.log.includes('resume'));
    on.discord.gateway.acknowledgesHeartbeats = true;
    await on.discord.reply(on.discord.ask({ question: '連署人要求' }));
  });

  it('stops with one clear sentence when the token is revoked while it runs', async () => {
    const bot = await on.startReady();
    on.discord.token = 'another token';
    on.discord.gateway.closeWith(4004);
    expect(await bot.exited).toBe(1);
    expect(bot.lines.at(-1)).toMatch(/does not accept the token in DISCORD_TOKEN.*developers\/applications/);
  });

  it('stops in the same way when the revoked token shows only on reconnecting', async () => {
    const bot = await on.startReady();
    on.discord.token = 'another token';
    on.discord.gateway.drop();
    expect(await bot.exited).toBe(1);
    expect(bot.lines.at(-1)).toContain('does not accept the token in DISCORD_TOKEN');
  });
});
