import { beforeAll, describe, expect, it } from 'vitest';
import type { Channel, StoredMessage } from '../../../scripts/loopback/entities.ts';
import { stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';

const QUESTION = '連署人要求暫停多久？';

function description(message: StoredMessage): string {
  return message.embeds[0]?.description ?? '';
}

describe('a thread for a study group', () => {
  const on = stage({ isShared: true });
  let bot: Child;
  beforeAll(async () => {
    bot = await on.startReady();
  });

  it('opens under the answer, named by the question, and says how to ask on', async () => {
    const asked = on.discord.use({ command: 'ask', options: { question: QUESTION, thread: true } });
    const answer = await on.discord.shown(asked);
    const thread = await on.discord.until('the thread', () =>
      on.discord.threads.find(({ id }) => id === answer.threadId),
    );
    expect(thread.name).toBe(QUESTION);
    const welcome = await on.discord.until('the welcome', () =>
      on.discord.messagesIn(thread).find(({ content }) => content.includes('接著問')),
    );
    expect(welcome.mentions.every(({ isBot }) => isBot)).toBe(true);
  });

  it('tells the asker alone when it may not open one, and the operator why', async () => {
    const channel = on.discord.addChannel({ name: 'no-threads' });
    on.discord.deny(channel, 'createThreads');
    const asked = on.discord.use({
      command: 'ask',
      in: channel,
      options: { question: QUESTION, thread: true },
    });
    expect(description(await on.discord.shown(asked))).toContain('至少6個月');
    const told = await on.discord.until('the note', () => asked.followUps[0]);
    expect(description(told)).toContain('建立公開討論串');
    expect(told.seenBy).toBe(on.discord.asker.id);
    await bot.line(/^No thread for interaction \d+: .*5001[13]/);
  });

  it('answers without one in a thread and in direct messages', async () => {
    const thread = on.discord.addThread('讀書會');
    const asked = on.discord.use({
      command: 'ask',
      in: thread,
      options: { question: QUESTION, thread: true },
      locale: 'en-US',
    });
    await on.discord.shown(asked);
    const told = await on.discord.until('the note', () => asked.followUps[0]);
    expect(description(told)).toContain('only in text channels');
  });
});

/** The stub repeats what it was told went before, so these show what reaches the engine. */
describe('a question that goes on from an answer', () => {
  const on = stage({ isShared: true });
  beforeAll(async () => {
    await on.startReady();
  });

  const quoted = '第 1 段'; // The stub's "previous" article is the letter, answered by its first paragraph.
  const GOES_ON = 'previous?';
  const heard = `${QUESTION} → letter`;

  async function askedIn(channel: Channel): Promise<StoredMessage> {
    return on.discord.answerTo(on.discord.mention(QUESTION, { in: channel }));
  }

  it('is asked with the answer that it replies to', async () => {
    const answer = await askedIn(on.discord.channel);
    expect(description(answer)).toContain(quoted);
    const asked = on.discord.mention(GOES_ON, { replyTo: answer });
    expect((await on.discord.answerTo(asked)).embeds[0]?.author?.name).toBe(heard);
  });

  it('is asked with the last answer of its thread, by mention and by /ask, after a restart too', async () => {
    const thread = on.discord.addThread('讀書會');
    await askedIn(thread);
    on.discord.say('我先想想', { in: thread });
    const asked = on.discord.mention(GOES_ON, { in: thread });
    expect((await on.discord.answerTo(asked)).embeds[0]?.author?.name).toBe(heard);
    const used = on.discord.use({ command: 'ask', in: thread, options: { question: GOES_ON } });
    expect((await on.discord.shown(used)).embeds[0]?.author?.name).toContain('→ letter');
  });

  it('stands for itself in a channel, where everyone asks something else', async () => {
    await askedIn(on.discord.channel);
    const used = on.discord.use({ command: 'ask', options: { question: GOES_ON } });
    expect((await on.discord.shown(used)).embeds[0]?.author?.name).toBe(GOES_ON);
  });

  it('goes on in direct messages', async () => {
    await on.discord.answerTo(on.discord.directMessage(QUESTION));
    const asked = on.discord.directMessage(GOES_ON);
    expect((await on.discord.answerTo(asked)).embeds[0]?.author?.name).toBe(heard);
  });

  it("goes on from a person's words when it replies to them", async () => {
    const said = on.discord.mention('連署人是誰');
    await on.discord.answerTo(said);
    const asked = on.discord.mention(GOES_ON, { replyTo: said });
    expect((await on.discord.answerTo(asked)).embeds[0]?.author?.name).toContain('連署人是誰 → nothing');
  });

  it('stands for itself where the history may not be read', async () => {
    const channel = on.discord.addChannel({ name: 'no-history' });
    const thread = on.discord.addThread('讀書會', { on: channel });
    await askedIn(thread);
    on.discord.deny(channel, 'readHistory');
    const used = on.discord.use({ command: 'ask', in: thread, options: { question: GOES_ON } });
    expect((await on.discord.shown(used)).embeds[0]?.author?.name).toBe(GOES_ON);
  });
});
