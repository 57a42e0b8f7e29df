import { describe, expect, it } from 'vitest';
import { stage } from '../../support/bot-against-loopback.ts';

const QUESTION = '連署人要求暫停多久？';

describe('the limits on questions', () => {
  const on = stage();

  it('tells one person when to come back, and goes on answering the others', async () => {
    await on.startReady({ USER_QUESTIONS_PER_MINUTE: '2' });
    for (let i = 0; i < 2; i += 1) await on.discord.reply(on.discord.ask({ question: QUESTION }));
    const refused = await on.discord.reply(on.discord.ask({ question: QUESTION }));
    expect(refused.isEphemeral).toBe(true);
    const [, seconds] = /<t:(\d+):R>再問吧/u.exec(refused.embeds[0]?.description ?? '') ?? [];
    const wait = Number(seconds) - Date.now() / 1000;
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(61);

    const mention = await on.discord.answerTo(on.discord.mention(QUESTION));
    expect(mention.embeds[0]?.description).toContain('再問吧');

    const other = on.discord.addPerson({ username: 'other' });
    const asked = on.discord.use({ command: 'ask', options: { question: QUESTION }, by: other });
    expect((await on.discord.reply(asked)).embeds[0]?.description).toContain('至少6個月');
  });

  it('counts a server as a whole, and neither another server nor direct messages with it', async () => {
    await on.startReady({ SERVER_QUESTIONS_PER_MINUTE: '1' });
    await on.discord.reply(on.discord.ask({ question: QUESTION }));
    const refused = await on.discord.reply(on.discord.ask({ question: QUESTION, locale: 'en-US' }));
    expect(refused.embeds[0]?.description).toMatch(/This server asked a lot.*<t:\d+:R>/u);
    const elsewhere = on.discord.addChannel({ guild: on.discord.addGuild() });
    const asked = on.discord.use({ command: 'ask', options: { question: QUESTION }, in: elsewhere });
    expect((await on.discord.reply(asked)).isEphemeral).toBe(false);
    const direct = await on.discord.answerTo(on.discord.directMessage(QUESTION));
    expect(direct.embeds[0]?.description).toContain('至少6個月');
  });

  it('acknowledges 50 questions at once in time, and answers each in its turn', async () => {
    await on.startReady({ STUB_ASK_MS: '300', QUESTIONS_AT_ONCE: '4' });
    const people = Array.from({ length: 50 }, (_, i) => on.discord.addPerson({ username: `person${i}` }));
    const asked = people.map((by, i) =>
      on.discord.use({ command: 'ask', options: { question: i % 2 === 0 ? QUESTION : '第一個趨勢' }, by }),
    );
    const replies = await Promise.all(asked.map((question) => on.discord.reply(question)));
    for (const [i, question] of asked.entries()) {
      expect((question.acknowledgedAt ?? Infinity) - question.sentAt).toBeLessThan(3000);
      expect(replies[i]?.embeds[0]?.description).toContain(i % 2 === 0 ? '至少6個月' : '開放');
    }
  });
});
