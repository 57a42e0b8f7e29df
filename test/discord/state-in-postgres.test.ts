import { describe, expect, it } from 'vitest';
import { stage } from '../support/bot-against-loopback.ts';
import { POSTGRES_SERVERS } from '../support/postgres-servers.ts';
import { ReadingGroup } from './study/reading-group.ts';
import { BRIDGE } from './study/study-articles.ts';

describe.each(POSTGRES_SERVERS)('a bot that keeps what must last in $name', ({ emptyDatabase }) => {
  const on = stage();

  it('goes on after kill -9 where it was: settings, figures and a study', async () => {
    const env = { DATABASE_URL: await emptyDatabase(), STUB_ARTICLES: JSON.stringify([BRIDGE]) };
    const footnote = (subcommand: string) =>
      on.discord.use({ command: 'footnote', subcommand, locale: 'en-US' });
    const embedOf = async (subcommand: string) =>
      (await on.discord.shown(footnote(subcommand))).embeds[0] ?? {};

    const first = await on.startReady(env);
    await on.discord.reply(on.discord.ask({ question: 'qqqq' }));
    const setting = footnote('channels');
    await on.discord.shown(setting);
    const { id } = on.discord.channel;
    await on.discord.shown(on.discord.choose(setting, 'channels:only', [id], { locale: 'en-US' }));
    const ben = on.discord.addPerson({ username: 'ben' });
    const group = await ReadingGroup.start(on.discord, BRIDGE.id);
    await group.goOn();
    // Two at once: each is counted.
    const answers = await Promise.all([
      group.answer('史密斯', ben),
      group.answer('史密斯', on.discord.asker),
    ]);
    for (const said of answers) expect(said).toContain('得一分');
    await first.kill();

    await on.startReady(env);
    expect((await embedOf('status')).fields?.find(({ name }) => name === 'Questions today')?.value).toMatch(
      /^1 in this server: 0 answered, 0 with near passages only, 1 not found/,
    );
    expect((await embedOf('channels')).description).toContain(`only in these channels`);
    const score = JSON.stringify((await on.discord.shown(group.command('score'))).embeds);
    expect(score).toContain('**Ben** 1 分');
    expect(await group.refusedForm(ben)).toBe('這題你已經答對了。');
    const privacy = footnote('privacy');
    await on.discord.shown(privacy);
    for (const label of ['Delete it all', 'Yes, delete it all']) {
      await on.discord.shown(on.discord.click(privacy, label, { locale: 'en-US' }));
    }
    expect((await embedOf('channels')).description).toContain('in every channel');
  });
});
