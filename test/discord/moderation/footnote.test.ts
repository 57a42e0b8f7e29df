import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, Embed, StoredMessage } from '../../../scripts/loopback/entities.ts';
import type { Tracked } from '../../../scripts/loopback/interaction.ts';
import { openState, type State } from '../../../src/state/state.ts';
import { stage } from '../../support/bot-against-loopback.ts';

/** `/footnote` through the real client. What was saved is read from the bot's own state file. */
describe('/footnote', () => {
  const on = stage({ isShared: true });
  const folder = mkdtempSync(join(tmpdir(), 'footnote-moderation-'));
  const file = join(folder, 'state.sqlite');
  let state: State;
  let elsewhere: Channel;

  beforeAll(async () => {
    elsewhere = on.discord.addChannel({ name: 'elsewhere', guild: on.discord.addGuild({ name: 'Other' }) });
    await on.startReady({ STATE_FILE: file });
    state = await openState({ stateFile: file });
  });
  afterAll(async () => {
    await state.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const guildId = (): string => on.discord.guild.id;
  const footnote = (subcommand: string, locale = 'en-US', channel: Channel = on.discord.channel): Tracked =>
    on.discord.use({ command: 'footnote', subcommand, locale, in: channel });
  const shown = (tracked: Tracked): Promise<StoredMessage> => on.discord.shown(tracked);
  /** The message of an interaction as it stands after its edits. */
  const embedOf = async (tracked: Tracked): Promise<Embed> => (await shown(tracked)).embeds[0] ?? {};
  const press = async (message: Tracked, label: string): Promise<Embed> =>
    embedOf(on.discord.click(message, label, { locale: 'en-US' }));
  const field = (embed: Embed, name: string): string | undefined =>
    embed.fields?.find((each) => each.name === name)?.value;

  describe('status', () => {
    it('shows index, questions, times and settings of this server, to the moderator alone', async () => {
      for (const question of ['連署人要求什麼', 'qqqq']) await on.discord.reply(on.discord.ask({ question }));
      await shown(on.discord.use({ command: 'ask', options: { question: '連署人要求什麼' }, in: elsewhere }));
      const status = footnote('status');
      const embed = await embedOf(status);
      expect(status.isEphemeral).toBe(true);
      expect(status.acknowledgedBy).toBe(5);
      expect(field(embed, 'Index')).toBe(
        '2 articles, 3 passages\nVersion `2026-11-22T09-00-00Z-4f2a`, built <t:1795338000:R>\nModel `stub`',
      );
      expect(field(embed, 'Questions today')).toMatch(
        /^2 in this server: 1 answered, 0 with near passages only, 1 not found\nHalf took at most \d+ ms, 95% at most \d+ ms \(p50, p95\)\n3 in all servers and direct messages together, since <t:\d+:t>$/,
      );
      expect(field(embed, 'Mentions are answered in')).toBe('every channel');
      expect(field(embed, 'Questions that found nothing')).toContain('Not kept');
    });

    it('shows another server what belongs to it', async () => {
      const embed = await embedOf(footnote('status', 'zh-TW', elsewhere));
      expect(field(embed, '今天的問題')).toMatch(/^這個伺服器 1 題：1 題有答案，/u);
    });
  });

  describe('channels', () => {
    const menuOf = (message: StoredMessage) => message.components[0]?.components?.[0] as unknown;

    it('saves the chosen channels and tells where the bot cannot answer', async () => {
      const silent = on.discord.addChannel({ name: 'silent' });
      on.discord.deny(silent, 'send', 'embedLinks');
      const hidden = on.discord.addChannel({ name: 'hidden' });
      on.discord.deny(hidden, 'view');
      const setting = footnote('channels');
      const before = await shown(setting);
      expect(before.embeds[0]?.description).toContain('in every channel');
      expect(menuOf(before)).toMatchObject({ type: 8, min_values: 0, max_values: 25, default_values: [] });

      const ids = [on.discord.channel.id, silent.id, hidden.id];
      const choice = on.discord.choose(setting, 'channels:only', ids, { locale: 'en-US' });
      const after = await on.discord.until('the update', () => choice.message);
      expect(choice.acknowledgedBy).toBe(6);
      expect((await state.settings.get(guildId())).answerChannels).toEqual(ids);
      const description = after.embeds[0]?.description ?? '';
      expect(description).toContain(ids.map((id) => `<#${id}>`).join(' '));
      expect(description).toContain(`<#${silent.id}> needs: Send Messages, Embed Links`);
      expect(description).toContain(`<#${hidden.id}> is out of my sight`);
      expect(description).not.toContain(`<#${on.discord.channel.id}> needs`);
      expect(menuOf(after)).toMatchObject({
        default_values: [on.discord.channel.id, silent.id].map((id) => ({ id, type: 'channel' })),
      });
      expect((await state.settings.get(elsewhere.guildId ?? '')).answerChannels).toBeNull();
    });

    it('answers nowhere when nothing is chosen, and everywhere at the press of a button', async () => {
      const setting = footnote('channels');
      await shown(setting);
      const none = on.discord.choose(setting, 'channels:only', [], { locale: 'en-US' });
      expect((await embedOf(none)).description).toContain('Now: nowhere.');
      expect((await state.settings.get(guildId())).answerChannels).toEqual([]);
      expect((await press(setting, 'Everywhere')).description).toContain('in every channel');
      expect((await state.settings.get(guildId())).answerChannels).toBeNull();
    });
  });

  describe('unanswered', () => {
    it('keeps nothing until it is switched on, then groups what found nothing', async () => {
      await on.discord.reply(on.discord.ask({ question: 'qqqq' }));
      const digest = footnote('unanswered');
      expect((await embedOf(digest)).description).toContain('No questions are kept now.');
      expect((await state.kept(guildId())).unanswered.count).toBe(0);

      const choice = on.discord.choose(digest, 'unanswered:keep', ['30'], { locale: 'en-US' });
      const on30 = await on.discord.until('the digest', () => choice.message);
      expect((await state.settings.get(guildId())).unanswered).toEqual({ days: 30 });
      const until = Number(/stays until <t:(\d+):D>/u.exec(on30.embeds[0]?.description ?? '')?.[1]);
      expect(until - Date.now() / 1000).toBeCloseTo(30 * 24 * 3600, -2);

      for (const question of ['Who built the **bridge**?', 'who built the bridge', 'qqqq'])
        await on.discord.reply(on.discord.ask({ question }));
      const { description } = await embedOf(footnote('unanswered'));
      expect(description).toContain('3 questions in 2 groups');
      expect(description).toMatch(/\*\*2×\*\* .*ridge\S*\nlast asked <t:\d+:d>\n\n\*\*1×\*\* qqqq/u);
      expect(description).not.toContain(on.discord.asker.id);
    });

    it('shows another server nothing of it', async () => {
      expect((await embedOf(footnote('unanswered', 'en-US', elsewhere))).description).toContain(
        'No questions are kept now.',
      );
    });

    it('leafs through many, and stays on the last page when there are fewer', async () => {
      const at = new Date();
      for (let i = 0; i < 25; i++) {
        const question = `${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地人'.charAt(i)}${i}`;
        await state.unanswered.add({ guildId: guildId(), question, state: 'none', at });
      }
      const digest = footnote('unanswered');
      expect((await embedOf(digest)).footer?.text).toBe('Page 1 of 3');
      const second = on.discord.click(digest, 'Next', { locale: 'en-US' });
      const message = await on.discord.until('the second page', () => second.message);
      expect(message.embeds[0]?.footer?.text).toBe('Page 2 of 3');
      const third = on.discord.click(message, 'unanswered:page:2', { locale: 'en-US' });
      await on.discord.until('the third page', () => third.message);
      expect(message.embeds[0]?.footer?.text).toBe('Page 3 of 3');
    });

    it('asks before it switches off, and deletes what was kept only then', async () => {
      const digest = footnote('unanswered');
      await shown(digest);
      expect((await press(digest, 'Switch off and delete')).description).toContain('(28 questions)');
      expect((await state.kept(guildId())).unanswered.count).toBe(28);
      const back = on.discord.click(digest, 'No, leave it as it is', { locale: 'en-US' });
      expect((await on.discord.until('the digest', () => back.message)).embeds[0]?.description).toContain(
        '28 questions',
      );
      await press(digest, 'Switch off and delete');
      const off = on.discord.click(digest, 'Delete and switch off', { locale: 'en-US' });
      const after = await on.discord.until('the end', () => off.message);
      expect(after.embeds[0]?.description).toContain('No questions are kept now.');
      expect((await state.kept(guildId())).unanswered.count).toBe(0);
      expect((await state.settings.get(guildId())).unanswered).toBeNull();
    });
  });

  describe('feedback', () => {
    it('says so when there is none', async () => {
      expect((await embedOf(footnote('feedback'))).description).toContain('Nobody has called');
    });

    it('shows what was said of which answer, without who said it, to this server alone', async () => {
      const answer = on.discord.ask({ question: '第一個趨勢是什麼' });
      await shown(answer);
      await shown(on.discord.click(answer, '出處不對'));
      const empty = on.discord.ask({ question: 'zzzz' });
      await shown(empty);
      await shown(on.discord.click(empty, '沒有幫助'));

      const { description = '' } = await embedOf(footnote('feedback'));
      expect(description).toContain('Not helpful: 1. Wrong source: 1.');
      expect(description).toContain('• 五大趨勢: not helpful 0, wrong source 1');
      expect(description).toContain('• Answers without a quotation: not helpful 1, wrong source 0');
      expect(description).toMatch(
        /\*\*Wrong source\*\* 第一個趨勢是什麼 · <t:\d+:d>\n> 第一個趨勢是\\\*\\\*開放\\\*\\\*，\\@everyone 都能用。\n— 五大趨勢 · paragraph 1/u,
      );
      expect(description).not.toContain(on.discord.asker.id);
      expect((await embedOf(footnote('feedback', 'zh-TW', elsewhere))).description).toContain('還沒有人說');
    });

    it('shows the latest first, five a page', async () => {
      for (let i = 0; i < 7; i++) {
        await state.feedback.add({
          guildId: guildId(),
          kind: 'not-helpful',
          messageId: String(i),
          userId: '1',
          question: `question ${i}`,
          articleId: null,
          title: null,
          paragraph: null,
          quote: null,
          at: new Date(Date.now() + 1000 * (i + 1)),
        });
      }
      const log = footnote('feedback');
      const first = (await embedOf(log)).description ?? '';
      expect(first.match(/question \d/gu)).toEqual([
        'question 6',
        'question 5',
        'question 4',
        'question 3',
        'question 2',
      ]);
      const second = await press(log, 'Next');
      expect(second.description).toContain('question 1');
      expect(second.description).toContain('第一個趨勢是什麼');
      expect(second.footer?.text).toBe('Page 2 of 2');
    });
  });

  describe('privacy', () => {
    it('tells what is kept, and deletes it all once that is confirmed', async () => {
      await state.settings.set(guildId(), { unanswered: { days: 7 } });
      await state.unanswered.add({ guildId: guildId(), question: 'q', state: 'none', at: new Date() });
      const other = elsewhere.guildId ?? '';
      await state.settings.set(other, { unanswered: { days: 7 } });

      const privacy = footnote('privacy');
      const embed = await embedOf(privacy);
      expect(field(embed, 'Feedback on answers')).toMatch(
        /365 days\.\n\*\*9 kept, the oldest of <t:\d+:d>\*\*$/u,
      );
      expect(field(embed, 'Questions that found nothing')).toMatch(/For 7 days\.\n\*\*1 kept/u);
      expect(field(embed, 'Study sessions')).toMatch(/\*\*None\*\*$/u);

      expect((await press(privacy, 'Delete it all')).description).toContain('Delete it?');
      expect((await state.kept(guildId())).feedback.count).toBe(9);
      expect((await press(privacy, 'No, keep it')).fields).toHaveLength(5);
      await press(privacy, 'Delete it all');
      const deleted = await press(privacy, 'Yes, delete it all');
      expect(deleted.title).toBe('Deleted');
      expect(deleted.description).toContain('• Feedback on answers: 9');
      expect(deleted.description).toContain('• Questions that found nothing: 1');
      for (const { count } of Object.values(await state.kept(guildId()))) expect(count).toBe(0);
      expect((await state.settings.get(other)).unanswered).toEqual({ days: 7 });
    });
  });

  it('names settings that cannot be understood', async () => {
    const { default: Database } = await import('libsql');
    const database = new Database(file);
    database
      .prepare('INSERT INTO footnote_settings (guild_id, name, value, at) VALUES (?, ?, ?, ?)')
      .run(guildId(), 'answerChannels', '``` {', 0);
    database.close();
    const embed = await embedOf(footnote('status'));
    expect(field(embed, 'Mentions are answered in')).toContain('no channel');
    expect(embed.fields?.at(-1)?.value).toMatch(/^```\nThe setting answerChannels .*"''' \{".*\n```$/u);
  });
});

/** What a moderator was told is saved is still there after the bot was killed that very moment. */
describe('a choice of moderators', () => {
  const on = stage();

  it.each([
    {
      what: 'channels',
      open: 'channels',
      change: (d: typeof on.discord, message: Tracked) =>
        d.choose(message, 'channels:only', [d.channel.id], { locale: 'en-US' }),
      seen: 'only in these channels',
    },
    {
      what: 'the digest',
      open: 'unanswered',
      change: (d: typeof on.discord, message: Tracked) =>
        d.choose(message, 'unanswered:keep', ['90'], { locale: 'en-US' }),
      seen: 'Kept for 90 days',
    },
  ])('outlives a bot killed as it acknowledges: $what', async ({ open, change, seen }) => {
    const folder = mkdtempSync(join(tmpdir(), 'footnote-killed-'));
    const env = { STATE_FILE: join(folder, 'state.sqlite') };
    const bot = await on.startReady(env);
    const use = (): Tracked => on.discord.use({ command: 'footnote', subcommand: open, locale: 'en-US' });
    const setting = use();
    await on.discord.shown(setting);
    let killed: Promise<void> | null = null;
    on.discord.onChange((event) => {
      const isChange = event.kind === 'interaction' && event.tracked.type === 3;
      if (isChange && event.tracked.acknowledgedAt !== null) killed ??= bot.kill();
    });
    const choice = change(on.discord, setting);
    await on.discord.until('the acknowledgement', () => choice.acknowledgedAt);
    await (killed as Promise<void> | null);
    expect(bot.isRunning).toBe(false);

    await on.startReady(env);
    const after = await on.discord.shown(use());
    expect(after.embeds[0]?.description).toContain(seen);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is offered to those who manage the server, and in servers only', async () => {
    expect(await on.start('scripts/register.ts').exited).toBe(0);
    const commands = on.discord.commands.get('global') ?? [];
    for (const name of ['footnote', 'reindex']) {
      expect(commands.find((command) => command.name === name)).toMatchObject({
        default_member_permissions: '32',
        contexts: [0],
        integration_types: [0],
      });
    }
    const names = commands.find(({ name }) => name === 'footnote')?.options as { name: string }[];
    expect(names.map(({ name }) => name)).toEqual([
      'status',
      'channels',
      'unanswered',
      'feedback',
      'privacy',
    ]);
  });
});
