import { beforeAll, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../../scripts/loopback/entities.ts';
import { stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';

const ANSWER = '> **連署人要求暫停訓練至少6個月。**';
const MENU = 'Ask Footnote about this';

function description(message: StoredMessage): string {
  return message.embeds[0]?.description ?? '';
}

/** Every way to ask but `/ask`, which has its own tests. */
describe('asking by message', () => {
  const on = stage({ isShared: true });
  let bot: Child;
  beforeAll(async () => {
    bot = await on.startReady();
  });

  it('needs no privileged intent', () => {
    // Guilds, GuildMessages and DirectMessages: https://discord.com/developers/docs/events/gateway#list-of-intents
    expect(on.discord.gateway.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
  });

  it('answers the text beside a mention, in reply, and pings nobody', async () => {
    const asked = on.discord.mention('連署人要求暫停多久？');
    const answer = await on.discord.answerTo(asked);
    expect(description(answer)).toContain(ANSWER);
    expect(answer.embeds[0]?.author?.name).toBe('連署人要求暫停多久？');
    expect(answer.mentions).toEqual([]);
  });

  it.each([
    ['連署人要求暫停多久？', '上一段|下一段'],
    ['连署人要求暂停多久？連署人要求', '下一段'],
  ])('words the reply to %j in the language of the message', async (text, words) => {
    const answer = await on.discord.answerTo(on.discord.mention(text));
    expect(JSON.stringify(answer.components)).toMatch(new RegExp(words, 'u'));
  });

  it('answers the message that a bare mention replies to, when Discord shows it', async () => {
    const shown = on.discord.mention('連署人要求什麼');
    const asked = on.discord.mention('', { replyTo: shown });
    expect(description(await on.discord.answerTo(asked))).toContain(ANSWER);
  });

  it('points to the message menu when Discord hides that message', async () => {
    const hidden = on.discord.say('連署人要求暫停多久？');
    const asked = on.discord.mention('', { replyTo: hidden, pings: false });
    expect(description(await on.discord.answerTo(asked))).toContain('「問 Footnote 這則訊息」');
  });

  it('says how to ask when a mention says nothing', async () => {
    expect(description(await on.discord.answerTo(on.discord.mention('  ')))).toContain('把問題一起寫出來');
  });

  it('answers direct messages, without buttons that are for servers', async () => {
    const answer = await on.discord.answerTo(on.discord.directMessage('連署人要求暫停多久？'));
    expect(description(answer)).toContain(ANSWER);
    const labels = answer.components.flatMap((row) => row.components?.map(({ label }) => label));
    expect(labels).toEqual(['下一段', '文章大綱']);
  });

  it('answers the message chosen in its menu, to the one who chose', async () => {
    const message = on.discord.say('連署人要求暫停多久？');
    const asked = on.discord.menu(MENU, message, { locale: 'en-US' });
    const reply = await on.discord.shown(asked);
    expect(description(reply)).toContain(ANSWER);
    expect(reply.seenBy).toBe(on.discord.asker.id);
  });

  it('says so when the chosen message has no text', async () => {
    const asked = on.discord.menu(MENU, on.discord.say(''), { locale: 'zh-CN' });
    expect(description(await on.discord.shown(asked))).toContain('那条消息没有文字');
  });

  it('keeps quiet about what is not meant for it', async () => {
    const before = on.discord.messagesIn(on.discord.channel).length;
    on.discord.say('連署人要求暫停多久？');
    on.discord.say('@everyone 連署人要求暫停多久？');
    const robot = on.discord.addPerson({ username: 'robot', isBot: true });
    on.discord.mention('連署人要求暫停多久？', { by: robot });
    // What comes after it is answered, so what came before was read and left alone.
    await on.discord.answerTo(on.discord.mention('連署人要求暫停多久？'));
    expect(on.discord.messagesIn(on.discord.channel)).toHaveLength(before + 5);
  });

  it('words a failure in reply to the message', async () => {
    const reply = await on.discord.answerTo(on.discord.mention('break'));
    expect(description(reply)).toMatch(/reference `[0-9a-f]{8}`|代號 `[0-9a-f]{8}`/u);
  });

  it('logs one line and lives on when it may not write there', async () => {
    const quiet = on.discord.addChannel({ name: 'read-only' });
    on.discord.deny(quiet, 'send');
    on.discord.mention('連署人要求', { in: quiet });
    await bot.line(/^The message \d+: the bot may not .*5001[13]\)|^The message \d+: .*50001/);
    await on.discord.answerTo(on.discord.mention('連署人要求'));
  });

  it('answers once when the mention was deleted meanwhile', async () => {
    const asked = on.discord.mention('連署人要求暫停多久？');
    on.discord.erase(asked);
    await on.discord.answerTo(on.discord.mention('連署人要求'));
    expect(
      on.discord.messagesIn(on.discord.channel).filter(({ reference }) => reference?.messageId === asked.id),
    ).toHaveLength(0);
  });
});
