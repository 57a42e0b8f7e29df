import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OptionValue } from '../../../scripts/loopback/command-use.ts';
import type { StoredMessage } from '../../../scripts/loopback/entities.ts';
import type { Tracked } from '../../../scripts/loopback/interaction.ts';
import { REAL_BOT, stage } from '../../support/bot-against-loopback.ts';
import { blockQuotes } from '../../support/discord-markdown.ts';
import { CHORES, readingSettings, writeReadingCorpus } from '../../support/reading-corpus.ts';
import { buttonLabels, description, footer, menuOptions, valueOf } from '../../support/shown-message.ts';

const folder = mkdtempSync(join(tmpdir(), 'footnote-reading-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The real bot over articles that are known here; nothing is stubbed but Discord. */
describe('looking around in the articles', () => {
  const on = stage({ isShared: true });
  beforeAll(async () => {
    await writeReadingCorpus(folder);
    const bot = on.start(REAL_BOT, readingSettings(folder));
    await bot.line(/ready as/);
  });

  const use = (
    command: string,
    options: Record<string, OptionValue> = {},
    locale = 'zh-TW',
  ): Promise<StoredMessage> => on.discord.shown(on.discord.use({ command, options, locale }));
  /** The same message after the bot has changed it. */
  const changed = async (tracked: Tracked): Promise<StoredMessage> => {
    await on.discord.until('the message to be changed', () => tracked.edits > 0);
    return on.discord.shown(tracked);
  };
  const outlineOf = (article: string): Promise<StoredMessage> => use('article', { article });

  describe('/articles', () => {
    it('lists ten a page, each with its facts, and turns pages in place, whoever presses', async () => {
      const list = await use('articles');
      expect(list.seenBy).toBeNull();
      expect(list.embeds[0]?.title).toBe('收錄了 15 篇文章');
      expect(footer(list)).toBe('第 1/2 頁');
      expect(buttonLabels(list)).toEqual(['(上一頁)', '下一頁']);
      expect(menuOptions(list)).toHaveLength(10);
      expect(description(list)).toContain(
        '**[港口的一年](https://example.org/harbour)**\n海岸週報・2024-05-06・5 節、6 段',
      );

      const other = on.discord.addPerson();
      const second = await changed(on.discord.click(list, '下一頁', { by: other }));
      expect(second.id).toBe(list.id);
      expect(footer(second)).toBe('第 2/2 頁');
      expect(buttonLabels(second)).toEqual(['上一頁', '(下一頁)']);
      expect(menuOptions(second)).toHaveLength(5);
      await changed(on.discord.click(second, '上一頁'));
      expect(footer(list)).toBe('第 1/2 頁');
    });

    it('opens an article from its menu, for the one who chose it', async () => {
      const list = await use('articles');
      const other = on.discord.addPerson();
      const chosen = [valueOf(list, '港口的一年')];
      const outline = await on.discord.shown(on.discord.choose(list, 'open-article', chosen, { by: other }));
      expect(outline.id).not.toBe(list.id);
      expect(outline.seenBy).toBe(other.id);
      expect(description(outline)).toContain('春天的修船廠');
    });

    it.each([
      ['港口', '「港口」找到 1 篇文章', '港口的一年', 'a title'],
      ['海岸周报', '「海岸周报」找到 1 篇文章', '港口的一年', 'a source in the other script'],
      ['船匠 工具', '「船匠 工具」找到 1 篇文章', '▸ 船匠的工具', 'a heading, which it names'],
    ])('finds %j: %s', async (search, title, shown) => {
      const list = await use('articles', { search });
      expect(list.embeds[0]?.title).toBe(title);
      expect(description(list)).toContain(shown);
      expect(buttonLabels(list)).toEqual([]);
    });

    it('turns the pages of what a search found', async () => {
      const list = await use('articles', { search: '筆記' });
      expect(list.embeds[0]?.title).toBe('「筆記」找到 12 篇文章');
      const second = await changed(on.discord.click(list, '下一頁'));
      expect(second.embeds[0]?.title).toBe('「筆記」找到 12 篇文章');
      expect(menuOptions(second)).toHaveLength(2);
    });

    it.each([
      ['沒有這種東西:~1', '沒有這種東西\\:\\~1'],
      ['長'.repeat(80), '長'.repeat(80)],
      [':'.repeat(80), '\\:'.repeat(40)],
    ])('says what to do when nothing has %j', async (search, named) => {
      const list = await use('articles', { search });
      expect(description(list)).toContain(`提到「${named}」`);
      expect(description(list)).toContain('`/ask`');
      expect(list.components).toEqual([]);
    });
  });

  describe('/article', () => {
    it('shows title, facts and each section with its paragraphs, those within others indented', async () => {
      const outline = await outlineOf('港口的一年');
      expect(outline.seenBy).toBeNull();
      expect(description(outline)).toBe(
        [
          '**[港口的一年](https://example.org/harbour)**',
          '海岸週報・2024-05-06・5 節、6 段',
          '',
          '開頭・1 段',
          '春天的修船廠・2 段',
          '\u3000船匠的工具・1 段',
          '夏天',
          '\u3000碼頭的市集・1 段',
          '秋天的颱風・1 段',
        ].join('\n'),
      );
      expect(menuOptions(outline).map(({ label }) => label)).toEqual([
        '開頭',
        '春天的修船廠',
        '船匠的工具',
        '碼頭的市集',
        '秋天的颱風',
      ]);
      expect(menuOptions(outline)[1]?.description).toBe('第 2–3 段');
      expect(buttonLabels(outline)).toEqual([]);
    });

    it('offers titles while a person types, in either script', async () => {
      const typed = on.discord.type({ command: 'article', option: 'article', typed: '灯塔' });
      expect((await on.discord.choices(typed)).map(({ name }) => name)).toEqual(['燈塔年表']);
    });

    it('names an article that is not there', async () => {
      expect(description(await outlineOf('**@here**'))).toContain('沒有收錄「\\*\\*\\@here\\*\\*」');
    });

    it('has pages of 25 sections, which turn in place', async () => {
      const outline = await outlineOf('燈塔年表');
      expect(footer(outline)).toBe('第 1/3 頁');
      expect(menuOptions(outline)).toHaveLength(25);
      const second = await changed(on.discord.click(outline, '下一頁', { by: on.discord.addPerson() }));
      expect(second.id).toBe(outline.id);
      const third = await changed(on.discord.click(second, '下一頁'));
      expect(footer(third)).toBe('第 3/3 頁');
      expect(menuOptions(third).map(({ label }) => label)).toEqual(
        Array.from({ length: 10 }, (_, i) => `建塔後第${i + 51}年`),
      );
      const page = await on.discord.shown(
        on.discord.choose(third, '選一節來讀', [valueOf(third, '建塔後第60年')]),
      );
      expect(blockQuotes(description(page))).toEqual(['第60年，塔上換了161片玻璃，也記了262場霧。']);
    });
  });

  describe('reading a section', () => {
    it('opens a reader for the one who chose, and goes on in it from section to section', async () => {
      const outline = await outlineOf('港口的一年');
      const before = description(outline);
      const other = on.discord.addPerson();
      const chosen = [valueOf(outline, '春天的修船廠')];
      const reader = await on.discord.shown(on.discord.choose(outline, '選一節來讀', chosen, { by: other }));
      expect(reader.id).not.toBe(outline.id);
      expect(reader.seenBy).toBe(other.id);
      expect(description(reader)).toBe(
        [
          '**[港口的一年](https://example.org/harbour)**',
          '春天的修船廠・第 2–3 段',
          '',
          '第 2 段',
          '> 修船廠在三月開工，第一艘上架的船叫做海燕號。',
          '',
          '第 3 段',
          '> 海燕號的船底換了四十二塊木板，工人花了十一天。',
        ].join('\n'),
      );
      expect(buttonLabels(reader)).toEqual(['上一節', '下一節', '文章大綱']);

      const next = await changed(on.discord.click(reader, '下一節', { by: other }));
      expect(next.id).toBe(reader.id);
      expect(description(next)).toContain('船匠的工具・第 4 段');
      // The heading over headings has nothing to read.
      await changed(on.discord.click(next, '下一節', { by: other }));
      expect(blockQuotes(description(reader))).toEqual([
        '市集有六十八個攤位，賣魚的佔了一半。\\*\\*最受歡迎\\*\\*的是烤花枝，\\@everyone 都買得起，一份五十元。',
      ]);
      await changed(on.discord.click(reader, '下一節', { by: other }));
      expect(buttonLabels(reader)).toEqual(['上一節', '(下一頁)', '文章大綱']);

      const contents = await changed(on.discord.click(reader, '文章大綱', { by: other }));
      expect(contents.id).toBe(reader.id);
      expect(description(contents)).toContain('▸ **秋天的颱風**・1 段');
      const again = on.discord.choose(contents, '選一節來讀', [valueOf(contents, '開頭')], { by: other });
      expect((await changed(again)).id).toBe(reader.id);
      expect(blockQuotes(description(reader))).toEqual([
        '港口在冬天只有三艘船進出，守燈人每天記下潮水的高度。',
      ]);
      expect(buttonLabels(reader)).toEqual(['(上一頁)', '下一節', '文章大綱']);
      expect(description(outline)).toBe(before);
    });

    it('shows whole paragraphs while they fit, and a paragraph that does not in parts', async () => {
      const outline = await outlineOf('浮標記錄簿');
      const chosen = [valueOf(outline, '兩百天的記錄')];
      const reader = await on.discord.shown(on.discord.choose(outline, '選一節來讀', chosen));
      expect(description(reader)).toContain('第 2 段（1/2）\n> 第1天的黃昏');
      expect(buttonLabels(reader)).toEqual(['上一節', '下一頁', '文章大綱']);
      const parts = [blockQuotes(description(reader))];
      await changed(on.discord.click(reader, '下一頁'));
      parts.push(blockQuotes(description(reader)));
      expect(footer(reader)).toBe('第 2/2 頁');
      const whole = parts.flat().join('');
      expect(whole.match(/第\d+天/gu)).toHaveLength(200);
      expect(whole).toMatch(/第200號浮標旁的水溫。$/u);

      const numbers = [];
      await changed(on.discord.click(reader, '下一節'));
      for (;;) {
        numbers.push(
          ...blockQuotes(description(reader)).map(
            (quote) => /^歸航後第(\d+)件事：把.*休息。$/u.exec(quote)?.[1],
          ),
        );
        if (!buttonLabels(reader).includes('下一頁')) break;
        await changed(on.discord.click(reader, '下一頁'));
      }
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => String(i + 1)));
      await changed(on.discord.click(reader, '上一頁'));
      expect(footer(reader)).toMatch(/^第 \d+\/\d+ 頁$/u);
    });
  });

  describe('reading around an answer', () => {
    const QUESTION = '海燕號的船底換了多少塊木板？';
    const answer = async (isPrivate: boolean): Promise<StoredMessage> => {
      const asked = await use('ask', { question: QUESTION, article: '港口的一年', private: isPrivate });
      expect(description(asked)).toContain('四十二塊木板');
      return asked;
    };

    it.each([[false], [true]])(
      'opens the paragraph before, then goes on in place (private answer: %s)',
      async (isPrivate) => {
        const asked = await answer(isPrivate);
        const before = description(asked);
        const reader = await on.discord.shown(on.discord.click(asked, '上一段'));
        expect(reader.id).not.toBe(asked.id);
        expect(reader.seenBy).toBe(on.discord.asker.id);
        expect(description(reader)).toBe(
          '> 修船廠在三月開工，第一艘上架的船叫做海燕號。\n' +
            '— [港口的一年](https://example.org/harbour)・春天的修船廠・第 2 段・海岸週報・2024-05-06',
        );
        const first = await changed(on.discord.click(reader, '上一段'));
        expect(first.id).toBe(reader.id);
        expect(description(first)).toContain('> 港口在冬天');
        expect(buttonLabels(first)).toEqual(['(上一段)', '下一段', '文章大綱']);
        await changed(on.discord.click(first, '下一段'));
        expect(description(reader)).toContain('> 修船廠在三月');
        const contents = await changed(on.discord.click(reader, '文章大綱'));
        expect(contents.id).toBe(reader.id);
        expect(description(contents)).toContain('▸ **春天的修船廠**');
        expect(description(asked)).toBe(before);
      },
    );

    it('opens the outline with the section of the answer pointed out', async () => {
      const asked = await answer(true);
      const outline = await on.discord.shown(on.discord.click(asked, '文章大綱'));
      expect(outline.id).not.toBe(asked.id);
      expect(outline.seenBy).toBe(on.discord.asker.id);
      expect(description(outline)).toContain('\n▸ **春天的修船廠**・2 段\n');
      expect(description(outline).match(/▸/gu)).toHaveLength(1);
    });

    it('opens that outline on the page of the section', async () => {
      const asked = await use('ask', { question: '建塔後第55年換了幾片玻璃？', article: '燈塔年表' });
      expect(description(asked)).toContain('156片玻璃');
      const outline = await on.discord.shown(on.discord.click(asked, '文章大綱'));
      expect(footer(outline)).toBe('第 3/3 頁');
      expect(description(outline)).toContain('▸ **建塔後第55年**');
      const second = await changed(on.discord.click(outline, '上一頁'));
      expect(second.id).toBe(outline.id);
      expect(description(second)).not.toContain('▸');
      await changed(on.discord.click(outline, '下一頁'));
      expect(description(outline)).toContain('▸ **建塔後第55年**');
    });

    it('shows a paragraph longer than a reply in parts, before the next one', async () => {
      const places = await use('quote', { phrase: '領到一本空白的簿子' });
      const around = on.discord.choose(places, 'read-around', [menuOptions(places)[0]?.value ?? '']);
      const reader = await on.discord.shown(around);
      await changed(on.discord.click(reader, '下一段'));
      expect(footer(reader)).toBe('第 1/2 頁');
      expect(buttonLabels(reader)).toEqual(['上一段', '下一頁', '文章大綱']);
      await changed(on.discord.click(reader, '下一頁'));
      expect(description(reader)).toContain('第200號浮標');
      expect(buttonLabels(reader)).toEqual(['上一頁', '下一段', '文章大綱']);
      await changed(on.discord.click(reader, '下一段'));
      expect(description(reader)).toContain('歸航後第1件事');
    });
  });

  describe('/quote', () => {
    it('shows each place with the phrase in bold and its citation, and how many there are', async () => {
      const places = await use('quote', { phrase: '海燕号' });
      expect(places.seenBy).toBeNull();
      expect(description(places)).toContain('「海燕号」出現在 3 段裡');
      expect(blockQuotes(description(places))).toEqual([
        '修船廠在三月開工，第一艘上架的船叫做**海燕號**。',
        '**海燕號**的船底換了四十二塊木板，工人花了十一天。',
        '颱風在十月登陸，**海燕號**斷了一根桅杆，沒有人受傷。',
      ]);
      expect(description(places)).toContain(
        '— [港口的一年](https://example.org/harbour)・秋天的颱風・第 6 段',
      );
      expect(buttonLabels(places)).toEqual([]);
    });

    it('turns pages in place, and opens a paragraph for the one who chose it', async () => {
      const places = await use('quote', { phrase: '號公車' });
      expect(footer(places)).toBe('第 1/4 頁');
      const seen = new Set(menuOptions(places).map(({ value }) => value));
      const other = on.discord.addPerson();
      for (let page = 2; page <= 4; page += 1) {
        const turned = await changed(on.discord.click(places, '下一頁', { by: other }));
        expect(turned.id).toBe(places.id);
        expect(footer(turned)).toBe(`第 ${page}/4 頁`);
        for (const { value } of menuOptions(turned)) seen.add(value);
      }
      expect(seen.size).toBe(12);
      const value = menuOptions(places)[0]?.value ?? '';
      const reader = await on.discord.shown(
        on.discord.choose(places, '選一段，看前後文', [value], { by: other }),
      );
      expect(reader.seenBy).toBe(other.id);
      expect(description(reader)).toContain('小鎮筆記第');
    });

    it('is seen by the one who asks alone when told so, page by page', async () => {
      const places = await use('quote', { phrase: '號公車', private: true }, 'en-US');
      expect(places.seenBy).toBe(on.discord.asker.id);
      const turned = await changed(on.discord.click(places, 'Next page', { locale: 'en-US' }));
      expect(turned.id).toBe(places.id);
      expect(turned.seenBy).toBe(on.discord.asker.id);
      expect(footer(turned)).toBe('Page 2 of 4');
    });

    it('remembers a phrase with a colon', async () => {
      const places = await use('quote', { phrase: '件事:把一箱箱器材搬上岸晾乾' });
      expect(description(places)).toContain('出現在 40 段裡');
      const turned = await changed(on.discord.click(places, '下一頁'));
      expect(description(turned)).toContain('「件事\\:把一箱箱器材搬上岸晾乾」出現在 40 段裡');
      expect(blockQuotes(description(turned))[0]).toContain('歸航後第4**件事：把一箱箱器材搬上岸晾乾**');
    });

    it('shows the first places only of a phrase that no button can hold', async () => {
      const places = await use('quote', { phrase: CHORES });
      expect(description(places)).toContain('出現在 40 段裡');
      expect(blockQuotes(description(places))).toHaveLength(3);
      expect(footer(places)).toContain('只列出前 3 段');
      expect(buttonLabels(places)).toEqual([]);
      expect(menuOptions(places)).toHaveLength(3);
    });

    it.each([
      ['月球上的兔子', '沒有一字不差的「月球上的兔子」', '`/ask`'],
      ['***', '這裡面沒有字可以找', '一句話'],
    ])('is kind about %j', async (phrase, says, advice) => {
      const places = await use('quote', { phrase });
      expect(description(places)).toContain(says);
      expect(description(places)).toContain(advice);
    });
  });

  it.each([
    ['read:nosuchk1:1'],
    ['outline:nosuchk1:0:1.1'],
    ['contents:nosuchk1:0:'],
    ['turn-page:nosuchk1:0'],
    ['paragraph:nosuchk1:1:0'],
  ])('says kindly that the article has changed since %s was shown', async (customId) => {
    const outline = await outlineOf('燈塔年表');
    const before = description(outline);
    const pressed = on.discord.click(withButton(outline, customId), customId);
    const refused = await on.discord.until('a refusal', () => pressed.followUps[0] ?? pressed.message);
    expect(refused.id).not.toBe(outline.id);
    expect(refused.seenBy).toBe(on.discord.asker.id);
    expect(description(refused)).toContain('文章更新過了');
    expect(description(outline)).toBe(before);
  });
});

describe('/quote, asked too often', () => {
  const on = stage();

  it('counts as a question', async () => {
    await on.startReady({ USER_QUESTIONS_PER_MINUTE: '1' });
    const find = (): Tracked => on.discord.use({ command: 'quote', options: { phrase: '連署人' } });
    expect(description(await on.discord.shown(find()))).toContain('**連署人**要求');
    const refused = await on.discord.shown(find());
    expect(refused.seenBy).toBe(on.discord.asker.id);
    expect(description(refused)).toMatch(/<t:\d+:R>再問/u);
  });
});

/** The message with a button that it had before. */
function withButton(message: StoredMessage, customId: string): StoredMessage {
  message.components = [{ type: 1, components: [{ type: 2, style: 2, label: 'old', custom_id: customId }] }];
  return message;
}
