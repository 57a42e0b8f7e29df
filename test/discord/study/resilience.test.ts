import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Person } from '../../../scripts/loopback/entities.ts';
import { openState } from '../../../src/state/state.ts';
import { stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';
import { labelsOf, ReadingGroup, textOf } from './reading-group.ts';
import { BRIDGE } from './study-articles.ts';

const STUB_ARTICLES = JSON.stringify([BRIDGE]);
const folder = mkdtempSync(join(tmpdir(), 'footnote-study-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a study over a restart', () => {
  const on = stage();
  let file: string;
  let ben: Person;
  let count = 0;
  beforeEach(() => {
    file = join(folder, `state-${count++}.sqlite`);
    ben = on.discord.addPerson({ username: 'ben' });
  });
  const startBot = (articles = STUB_ARTICLES): Promise<Child> =>
    on.startReady({ STATE_FILE: file, STUB_ARTICLES: articles });

  it('keeps a point that was acknowledged the moment before kill -9, and goes on with the same buttons', async () => {
    const first = await startBot();
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    await group.goOn();
    expect(await group.answer('史密斯', ben)).toContain('得一分');
    await first.kill();

    await startBot();
    expect(textOf(await on.discord.shown(group.command('score')))).toContain('🥇 **Ben** 1 分');
    expect(await group.refusedForm(ben)).toBe('這題你已經答對了。');
    expect(textOf(await group.goOn())).toContain('✅ 答對：Ben');
    expect(await group.reply('三億五千萬', ben)).toContain('目前 2 分');
    await on.discord.until('the name', () => textOf(group.open).includes('✅ 答對：Ben'));
    const end = textOf(await on.discord.shown(group.command('stop')));
    expect(end).toContain('🥇 **Ben** 2 分（作答 2 題）');
  });

  it.each([
    ['edited', { ...BRIDGE, paragraphs: [...BRIDGE.paragraphs, '大橋後來又蓋了第二座。'] }],
    ['taken out', { ...BRIDGE, id: 'other', title: '別的文章' }],
  ])('ends kindly with the score when the article was %s meanwhile', async (what, changed) => {
    const first = await startBot();
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    await group.goOn();
    expect(await group.answer('史密斯', ben)).toContain('得一分');
    await first.kill();

    await startBot(JSON.stringify([changed]));
    expect(await group.answer('史密斯', on.discord.asker)).toContain('文章剛剛更新了');
    const end = await group.messageWith('文章更新了');
    expect(textOf(end)).toContain('🥇 **Ben** 1 分');
    expect(textOf(end).includes('https://example.org/bridge')).toBe(what === 'edited');
    expect(textOf(end)).toContain('跨海大橋');
    await on.discord.until('the buttons to go', () =>
      group.said.every((message) => labelsOf(message).every((label) => label === '讀下去')),
    );
    const again = await on.discord.reply(group.command('score'));
    expect(again.embeds[0]?.description).toContain('沒有進行中的讀書會');
  });

  it('tells all when somebody goes on after the article was edited', async () => {
    const first = await startBot();
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    await first.kill();
    await startBot(JSON.stringify([{ ...BRIDGE, title: '新的標題' }]));
    group.pressNext(ben);
    expect(textOf(await group.messageWith('文章更新了'))).toContain('新的標題');
  });

  it('ends a study that another version kept, in words, and says why in the log', async () => {
    const first = await startBot();
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    await first.kill();
    const state = await openState({ stateFile: file });
    const row = await state.studies.open(group.thread.id);
    if (row === null) throw new Error('the study was not kept');
    await state.studies.save({ ...row, json: row.json.replace('"version":1', '"version":99') });
    await state.close();

    const second = await startBot();
    const told = await on.discord.reply(group.command('score'));
    expect(told.embeds[0]?.description).toContain('紀錄讀不出來');
    await second.line(new RegExp(`The study in thread ${group.thread.id} has ended: .*version`));
    const pressed = await on.discord.reply(group.command('stop'));
    expect(pressed.embeds[0]?.description).toContain('沒有進行中的讀書會');
  });

  it('takes the button of a study that has ended away when it is pressed', async () => {
    const first = await startBot();
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    const { open } = group;
    await first.kill();
    const state = await openState({ stateFile: file });
    await state.studies.end(group.thread.id);
    await state.close();
    await startBot();
    const pressed = group.pressNext(ben, open);
    const told = await on.discord.until('the note', () => pressed.followUps[0]);
    expect(textOf(told)).toContain('沒有進行中的讀書會');
    expect(labelsOf(open)).toEqual(['讀下去']);
  });
});

describe('where a study cannot be', () => {
  const on = stage({ isShared: true });
  let bot: Child;
  beforeAll(async () => {
    bot = await on.startReady({ STUB_ARTICLES });
  });
  const refused = async (channel: Channel, locale = 'zh-TW'): Promise<string> => {
    const reply = await on.discord.reply(
      ReadingGroup.use(on.discord, { article: BRIDGE.id, on: channel, locale }),
    );
    expect(reply.isEphemeral).toBe(true);
    return reply.embeds[0]?.description ?? '';
  };

  it('is refused in a thread, with where to go instead', async () => {
    const thread = on.discord.addThread('閒聊');
    expect(await refused(thread)).toContain('請到文字頻道');
    expect(
      (await on.discord.reply(on.discord.use({ command: 'study', subcommand: 'score', in: thread })))
        .embeds[0]?.description,
    ).toContain('沒有進行中');
  });

  it('names the permissions that are missing, in the language of the person', async () => {
    const channel = on.discord.addChannel({ name: 'closed' });
    on.discord.deny(channel, 'createThreads', 'embedLinks');
    expect(await refused(channel)).toContain('缺權限：建立公開討論串、嵌入連結。');
    expect(await refused(channel, 'en-US')).toContain('Create Public Threads, Embed Links.');
    expect(on.discord.messagesIn(channel)).toEqual([]);
  });

  it('names them too when they are taken away at that very moment', async () => {
    const channel = on.discord.addChannel({ name: 'closing' });
    const started = ReadingGroup.use(on.discord, { article: BRIDGE.id, on: channel });
    await on.discord.until('the acknowledgement', () => started.acknowledgedAt ?? closeOnAcknowledgement());
    const told = await on.discord.until('the refusal', () => {
      const text = started.shown === null ? '' : textOf(started.shown);
      return text.includes('建立公開討論串') ? text : null;
    });
    expect(told).toContain('缺權限');

    function closeOnAcknowledgement(): null {
      on.discord.onChange((change) => {
        if (change.kind === 'interaction' && change.tracked === started)
          on.discord.deny(channel, 'createThreads');
      });
      return null;
    }
  });

  it('refuses a title that fits none, and offers titles while one types', async () => {
    const reply = await on.discord.reply(ReadingGroup.use(on.discord, { article: '不存在' }));
    expect(reply.embeds[0]?.description).toContain('沒有收錄「不存在」');
    const typed = on.discord.type({
      command: 'study',
      subcommand: 'start',
      option: 'article',
      typed: '大桥',
    });
    expect(await on.discord.choices(typed)).toEqual([{ name: BRIDGE.title, value: BRIDGE.id }]);
  });

  it('stays where it is when the bot may no longer speak, and goes on when it may', async () => {
    const channel = on.discord.addChannel({ name: 'muted' });
    const group = await ReadingGroup.start(on.discord, BRIDGE.id, { on: channel });
    on.discord.deny(channel, 'sendInThreads');
    const pressed = group.pressNext();
    const told = await on.discord.until('the note', () => pressed.followUps[0]);
    expect(textOf(told)).toContain('在討論串中傳送訊息');
    expect(labelsOf(group.open)).toEqual(['讀下去', '看題目（3）']);
    on.discord.allow(channel, 'sendInThreads');
    expect(textOf(await group.goOn())).toContain('第 1 題');
  });

  it('wakes an archived thread, and asks for a locked one to be opened', async () => {
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    on.discord.world.changeChannel(group.thread, { isArchived: true, isLocked: true });
    const pressed = group.pressNext();
    expect(textOf(await on.discord.until('the note', () => pressed.followUps[0]))).toContain('鎖起來了');
    on.discord.world.changeChannel(group.thread, { isLocked: false });
    expect(textOf(await group.goOn())).toContain('第 1 題');
    // Archived between the acknowledgement and the names under the question.
    const { open, thread } = group;
    const stop = on.discord.onChange((change) => {
      if (change.kind === 'message-update' && change.message.seenBy !== null)
        on.discord.world.changeChannel(thread, { isArchived: true });
    });
    expect(await group.answer('史密斯', on.discord.asker)).toContain('得一分');
    await bot.line(new RegExp(`Message ${open.id} stays as it was: the thread is archived`));
    stop();
    expect(textOf(await on.discord.shown(group.command('score')))).toContain('1 分');
  });

  it('survives a thread that is deleted while somebody answers', async () => {
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    await group.goOn();
    const pressed = on.discord.click(group.open, '回答');
    await on.discord.modal(pressed);
    on.discord.world.deleteChannel(group.thread);
    const sent = on.discord.submit(pressed, { answer: '史密斯' });
    await on.discord.until('an end', () => sent.acknowledgedAt);
    const other = await ReadingGroup.start(on.discord, BRIDGE.id);
    expect(textOf(other.open)).toContain('1/2');
    expect(bot.isRunning).toBe(true);
    expect(bot.output).not.toContain('Unhandled');
  });
});
