import { beforeEach, describe, expect, it } from 'vitest';
import type { Person, StoredMessage } from '../../../scripts/loopback/entities.ts';
import { stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';
import { description } from '../../support/shown-message.ts';

const NO_PERMISSIONS = '0';

describe('/help', () => {
  const on = stage();
  let bot: Child;
  beforeEach(async () => {
    bot = await on.startReady();
  });

  const help = (locale = 'zh-TW', by: Person = on.discord.asker): Promise<StoredMessage> =>
    on.discord.shown(on.discord.use({ command: 'help', locale, by }));
  const register = async (...args: string[]): Promise<void> => {
    expect(await on.start('scripts/register.ts', {}, args).exited).toBe(0);
  };
  const listings = (): number =>
    on.discord.rest.requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/commands'))
      .length;

  it('is for the one who asks, with commands that a click begins, whose ids it asks for once', async () => {
    await register();
    const shown = await help();
    expect(shown.seenBy).toBe(on.discord.asker.id);
    expect(shown.embeds[0]?.title).toBe('Footnote 怎麼用');
    expect(description(shown)).toMatch(/<\/ask:\d{17,20}> — 從收錄的文章裡找答案/u);
    for (const name of ['articles', 'article', 'quote']) expect(description(shown)).toContain(`</${name}:`);
    expect(description(shown)).toContain('問 Footnote 這則訊息');
    expect(description(shown)).toContain('隱私');
    expect(listings()).toBe(2);
    expect(description(await help())).toBe(description(shown));
    expect(listings()).toBe(2);
  });

  it('knows the commands that are registered for this server alone', async () => {
    await register('--guild', on.discord.guild.id);
    expect(description(await help())).toMatch(/<\/ask:\d+>/u);
    const direct = on.discord.world.directMessagesWith(on.discord.asker);
    const elsewhere = on.discord.use({ command: 'help', in: direct });
    expect(description(await on.discord.shown(elsewhere))).toContain('`/ask`');
  });

  it.each([
    ['zh-CN', 'Footnote 怎么用', '隐私', '从收录的文章里找答案'],
    ['en-US', 'How to use Footnote', 'Privacy', 'Find the answer in our articles'],
  ])(
    'speaks %s, and names commands without links where there are none',
    async (locale, title, privacy, ask) => {
      const shown = await help(locale);
      expect(shown.embeds[0]?.title).toBe(title);
      expect(description(shown)).toContain(privacy);
      expect(description(shown)).toContain(`\`/ask\` — ${ask}`);
    },
  );

  it('shows what moderators can do to those who manage the server only', async () => {
    const moderator = await help();
    expect(moderator.embeds).toHaveLength(2);
    expect(moderator.embeds[1]?.title).toBe('管理員的指令');
    const member = on.discord.addPerson({ permissions: NO_PERMISSIONS });
    expect((await help('zh-TW', member)).embeds).toHaveLength(1);
    const direct = on.discord.world.directMessagesWith(on.discord.asker);
    const alone = await on.discord.shown(on.discord.use({ command: 'help', in: direct }));
    expect(alone.embeds).toHaveLength(1);
  });

  it('answers all the same when Discord does not list the commands, and asks again next time', async () => {
    await register();
    on.discord.rest.faults.push({ route: /^GET \/applications\/\d+\/commands/u, status: 403 });
    expect(description(await help())).toContain('`/ask`');
    await bot.line(/Discord did not list the commands/);
    expect(description(await help())).toMatch(/<\/ask:\d+>/u);
  });
});
