import { beforeAll, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../../scripts/loopback/entities.ts';
import { stage } from '../../support/bot-against-loopback.ts';
import { STUB_ARTICLES, type StubArticle } from '../../support/stub-engine.ts';

function labels(message: StoredMessage): (string | undefined)[][] {
  return message.components.map((row) => (row.components ?? []).map(({ label }) => label));
}

function description(message: StoredMessage): string {
  return message.embeds[0]?.description ?? '';
}

/** An article that answers with five quotes, and the same with a word changed. */
function lighthouse(colour: string): StubArticle {
  const paragraphs = ['一', '二', '三', '四', '五'].map((n) => `燈塔的第${n}層漆成${colour}。`);
  return { id: 'lighthouse', title: '燈塔', paragraphs };
}
const LIGHTHOUSE = JSON.stringify([...STUB_ARTICLES, lighthouse('白色')]);
const REPAINTED = JSON.stringify([...STUB_ARTICLES, lighthouse('紅色')]);
const FIVE = '燈塔的第幾層';

/** The buttons under an answer, apart from those that open an article, which have their own tests. */
describe('the buttons under an answer', () => {
  const on = stage({ isShared: true });
  beforeAll(async () => {
    await on.startReady({ STUB_ARTICLES: LIGHTHOUSE });
  });

  const answered = (question = '連署人要求暫停多久？', isPrivate = false): Promise<StoredMessage> =>
    on.discord.shown(on.discord.ask({ question, isPrivate }));

  it('reads around the best quote, and says what one thinks of it', async () => {
    expect(labels(await answered())).toEqual([
      ['下一段', '文章大綱'],
      ['沒有幫助', '出處不對'],
    ]);
    expect(labels(await answered('這封信有'))).toEqual([
      ['上一段', '文章大綱'],
      ['沒有幫助', '出處不對'],
    ]);
  });

  it('offers only an opinion where nothing answers', async () => {
    expect(labels(await answered('qqqq'))).toEqual([['沒有幫助']]);
  });

  it('shows the quotations that had no room, to the one who asks for them', async () => {
    const answer = await answered(FIVE);
    expect(labels(answer)[0]).toContain('其他引文（2）');
    const clicked = on.discord.click(answer, '其他引文（2）', { locale: 'en-US' });
    const more = await on.discord.shown(clicked);
    expect(more.seenBy).toBe(on.discord.asker.id);
    expect(more.embeds[0]?.title).toBe('Further passages');
    expect(description(more).match(/^> /gmu)).toHaveLength(2);
    for (const quote of description(more)
      .split('\n')
      .filter((line) => line.startsWith('> '))) {
      expect(description(answer)).not.toContain(quote);
    }
  });

  it('makes a private answer public once, and names who shared it without a ping', async () => {
    const answer = await answered('連署人要求暫停多久？', true);
    expect(labels(answer)[1]).toEqual(['分享給大家', '沒有幫助', '出處不對']);
    const clicked = on.discord.click(answer, '分享給大家');
    const again = on.discord.click(answer, '分享給大家');
    const shared = await on.discord.until('the shared answer', () => clicked.followUps[0]);
    expect(shared.seenBy).toBeNull();
    expect(shared.content).toBe(`<@${on.discord.asker.id}> 分享了這個回答`);
    expect(shared.mentions).toEqual([]);
    expect(description(shared)).toBe(description(answer));
    expect(labels(shared)[1]).toEqual(['沒有幫助', '出處不對']);
    expect(labels(answer)[1]).toEqual(['沒有幫助', '出處不對']);
    const refused = await on.discord.shown(again);
    expect(description(refused)).toContain('已經分享過了');
    expect(again.followUps).toEqual([]);
  });

  it('notes an opinion once a person, to that person alone', async () => {
    const answer = await answered();
    const first = await on.discord.shown(on.discord.click(answer, '沒有幫助'));
    expect(first.seenBy).toBe(on.discord.asker.id);
    expect(description(first)).toContain('收到，謝謝');
    expect(description(await on.discord.shown(on.discord.click(answer, '沒有幫助')))).toContain('已經說過了');
    const other = on.discord.addPerson({ username: 'other' });
    const second = await on.discord.shown(
      on.discord.click(answer, '沒有幫助', { by: other, locale: 'en-US' }),
    );
    expect(description(second)).toContain('Noted');
    expect(description(await on.discord.shown(on.discord.click(answer, '出處不對')))).toContain('收到，謝謝');
  });

  it('says kindly that a button of an earlier version no longer works', async () => {
    const answer = await answered();
    const button = answer.components[0]?.components?.[0];
    if (button !== undefined) button.custom_id = 'forgotten:1';
    const reply = await on.discord.shown(on.discord.click(answer, 'forgotten:1', { locale: 'zh-CN' }));
    expect(description(reply)).toContain('旧版');
    expect(reply.seenBy).toBe(on.discord.asker.id);
  });
});

describe('a button whose bot was restarted', () => {
  const on = stage();

  it('works as before, and is kind when the articles have changed', async () => {
    const first = await on.startReady({ STUB_ARTICLES: LIGHTHOUSE });
    const answer = await on.discord.shown(on.discord.ask({ question: FIVE }));
    await first.kill();

    const second = await on.startReady({ STUB_ARTICLES: LIGHTHOUSE });
    const more = await on.discord.shown(on.discord.click(answer, '其他引文（2）'));
    expect(description(more).match(/^> /gmu)).toHaveLength(2);
    await second.kill();

    await on.startReady({ STUB_ARTICLES: REPAINTED });
    const moved = await on.discord.shown(on.discord.click(answer, '其他引文（2）'));
    expect(description(moved)).toContain('文章更新過了');
    const opinion = await on.discord.shown(on.discord.click(answer, '出處不對'));
    expect(description(opinion)).toContain('文章更新過了');
  });
});
