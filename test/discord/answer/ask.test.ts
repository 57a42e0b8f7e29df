import { beforeAll, describe, expect, it } from 'vitest';
import { stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';
import { hasOpenApi } from '../../../scripts/loopback/openapi.ts';

/** `/ask` and `/articles` through the real client, with a small engine whose answers are known. */
describe('asking in Discord', () => {
  const on = stage({ isShared: true });
  let bot: Child;
  beforeAll(async () => {
    bot = await on.startReady();
  });

  it.skipIf(!hasOpenApi)(
    'has its requests checked against ../shared/discord/openapi.json (skipped without it)',
    async () => {
      const before = on.discord.rest.requests.length;
      await on.discord.reply(on.discord.ask({ question: '連署人要求什麼' }));
      expect(
        on.discord.rest.requests.slice(before).map(({ method, status }) => `${method} ${status}`),
      ).toEqual(['POST 204', 'PATCH 200']);
    },
  );
  it('acknowledges first and answers with the quotation, its place and its link', async () => {
    const question = on.discord.ask({ question: '連署人要求暫停多久？' });
    const reply = await on.discord.reply(question);
    expect(question.acknowledgedBy).toBe(5);
    expect(question.edits).toBe(1);
    expect(reply.isEphemeral).toBe(false);
    expect(reply.embeds).toHaveLength(1);
    expect(reply.embeds[0]?.author?.name).toBe('連署人要求暫停多久？');
    expect(reply.embeds[0]?.description).toBe(
      '> **連署人要求暫停訓練至少6個月。**\n— [要求暫停的公開信](https://example.org/letter)・第 1 段・2023-03-30',
    );
  });

  it.each([
    ['zh-TW', '收錄的文章裡沒有提到', '要求暫停的公開信'],
    ['zh-CN', '收录的文章里没有提到', '要求暫停的公開信'],
    ['en-US', 'Not in these articles', '要求暫停的公開信'],
    ['ja', 'Not in these articles', '要求暫停的公開信'],
  ])('says kindly in %s that it is not there and what is', async (locale, heading, title) => {
    const reply = await on.discord.reply(on.discord.ask({ question: 'qqqq', locale }));
    expect(reply.embeds[0]?.title).toBe(heading);
    expect(reply.embeds[0]?.description).toContain(title);
  });

  it('replies to the asker alone when asked to', async () => {
    const question = on.discord.ask({ question: '連署人要求', isPrivate: true });
    expect((await on.discord.reply(question)).isEphemeral).toBe(true);
  });

  it('pings nobody whatever the question and the article say', async () => {
    const reply = await on.discord.reply(
      on.discord.ask({ question: '@everyone <@4000000000000000001> 第一個趨勢' }),
    );
    expect(reply.embeds[0]?.description).toContain('\\*\\*開放\\*\\*，\\@everyone');
    expect(on.discord.rest.requests.at(-1)?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it('offers titles in either script while a person types, and asks only the one chosen', async () => {
    const all = await on.discord.choices(on.discord.typeArticle(''));
    expect(all.map(({ value }) => value)).toEqual(['letter', 'trends']);
    const simplified = await on.discord.choices(on.discord.typeArticle('公开信'));
    expect(simplified).toEqual([{ name: '要求暫停的公開信', value: 'letter' }]);

    const other = await on.discord.reply(on.discord.ask({ question: '連署人要求', article: 'trends' }));
    expect(other.embeds[0]?.description).toContain('〈五大趨勢〉沒有提到這件事');
  });

  it('names an article that is not there', async () => {
    const reply = await on.discord.reply(on.discord.ask({ question: '連署人', article: '**@here**' }));
    expect(reply.embeds[0]?.description).toContain('沒有收錄「\\*\\*\\@here\\*\\*」');
  });

  it('lists the articles', async () => {
    const reply = await on.discord.reply(on.discord.command('articles'));
    expect(reply.embeds[0]?.title).toBe('收錄了 2 篇文章');
    expect(reply.embeds[0]?.description).toContain(
      '**[要求暫停的公開信](https://example.org/letter)**\n2023-03-30・2 段',
    );
  });

  it.each([
    ['   ', 'zh-TW', '沒看到問題'],
    ['長'.repeat(4000), 'zh-CN', '问题太长了'],
    ['damage', 'en-GB', 'The article index cannot be used right now'],
  ])('words a failure for the person (%#)', async (question, locale, words) => {
    const reply = await on.discord.reply(on.discord.ask({ question, locale }));
    expect(reply.embeds[0]?.description).toContain(words);
  });

  it('apologises for a bug with a reference that stands in the log beside the stack', async () => {
    const reply = await on.discord.reply(on.discord.ask({ question: 'break' }));
    const reference = /代號 `([0-9a-f]{8})`/u.exec(reply.embeds[0]?.description ?? '')?.[1] ?? 'none';
    await bot.line(new RegExp(`reference ${reference}: Error: the stub broke on purpose`));
    expect(bot.output).toContain('stub-engine.ts');
  });

  it('answers a command that it does not have, to the asker alone', async () => {
    const reply = await on.discord.reply(on.discord.command('forgotten', [], 'en-US'));
    expect(reply.isEphemeral).toBe(true);
    expect(reply.embeds[0]?.description).toContain('no longer available');
    await bot.line(/\/forgotten .*npm run register/);
  });
});
