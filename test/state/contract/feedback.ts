import { describe, expect, test } from 'vitest';
import type { NewFeedback } from '../../../src/state/feedback.ts';
import { databaseIn, SQLITE, stateIn, type StateEngine } from '../state-engines.ts';

const USER = '778899001122334455';
const MESSAGE = '998877665544332211';

function feedback(change: Partial<NewFeedback> = {}): NewFeedback {
  return {
    guildId: '1',
    kind: 'not-helpful',
    messageId: MESSAGE,
    userId: USER,
    question: '公開信要求停多久?',
    articleId: 'letter',
    title: '公開信',
    paragraph: 3,
    quote: '至少六個月。',
    at: new Date('2026-05-01T10:00:00Z'),
    ...change,
  };
}

export function feedbackContract(engine: StateEngine): void {
  describe('feedback', () => {
    test('one person counts once a message and kind', async () => {
      const state = await stateIn(await engine.newPlace());
      expect(await state.feedback.add(feedback())).toBe('saved');
      expect(await state.feedback.add(feedback({ at: new Date() }))).toBe('already');
      expect(await state.feedback.add(feedback({ kind: 'wrong-source' }))).toBe('saved');
      expect(await state.feedback.add(feedback({ userId: '2' }))).toBe('saved');
      expect(await state.feedback.add(feedback({ messageId: '3' }))).toBe('saved');
      expect((await state.feedback.summary('1')).total).toBe(4);
    });

    test('is listed newest first, by kind and up to a limit', async () => {
      const state = await stateIn(await engine.newPlace());
      const day = (n: number): Date => new Date(Date.UTC(2026, 4, n));
      const nothing = { articleId: null, title: null, paragraph: null, quote: null };
      await state.feedback.add(feedback({ userId: '1', at: day(2) }));
      await state.feedback.add(feedback({ userId: '2', at: day(3), kind: 'wrong-source' }));
      await state.feedback.add(feedback({ userId: '3', at: day(1), question: '誰?', ...nothing }));
      await state.feedback.add(feedback({ userId: '4', at: day(4), guildId: '2' }));
      expect((await state.feedback.list('1', { limit: 9 })).map(({ at }) => at)).toEqual([
        day(3),
        day(2),
        day(1),
      ]);
      expect(await state.feedback.list('1', { limit: 2 })).toHaveLength(2);
      expect(await state.feedback.list('1', { limit: 9, kind: 'not-helpful' })).toEqual([
        {
          kind: 'not-helpful',
          question: '公開信要求停多久?',
          articleId: 'letter',
          title: '公開信',
          paragraph: 3,
          quote: '至少六個月。',
          at: day(2),
        },
        { kind: 'not-helpful', question: '誰?', ...nothing, at: day(1) },
      ]);
    });

    test('is summed by kind and by article, most first, under the latest title', async () => {
      const state = await stateIn(await engine.newPlace());
      await state.feedback.add(feedback({ userId: '1', articleId: 'other', title: 'Other' }));
      await state.feedback.add(feedback({ userId: '2', title: '舊標題' }));
      await state.feedback.add(
        feedback({ userId: '3', kind: 'wrong-source', title: '新標題', at: new Date() }),
      );
      await state.feedback.add(feedback({ userId: '4', guildId: '2' }));
      expect(await state.feedback.summary('1')).toEqual({
        total: 3,
        byKind: { 'not-helpful': 2, 'wrong-source': 1 },
        byArticle: [
          { articleId: 'letter', title: '新標題', total: 2, byKind: { 'not-helpful': 1, 'wrong-source': 1 } },
          { articleId: 'other', title: 'Other', total: 1, byKind: { 'not-helpful': 1, 'wrong-source': 0 } },
        ],
      });
      expect(await state.feedback.summary('3')).toEqual({
        total: 0,
        byKind: { 'not-helpful': 0, 'wrong-source': 0 },
        byArticle: [],
      });
    });

    test('keeps neither who said it nor a mark that follows a person from message to message', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      await state.feedback.add(feedback());
      await state.feedback.add(feedback({ messageId: '5' }));
      const rows = await (await databaseIn(place)).all<{ voter: string }>('SELECT * FROM footnote_feedback');
      expect(JSON.stringify(rows)).toContain('letter');
      expect(JSON.stringify(rows)).not.toContain(USER);
      expect(JSON.stringify(rows)).not.toContain(MESSAGE);

      const elsewhere = await SQLITE.newPlace();
      await (await stateIn(elsewhere)).feedback.add(feedback());
      rows.push(
        ...(await (
          await databaseIn(elsewhere)
        ).all<{ voter: string }>('SELECT voter FROM footnote_feedback')),
      );
      expect(new Set(rows.map(({ voter }) => voter)).size).toBe(3);
      for (const { voter } of rows) expect(voter).toMatch(/^[0-9a-f]{64}$/);
    });

    test('one person counts once, however many say it at one moment', async () => {
      const place = await engine.newPlace();
      const processes = [await stateIn(place), await stateIn(place)];
      const said = await Promise.all(
        [...processes, ...processes, ...processes].map((state) => state.feedback.add(feedback())),
      );
      expect(said.filter((each) => each === 'saved')).toHaveLength(1);
    });

    test('is refused when the secret that voters are counted by is gone', async () => {
      const place = await engine.newPlace();
      const state = await stateIn(place);
      await (await databaseIn(place)).run('DELETE FROM footnote_secrets');
      const lost = expect.objectContaining({
        code: 'state-damaged',
        message: expect.stringContaining('secret') as string,
      }) as Error;
      await expect(state.feedback.add(feedback())).rejects.toThrow(lost);
      await expect(stateIn(place)).rejects.toThrow(lost);
    });
  });
}
