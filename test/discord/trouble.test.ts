import { describe, expect, it } from 'vitest';
import { stage, STUB_BOT } from '../support/bot-against-loopback.ts';

/** What goes wrong between a bot and Discord, with the real client in its own process. */
describe('trouble with replies', () => {
  const on = stage();

  it('acknowledges within 3 seconds while answering takes 5', async () => {
    await on.startReady({ STUB_ASK_MS: '5000' });
    const question = on.discord.ask({ question: '連署人要求' });
    const acknowledgedAt = await on.discord.until('the acknowledgement', () => question.acknowledgedAt);
    expect(question.message).toBeNull();
    expect(acknowledgedAt - question.sentAt).toBeLessThan(3000);
    expect((await on.discord.reply(question)).embeds[0]?.description).toContain('至少6個月');
  });

  it('takes questions while the index is still opening, and answers when it is', async () => {
    const bot = on.start(STUB_BOT, { STUB_OPEN_MS: '6000' });
    await on.discord.until('login', () => on.discord.gateway.log.includes('identify'));
    const question = on.discord.ask({ question: '連署人要求' });
    const typing = on.discord.typeArticle('');
    await on.discord.until('the acknowledgement', () => question.acknowledgedAt);
    expect(await on.discord.choices(typing)).toEqual([]);
    expect(bot.output).not.toContain('ready');
    expect((await on.discord.reply(question)).embeds[0]?.description).toContain('至少6個月');
  });

  it('acknowledges a dozen questions at once and answers each with its own quotation', async () => {
    await on.startReady({ STUB_ASK_MS: '500' });
    const texts = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? '連署人要求' : '第一個趨勢'));
    const questions = texts.map((question) => on.discord.ask({ question }));
    const replies = await Promise.all(questions.map((question) => on.discord.reply(question)));
    replies.forEach((reply, i) => {
      expect(reply.embeds[0]?.description).toContain(i % 2 === 0 ? '至少6個月' : '開放');
    });
  });

  it.each([
    ['a rate limit', { status: 429, retryAfter: 0.4 }],
    ['a server error', { status: 502 }],
  ])('answers after %s on the edit', async (_, fault) => {
    await on.startReady();
    on.discord.rest.faults.push({ route: /^PATCH .*@original/u, ...fault });
    const question = on.discord.ask({ question: '連署人要求' });
    expect((await on.discord.reply(question)).embeds[0]?.description).toContain('至少6個月');
    const edits = on.discord.rest.requests.filter(({ method }) => method === 'PATCH');
    expect(edits.map(({ status }) => status)).toEqual([fault.status, 200]);
  });

  it('reports an edit that fails for good, and apologises when Discord is back', async () => {
    const bot = await on.startReady();
    for (let i = 0; i < 4; i += 1) on.discord.rest.faults.push({ route: /^PATCH /u, status: 503 });
    const reply = await on.discord.reply(on.discord.ask({ question: '連署人要求' }));
    expect(reply.embeds[0]?.description).toContain('這次沒能回答');
    await bot.line(/failed, reference [0-9a-f]{8}: HTTPError/);
  });

  it('logs one line and lives on when the interaction was already acknowledged (40060)', async () => {
    const bot = await on.startReady();
    const question = on.discord.ask({ question: '連署人要求' });
    await on.discord.reply(question);
    on.discord.repeat(question);
    await bot.line(/^\/ask .*already acknowledged.*40060/);
    expect(bot.lines).toHaveLength(2);
    expect(question.edits).toBe(1);
    await on.discord.reply(on.discord.ask({ question: '連署人要求' }));
  });

  it('logs one line and lives on when the acknowledgement came too late (10062)', async () => {
    const bot = await on.startReady();
    on.discord.ask({ question: '連署人要求', age: 3500 });
    await bot.line(/^\/ask .*stopped waiting.*10062/);
    expect(bot.lines).toHaveLength(2);
    await on.discord.reply(on.discord.ask({ question: '連署人要求' }));
  });

  it('logs one line when the answer took longer than the token lives (15 minutes)', async () => {
    const bot = await on.startReady({ STUB_ASK_MS: '800' });
    const question = on.discord.ask({ question: '連署人要求' });
    await on.discord.until('the acknowledgement', () => question.acknowledgedAt);
    on.discord.ledger.advance(16 * 60_000);
    await bot.line(/^\/ask .*token has expired.*50027/);
    expect(question.message).toBeNull();
    // A 401 about a reply's token must not make the client drop its own.
    await on.discord.reply(on.discord.ask({ question: '連署人要求' }));
  });

  it('logs one line when the reply was deleted before it was edited', async () => {
    const bot = await on.startReady({ STUB_ASK_MS: '800' });
    const question = on.discord.ask({ question: '連署人要求' });
    await on.discord.until('the acknowledgement', () => question.acknowledgedAt);
    question.isDeleted = true;
    await bot.line(/^\/ask .*reply was deleted.*10008/);
  });
});
