import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../scripts/loopback/entities.ts';
import type { StudyQuestion } from '../../../src/study/question.ts';
import { stage } from '../../support/bot-against-loopback.ts';
import { labelsOf, ReadingGroup, textOf } from './reading-group.ts';
import { BRIDGE, POEM, stepsOf } from './study-articles.ts';

const STUB_ARTICLES = JSON.stringify([BRIDGE, POEM]);
const steps = await stepsOf(BRIDGE);
const questions = steps.map((step) => step.questions);

function question(step: number, number: number): StudyQuestion {
  const found = questions[step]?.[number];
  if (found === undefined) throw new Error(`the sample article has no question ${step}/${number}`);
  return found;
}

describe('/study', () => {
  const on = stage({ isShared: true });
  let ann: Person;
  let ben: Person;
  beforeAll(async () => {
    await on.startReady({ STUB_ARTICLES });
    ann = on.discord.addPerson({ username: 'ann_*b*' });
    ben = on.discord.addPerson({ username: 'ben' });
  });
  const start = (locale = 'zh-TW', by: Person = ann): Promise<ReadingGroup> =>
    ReadingGroup.start(on.discord, BRIDGE.id, { by, locale });

  it('the sample has the steps and questions that these tests walk through', () => {
    expect(questions.map(({ length }) => length)).toEqual([3, 2]);
    expect(questions.flat().map(({ answer }) => answer)).toEqual(
      expect.arrayContaining(['三億五千萬元', '6個月', '35%', '1200萬元']),
    );
  });

  it('opens a thread named by the article, with rules and the first quotation', async () => {
    const group = await start();
    expect(group.thread.name).toBe('讀書會：跨海大橋的*故事*');
    const [rules, quotation] = group.said;
    expect(rules && textOf(rules)).toContain('`/ask`');
    expect(rules && textOf(rules)).toContain('3 次');
    expect(quotation && textOf(quotation)).toBe(
      '1/2・開頭\n> 這座跨海大橋連接兩座島，居民盼了很久才等到它完工。\n' +
        '— [跨海大橋的\\*故事\\*](https://example.org/bridge)・第 1 段\n' +
        '這一節有 3 題，答案在引文後面。先按「讀下去」讀完，再看題目。',
    );
    expect(labelsOf(group.open)).toEqual(['讀下去', '看題目（3）']);
  });

  it('opens the rest of the section for whoever presses "Read on"', async () => {
    const group = await start();
    const read = await on.discord.shown(on.discord.click(group.open, '讀下去', { by: ben }));
    expect(read.seenBy).toBe(ben.id);
    expect(textOf(read)).toContain('約翰·史密斯');
  });

  it('walks two people through to the scores', async () => {
    const group = await start();
    await group.goOn(ben);

    // A name: both forms count, and who is right is shown by name.
    const { open } = group;
    expect(textOf(open)).toContain('＿＿＿＿');
    expect(textOf(open)).not.toContain('史密斯');
    expect(labelsOf(open)).toEqual(['回答', '看答案，下一題', '結束讀書會']);
    expect(await group.answer('王小明', ben)).toBe('❌ 不對，還可以試 2 次。');
    expect(textOf(open)).not.toContain('答對');
    expect(await group.answer('john smith', ben)).toBe('✅ **Ben** 答對了，得一分，目前 1 分。');
    await on.discord.until('the name', () => textOf(open).includes('✅ 答對：Ben'));
    expect(textOf(open)).not.toContain('王小明');
    expect(await group.reply('史密斯', ann)).toContain('**Ann\\_\\*b\\*** 答對了');
    await on.discord.until('both names', () => textOf(open).includes('✅ 答對：Ben、Ann\\_\\*b\\*'));
    expect(await group.reply('史密斯', ann)).toBe('這題你已經答對了。');
    expect(await group.refusedForm(ben)).toBe('這題你已經答對了。');

    // Going on shows the whole sentence with the answer in bold, and takes the old buttons away.
    const second = await group.goOn(ann);
    expect(textOf(second)).toContain(`**${question(0, 0).answer}**`);
    await on.discord.until('the old buttons to go', () => labelsOf(open).length === 0);
    expect(textOf(second)).toContain('第 2 題（共 3 題）');

    // Figures: Simplified, Arabic numerals, full width; a mention in the thread is an answer as well.
    expect(await group.mention('三亿五千万元', ben)).toContain('答對了');
    expect(await group.answer('３５０００００００', ann)).toContain('答對了');
    await group.goOn();
    expect(await group.reply('至少六個月', ann)).toContain('答對了');
    expect(await group.answer('7個月', ben)).toContain('還可以試 2 次');
    expect(await group.answer('8個月', ben)).toContain('還可以試 1 次');
    expect(await group.reply('9個月', ben)).toContain('次數用完了');
    expect(await group.reply('6個月', ben)).toBe('這題你的次數用完了，下一題再來。');
    expect(await group.refusedForm(ben)).toBe('這題你的次數用完了，下一題再來。');

    // The next section, skipped through: nobody answers its first question.
    const section = await group.goOn(ben);
    expect(textOf(section)).toContain('2/2・開頭');
    await group.goOn(ben);
    expect(textOf(await group.goOn(ben))).toContain('這題沒有人答對。');
    expect(labelsOf(group.open)).toEqual(['回答', '看答案和成績', '結束讀書會']);
    expect(await group.answer('1200萬', ben)).toContain('答對了');
    group.pressNext(ann);
    const end = await group.messageWith('讀書會結束');
    expect(textOf(end)).toContain('**1200萬元**');
    expect(textOf(end)).toContain('**[跨海大橋的\\*故事\\*](https://example.org/bridge)**');
    expect(textOf(end)).toContain(
      '🥇 **Ben** 3 分（作答 4 題）\n🥇 **Ann\\_\\*b\\*** 3 分（作答 3 題）\n\n出了 5 題，有人答對的 4 題。',
    );
    expect(textOf(end)).toContain('`/ask`');
    await on.discord.until('the last buttons to go', () =>
      group.said.every((message) => labelsOf(message).every((label) => label === '讀下去')),
    );
  });

  it('moves one step when two press at once, and tells the other where the group is', async () => {
    const group = await start();
    const { open } = group;
    const clicks = [group.pressNext(ann, open), group.pressNext(ben, open)];
    const told = await on.discord.until('the note', () => clicks.flatMap(({ followUps }) => followUps)[0]);
    expect(told.seenBy).not.toBeNull();
    expect(textOf(told)).toContain(
      `https://discord.com/channels/${on.discord.guild.id}/${group.thread.id}/${group.open.id}`,
    );
    expect(group.said).toHaveLength(3);
    expect(textOf(group.open)).toContain('第 1 題');
  });

  it('counts both when two answer at once, and one when one person answers twice at once', async () => {
    const group = await start();
    await group.goOn();
    const sent = await Promise.all([
      group.fillIn('史密斯', ann),
      group.fillIn('史密斯', ben),
      group.fillIn('Smith', ben),
    ]);
    const told = await Promise.all(sent.map((each) => on.discord.reply(each)));
    expect(told.filter(({ embeds }) => embeds[0]?.description?.includes('得一分'))).toHaveLength(2);
    const score = textOf(await on.discord.shown(group.command('score')));
    expect(score).toContain('1 分（作答 1 題）');
    expect(score.match(/1 分/gu)).toHaveLength(2);
  });

  it('does not count a form for a question that the group has left', async () => {
    const group = await start();
    await group.goOn();
    const pressed = on.discord.click(group.open, '回答', { by: ben });
    await on.discord.modal(pressed);
    const left = group.open;
    await group.goOn(ann);
    const late = await on.discord.reply(on.discord.submit(pressed, { answer: '史密斯' }));
    expect(late.isEphemeral).toBe(true);
    expect(late.embeds[0]?.description).toContain('大家已經往前走了');
    const reply = on.discord.say('史密斯', { by: ben, in: group.thread, replyTo: left });
    expect(textOf(await on.discord.answerTo(reply))).toContain('大家已經往前走了');
    expect(textOf(await on.discord.shown(group.command('score')))).toContain('還沒有人作答。');
  });

  it('shows the sentence above the field of the form', async () => {
    const group = await start('en-US');
    await group.goOn();
    const pressed = on.discord.click(group.open, 'Answer', { by: ben, locale: 'zh-CN' });
    const form = await on.discord.modal(pressed);
    expect(form.title).toBe('第 1 题');
    expect(JSON.stringify(form.components)).toContain('＿＿＿＿主持了整座大橋的設計工作。');
  });

  it('speaks the language of whoever started to all, and to each alone in their own', async () => {
    const group = await start('en-US');
    expect(group.thread.name).toBe('Reading: 跨海大橋的*故事*');
    await group.goOn();
    expect(labelsOf(group.open)).toEqual(['Answer', 'Show answer, next question', 'Stop']);
    expect(await group.answer('不知道', ben, 'zh-CN')).toBe('❌ 不对，还可以试 2 次。');
    expect(await group.mention('不知道', ben)).toContain('Not that. One try left.');
  });

  it('costs no try to say nothing or far too much', async () => {
    const group = await start();
    await group.goOn();
    expect(await group.mention('', ben)).toContain('我沒看到答案');
    expect(await group.mention('史'.repeat(201), ben)).toContain('最多 200 個字');
    expect(await group.answer('誰', ben)).toContain('還可以試 2 次');
  });

  it('leaves questions alone: a mention while a quotation is read, /ask, and a reply to an answer', async () => {
    const group = await start();
    const asked = '造價的估計多了多少？';
    expect(await group.mention(asked, ben)).toContain('造價是三億五千萬元');
    await group.goOn();
    const used = on.discord.use({ command: 'ask', options: { question: asked }, in: group.thread, by: ben });
    const answer = await on.discord.shown(used);
    expect(textOf(answer)).toContain('造價是三億五千萬元');
    const further = on.discord.say('previous?', { by: ben, in: group.thread, replyTo: answer });
    const said = await on.discord.answerTo(further);
    expect(said.embeds[0]?.author?.name).toBe(`${asked} → bridge`);
    expect(textOf(await on.discord.shown(group.command('score')))).toContain('還沒有人作答。');
  });

  it('hears nothing of what people say among themselves', async () => {
    const group = await start();
    await group.goOn();
    const before = group.said.length;
    on.discord.say('史密斯', { by: ben, in: group.thread });
    on.discord.say('史密斯', { by: ben, in: group.thread, replyTo: group.open, pings: false });
    expect(await group.mention('誰', ben)).toContain('還可以試 2 次');
    expect(group.said).toHaveLength(before + 1);
  });

  describe('stop', () => {
    it('ends with the score, ties sharing a place, by the one who started', async () => {
      const group = await start();
      await group.goOn();
      const cat = on.discord.addPerson({ username: 'cat' });
      for (const person of [ann, ben]) expect(await group.answer('史密斯', person)).toContain('答對');
      expect(await group.answer('誰', cat)).toContain('不對');
      const end = textOf(await on.discord.shown(group.command('stop', ann)));
      expect(end).toContain('🥇 **Ann\\_\\*b\\*** 1 分（作答 1 題）\n🥇 **Ben** 1 分');
      expect(end).toContain('– **Cat** 0 分');
      await on.discord.until('the buttons to go', () =>
        group.said.every((each) => labelsOf(each).every((label) => label === '讀下去')),
      );
      const again = await on.discord.reply(group.command('stop', ann));
      expect(again.isEphemeral).toBe(true);
      expect(again.embeds[0]?.description).toContain('沒有進行中的讀書會');
      // A mention is a question again.
      expect(await group.mention('造價的估計多了多少？', ben)).toContain('造價是三億五千萬元');
    });

    it('is for whoever started and for moderators, with the button too', async () => {
      const group = await start();
      await group.goOn();
      const refused = await on.discord.reply(group.command('stop', ben, 'zh-CN'));
      expect(refused.isEphemeral).toBe(true);
      expect(refused.embeds[0]?.description).toContain(`这场是 <@${ann.id}> 开的`);
      const pressed = await on.discord.reply(on.discord.click(group.open, '結束讀書會', { by: ben }));
      expect(pressed.isEphemeral).toBe(true);
      // The owner of the server may manage messages.
      on.discord.click(group.open, '結束讀書會', { by: on.discord.asker });
      expect(textOf(await group.messageWith('讀書會結束'))).toContain('還沒有人作答。');
    });
  });

  it('shows the score so far with the way to the open question, and that again when it was deleted', async () => {
    const group = await start();
    const question = await group.goOn();
    const link = (id: string): string => `/${group.thread.id}/${id}`;
    expect(textOf(await on.discord.shown(group.command('score', ben)))).toContain(link(question.id));
    on.discord.erase(question);
    const score = textOf(await on.discord.shown(group.command('score', ben)));
    expect(group.open.id).not.toBe(question.id);
    expect(score).toContain(link(group.open.id));
    expect(await group.answer('史密斯', ben)).toContain('答對');
  });

  it('reads an article without questions together', async () => {
    const group = await ReadingGroup.start(on.discord, POEM.id, { by: ann });
    // All of it is quoted, so there is nothing to read on.
    expect(labelsOf(group.open)).toEqual(['結束，看成績']);
    group.pressNext(ben);
    expect(textOf(await group.messageWith('讀書會結束'))).toContain('還沒有人作答。');
  });
});
