import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OptionValue } from '../../../scripts/loopback/command-use.ts';
import type { StoredMessage } from '../../../scripts/loopback/entities.ts';
import type { Tracked } from '../../../scripts/loopback/interaction.ts';
import { REAL_BOT, stage } from '../../support/bot-against-loopback.ts';
import type { Child } from '../../support/child.ts';
import { blockQuotes } from '../../support/discord-markdown.ts';
import { readingSettings, writeReadingCorpus } from '../../support/reading-corpus.ts';
import { description, footer, menuOptions, valueOf } from '../../support/shown-message.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** What stands in a channel outlives the process that wrote it, and the articles that it was written from. */
describe('buttons under what an earlier bot showed', () => {
  const on = stage();
  let folder: string;
  let bot: Child;
  beforeEach(async () => {
    folder = await tempFolder();
    await writeReadingCorpus(folder);
    bot = await started();
  });

  const started = async (): Promise<Child> => {
    const child = on.start(REAL_BOT, readingSettings(folder));
    await child.line(/ready as/);
    return child;
  };
  const shown = (command: string, options: Record<string, OptionValue> = {}): Promise<StoredMessage> =>
    on.discord.shown(on.discord.use({ command, options }));
  const changed = async (tracked: Tracked): Promise<StoredMessage> => {
    await on.discord.until('the message to be changed', () => tracked.edits > 0);
    return on.discord.shown(tracked);
  };
  const reader = async (): Promise<StoredMessage> => {
    const outline = await shown('article', { article: '港口的一年' });
    const chosen = [valueOf(outline, '春天的修船廠')];
    return on.discord.shown(on.discord.choose(outline, '選一節來讀', chosen));
  };

  it('go on where they were after a restart', async () => {
    const list = await shown('articles', { search: '筆記' });
    const outline = await shown('article', { article: '燈塔年表' });
    const places = await shown('quote', { phrase: '號公車' });
    const page = await reader();
    const asked = await shown('ask', { question: '海燕號的船底換了多少塊木板？' });
    await bot.kill();
    await started();

    expect(menuOptions(await changed(on.discord.click(list, '下一頁')))).toHaveLength(2);
    expect(footer(await changed(on.discord.click(outline, '下一頁')))).toBe('第 2/3 頁');
    expect(footer(await changed(on.discord.click(places, '下一頁')))).toBe('第 2/4 頁');
    const next = await changed(on.discord.click(page, '下一節'));
    expect(next.id).toBe(page.id);
    expect(blockQuotes(description(next))).toEqual(['船匠帶著祖父留下的刨刀，刀柄已經磨得發亮。']);
    const before = await on.discord.shown(on.discord.click(asked, '上一段'));
    expect(before.seenBy).toBe(on.discord.asker.id);
    expect(blockQuotes(description(before))).toEqual(['修船廠在三月開工，第一艘上架的船叫做海燕號。']);
  });

  it('say kindly that an article was edited meanwhile, and show what is left of a list', async () => {
    const list = await shown('articles');
    const outline = await shown('article', { article: '港口的一年' });
    const page = await reader();
    const asked = await shown('ask', { question: '海燕號的船底換了多少塊木板？' });
    const messages = [page, asked, outline].map(description);

    const harbour = join(folder, 'corpus', 'harbour.md');
    writeFileSync(harbour, readFileSync(harbour, 'utf8').replace('三艘船', '五艘船'));
    for (let i = 1; i <= 12; i += 1) rmSync(join(folder, 'corpus', `note-${i}.md`));
    expect(await on.start('scripts/index.ts', readingSettings(folder)).exited).toBe(0);
    await bot.line(/Took up the index .*3 articles/);

    const refusals = [
      on.discord.click(page, '下一節'),
      on.discord.click(asked, '上一段'),
      on.discord.click(asked, '文章大綱'),
      on.discord.choose(outline, '選一節來讀', ['1']),
      on.discord.choose(list, 'open-article', [valueOf(list, '港口的一年')]),
    ];
    for (const refused of refusals) {
      const said = await on.discord.until('a refusal', () => refused.followUps[0] ?? refused.message);
      expect(said.seenBy).toBe(on.discord.asker.id);
      expect(description(said)).toContain('文章更新過了');
    }
    expect([page, asked, outline].map(description)).toEqual(messages);
    expect(bot.output).not.toContain('reference');

    const left = await changed(on.discord.click(list, '下一頁'));
    expect(left.embeds[0]?.title).toBe('收錄了 3 篇文章');
    expect(menuOptions(left)).toHaveLength(3);
    const again = await shown('article', { article: '港口的一年' });
    const opened = await on.discord.shown(on.discord.choose(again, '選一節來讀', ['0']));
    expect(description(opened)).toContain('五艘船');
  });
});
